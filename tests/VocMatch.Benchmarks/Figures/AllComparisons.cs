using System.Diagnostics;

namespace VocMatch.Benchmarks.Figures;

/// <summary>
/// <c>--compare all [--quick]</c>: every comparison at its stated sizes, each in a process of its own, so that no memory and no compiled code of one
/// is another's; their figures become one table.
/// </summary>
internal static class AllComparisons
{
    private static readonly Plan[] s_plans =
    [
        new("clearing", [[]], [["--small"]]),
        new("csv", [["--small"], []], [["--small"]]),
        new("priorities", [[]], [["--small"]]),
        new("pairs", [[]], [["--small"]]),
        new("topk", [[], ["--matches"]], [["--small"], ["--matches"]]),
        new("quality", [[]], [[]]),
        new("questions", [["1", "cork", "dublin"], ["10", "cork"]], [["1", "cork"]]),
        new("what-if", [["2000"], ["20000"]], [["2000"]]),
        new(
            "alignment",
            [["100000", "10000"], ["1000000", "10000"], ["100000", "100000"], ["100000", "10000", "10"], ["1000000", "100000"]],
            [["10000", "1000"], ["100000", "1000"], ["10000", "10000"], ["10000", "1000", "10"]]),
        new("storage", [[]], [[]]),
        new("rows", [[]], [[]]),
        new("round", [["100000", "10000"], ["100000", "100000"], ["1000000", "100000"]], [["3000", "1000"], ["30000", "1000"]]),
        new("measuring", [[]], [["3000", "2000"]]),
        new("platform", [[]], [["--small"]]),
        new("restart", [[]], [["3000"]]),
    ];

    /// <summary>Writes the table to a file, or to the committed one, whose figures the README then quotes.</summary>
    public static int Run(string[] args)
    {
        var quick = args.Contains("--quick");
        var folder = Folder();
        if (args is not ([] or ["--quick"]) || folder is null)
        {
            Console.Error.WriteLine(folder is null ? "--compare all runs from inside a checkout" : "--compare all takes [--quick]");
            return 2;
        }

        List<Figure> figures = [];
        List<string> missing = [];
        foreach (var plan in s_plans)
        {
            foreach (var arguments in quick ? plan.Quick : plan.Full)
            {
                var clock = Stopwatch.StartNew();
                Console.WriteLine($"\n== {plan.Comparison} {string.Join(' ', arguments)}");
                var (code, found) = Measure(plan.Comparison, arguments);
                figures.AddRange(found);
                if (found.Count == 0)
                {
                    missing.Add($"{plan.Comparison} {string.Join(' ', arguments)}".TrimEnd());
                }

                Console.WriteLine($"== {found.Count} figures in {clock.Elapsed.TotalSeconds:0} s{(code == 0 ? "" : $", ended with {code}")}");
            }
        }

        // The same row may be measured by two runs of one comparison: the first stands.
        List<Figure> rows = [.. figures.DistinctBy(figure => (figure.Measure, string.Join(' ', figure.Size)))];
        File.WriteAllText(Path.Combine(folder, "figures.md"), FigureTable.Of(rows, missing, quick));
        var readme = Path.Combine(folder, "..", "..", "README.md");
        File.WriteAllText(readme, FigureTable.Quoted(File.ReadAllText(readme), rows));
        Console.WriteLine($"{rows.Count} figures, {rows.Count(figure => figure.Met == false)} of {rows.Count(figure => figure.Met is not null)} goals missed.");
        return missing.Count == 0 ? 0 : 1;
    }

    private static (int Code, IReadOnlyList<Figure> Figures) Measure(string comparison, string[] arguments)
    {
        var file = Path.GetTempFileName();
        try
        {
            var start = new ProcessStartInfo("dotnet");
            foreach (var argument in (string[])[typeof(AllComparisons).Assembly.Location, "--compare", comparison, .. arguments])
            {
                start.ArgumentList.Add(argument);
            }

            start.Environment[Comparisons.FiguresFile] = file;
            using var process = Process.Start(start)!;
            process.WaitForExit();
            return (process.ExitCode, new FileInfo(file).Length > 0 ? Measured.Read(file) : []);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string? Folder()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "VocMatch.Benchmarks.csproj")))
            {
                return at.FullName;
            }
        }

        return null;
    }

    /// <param name="Full">The arguments of each run.</param>
    private sealed record Plan(string Comparison, string[][] Full, string[][] Quick);
}
