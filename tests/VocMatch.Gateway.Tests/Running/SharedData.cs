namespace VocMatch.Gateway.Tests.Running;

/// <summary>Published data sets, which are too large to stand beside the source.</summary>
internal static class SharedData
{
    /// <summary>The folder of one data set; where it is absent the test is skipped, or fails where everything is demanded.</summary>
    public static string Folder(string name)
    {
        var folder = Candidates().Select(root => Path.Combine(root, name)).FirstOrDefault(Directory.Exists);
        if (folder is null && Environment.GetEnvironmentVariable("VOCMATCH_REQUIRE_ALL") == "1")
        {
            Assert.Fail($"The data set {name} is not here: name its parent folder in VOCMATCH_OPEN_DATA.");
        }

        Skip.If(folder is null, $"The data set {name} is not here: name its parent folder in VOCMATCH_OPEN_DATA.");
        return folder!;
    }

    /// <summary>The folder of one case: a small input that once went wrong, or the shapes of offices' files.</summary>
    public static string Case(string name)
    {
        var folder = Candidates().Select(root => Path.Combine(root, "..", "cases", name)).FirstOrDefault(Directory.Exists);
        if (folder is null && Environment.GetEnvironmentVariable("VOCMATCH_REQUIRE_ALL") == "1")
        {
            Assert.Fail($"The case {name} is not here: it lies beside the folder that VOCMATCH_OPEN_DATA names.");
        }

        Skip.If(folder is null, $"The case {name} is not here: it lies beside the folder that VOCMATCH_OPEN_DATA names.");
        return folder!;
    }

    private static IEnumerable<string> Candidates()
    {
        if (Environment.GetEnvironmentVariable("VOCMATCH_OPEN_DATA") is { Length: > 0 } named)
        {
            yield return named;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            yield return Path.Combine(folder.FullName, "shared", "data");
        }
    }
}
