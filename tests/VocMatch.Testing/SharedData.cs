namespace VocMatch.Testing;

/// <summary>Published data sets and cases, which are too large to stand beside the source.</summary>
internal static class SharedData
{
    /// <summary>The folder of one data set; where it is absent the test is skipped, or fails where nothing may be missing.</summary>
    public static string Folder(string name) => Present(
        Candidates().Select(root => Path.Combine(root, name)),
        $"The published data '{name}' are missing (shared/data or VOCMATCH_OPEN_DATA).");

    /// <summary>The folder of one case: a small input that once went wrong, or the shapes of offices' files.</summary>
    public static string Case(string name) => Present(
        Candidates().Select(root => Path.Combine(root, "..", "cases", name)),
        $"The case '{name}' is missing (shared/cases, or beside the folder that VOCMATCH_OPEN_DATA names).");

    private static string Present(IEnumerable<string> folders, string missing)
    {
        var found = folders.FirstOrDefault(Directory.Exists);
        if (found is null && Environment.GetEnvironmentVariable("VOCMATCH_REQUIRE_ALL") == "1")
        {
            Xunit.Assert.Fail(missing);
        }

        Xunit.Skip.If(found is null, missing);
        return found!;
    }

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("VOCMATCH_OPEN_DATA") is { Length: > 0 } named)
        {
            return [named];
        }

        var folders = new List<string>();
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            folders.Add(Path.Combine(folder.FullName, "shared", "data"));
        }

        return folders;
    }
}
