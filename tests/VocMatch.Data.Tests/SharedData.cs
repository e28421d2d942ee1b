using VocMatch.Data.Tables;

namespace VocMatch.Data.Tests;

/// <summary>The folder of published data, which is not part of the repository.</summary>
internal static class SharedData
{
    private static readonly Lazy<string?> Folder = new(Find);

    /// <summary>The files of one data set; skips the test where the folder does not exist, or fails where nothing may be missing.</summary>
    public static SourceFiles Files(string set)
    {
        var path = Folder.Value is { } folder ? Path.Combine(folder, set) : null;
        var missing = path is null || !Directory.Exists(path);
        if (missing && Environment.GetEnvironmentVariable("VOCMATCH_REQUIRE_ALL") == "1")
        {
            Assert.Fail($"The published data '{set}' are missing (shared/data or VOCMATCH_OPEN_DATA).");
        }

        Skip.If(missing, $"The published data '{set}' are missing (shared/data or VOCMATCH_OPEN_DATA).");
        return SourceFiles.InFolder(path!);
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("VOCMATCH_OPEN_DATA") is { Length: > 0 } named)
        {
            return named;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "data");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
