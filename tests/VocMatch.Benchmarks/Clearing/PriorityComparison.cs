using System.Globalization;
using VocMatch.Benchmarks.Figures;
using VocMatch.Cli.Commands;
using VocMatch.Cli.Generation;
using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Benchmarks.Clearing;

/// <summary>
/// What priorities of 40 bits and more cost beside scores of two decimals: ranking them beside a sort with a search for each row, and the
/// way from CSV files to a certificate beside the same files with scores.
/// </summary>
internal static class PriorityComparison
{
    public static int Run(string[] args)
    {
        Console.WriteLine("Processor time of all threads, least of several runs.");
        Console.WriteLine($"{"rows",12}{"bits",6}{"ranked ms",11}{"sorted ms",11}{"ratio",7}");
        foreach (var rows in args.Contains("--small") ? new[] { 100_000, 1_000_000 } : [1_000_000, 10_000_000])
        {
            foreach (var bits in new[] { 40, 60 })
            {
                CompareRanks(rows, bits);
            }
        }

        Console.WriteLine($"\n{"students",12}{"bits",6}{"solve s",9}{"scores s",10}{"ratio",7}");
        foreach (var students in args.Contains("--small") ? new[] { 10_000, 100_000 } : [100_000, 1_000_000])
        {
            CompareFiles(students);
        }

        return 0;
    }

    private static void CompareRanks(int rows, int bits)
    {
        var random = new Seeded(1);
        var priorities = new long[rows];
        foreach (ref var priority in priorities.AsSpan())
        {
            priority = (long)(random.Next() >> (64 - bits)) - (1L << (bits - 1));
        }

        var (ranked, codes) = Best.ProcessorOf(5, () => PriorityRanks.Of(priorities, priorities.Min(), priorities.Max()).Codes);
        var (sorted, searched) = Best.ProcessorOf(2, () => SortAndSearch(priorities));
        if (!codes.AsSpan().SequenceEqual(searched))
        {
            throw new InvalidOperationException("The ranks are not those of a sort.");
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{rows,12}{bits,6}{ranked,11:F1}{sorted,11:F1}{sorted / ranked,7:F1}"));
        Measured.Add($"ranking priorities of {bits} bits", [("rows", rows)], ranked, "ms", "sort and search", sorted);
    }

    private static int[] SortAndSearch(long[] priorities)
    {
        var sorted = (long[])priorities.Clone();
        Array.Sort(sorted);
        var distinct = 0;
        foreach (var value in sorted)
        {
            sorted[distinct] = value;
            distinct += distinct == 0 || sorted[distinct - 1] != value ? 1 : 0;
        }

        return Array.ConvertAll(priorities, priority => Array.BinarySearch(sorted, 0, distinct, priority));
    }

    private static void CompareFiles(int students)
    {
        var folder = Directory.CreateTempSubdirectory("vocmatch-priorities-").FullName;
        try
        {
            new InstanceFiles(new InstanceGenerator(new() { Students = students, Placements = students / 10 })).Write(folder);

            // Once for the code to be compiled, which would fall on whoever comes first.
            Solve(folder, "applications.csv");
            var scores = Solve(folder, "applications.csv");
            foreach (var bits in new[] { 40, 60 })
            {
                Widen(folder, bits);
                var wide = Solve(folder, "wide.csv");
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{students,12}{bits,6}{wide / 1000,9:F2}{scores / 1000,10:F2}{wide / scores,7:F2}"));
                Measured.Add($"CSV to certificate with priorities of {bits} bits", [("students", students)], wide / 1000, "s", "the same with scores", scores / 1000, Goal.Ratio(.5));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // The same rows with priorities of so many bits, six decimals included.
    private static void Widen(string folder, int bits)
    {
        var random = new Seeded(2);
        File.WriteAllLines(
            Path.Combine(folder, "wide.csv"),
            File.ReadLines(Path.Combine(folder, "applications.csv")).Select((line, number) => number == 0
                ? line
                : string.Concat(line.AsSpan(0, line.LastIndexOf(',') + 1), new Priority((long)(random.Next() >> (64 - bits)) % Priority.Limit).ToString())));
    }

    private static double Solve(string folder, string applications)
    {
        string[] input = ["--placements", Path.Combine(folder, "placements.csv"), "--applications", Path.Combine(folder, applications)];
        var said = Console.Out;
        Console.SetOut(TextWriter.Null);
        try
        {
            var (solve, code) = Best.ProcessorOf(4, () => VocMatchCommand.Run(["solve", .. input, "--out", folder]));
            return code == 0 ? solve : throw new InvalidOperationException($"The command ended with {code}.");
        }
        finally
        {
            Console.SetOut(said);
        }
    }
}
