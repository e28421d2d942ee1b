using System.Text.RegularExpressions;

namespace VocMatch.Matching.Tests.Verification;

/// <summary>A verifier that shared the solver's code would share its mistakes.</summary>
public sealed class IndependenceTests
{
    /// <summary>Beside all that solves: what takes out fixed pairs, decides types and finds cutoffs for the solver.</summary>
    private static readonly string[] s_sharedByTheSolver = ["OpenMarket", "StudentTypes", "Applicants", "Cutoffs", "Assignment", "ClearingResult"];

    [Fact]
    public void The_verifier_names_no_type_that_takes_part_in_solving()
    {
        var engine = Engine();
        var solving = Directory.GetFiles(Path.Combine(engine, "Clearing", "Solving"), "*.cs")
            .Select(file => Path.GetFileNameWithoutExtension(file).Split('.')[0])
            .Concat(s_sharedByTheSolver)
            .Distinct()
            .ToList();
        var sources = Directory.GetFiles(Path.Combine(engine, "Verification"), "*.cs");

        Assert.True(solving.Count > 10 && sources.Length > 4, "The sources moved; this test looks in the wrong place.");
        var shared =
            from source in sources
            let text = File.ReadAllText(source)
            from type in solving
            where Regex.IsMatch(text, $@"\b{type}\b")
            select $"{Path.GetFileName(source)}: {type}";
        Assert.Empty(shared);
    }

    private static string Engine()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "VocMatch.sln")))
            {
                return Path.Combine(at.FullName, "src", "VocMatch.Matching");
            }
        }

        throw new DirectoryNotFoundException("The solution is not above the tests.");
    }
}
