using VocMatch.Data.Tables;

namespace VocMatch.Data.Tests;

/// <summary>The folder of published data, which is not part of the repository.</summary>
internal static class SharedData
{
    private static readonly Lazy<string?> Root = new(Find);

    /// <summary>The files of one data set, as <see cref="Folder"/>.</summary>
    public static SourceFiles Files(string set) => SourceFiles.InFolder(Folder(set));

    /// <summary>The folder of one data set; skips the test where it does not exist, or fails where nothing may be missing.</summary>
    public static string Folder(string set)
    {
        var path = Root.Value is { } folder ? Path.Combine(folder, set) : null;
        var missing = path is null || !Directory.Exists(path);
        if (missing && Environment.GetEnvironmentVariable("VOCMATCH_REQUIRE_ALL") == "1")
        {
            Xunit.Assert.Fail($"The published data '{set}' are missing (shared/data or VOCMATCH_OPEN_DATA).");
        }

        Xunit.Skip.If(missing, $"The published data '{set}' are missing (shared/data or VOCMATCH_OPEN_DATA).");
        return path!;
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
