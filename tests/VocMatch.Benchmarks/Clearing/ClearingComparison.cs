using System.Diagnostics;
using VocMatch.Cli.Generation;
using VocMatch.Matching.Clearing;

namespace VocMatch.Benchmarks.Clearing;

/// <summary>Clearing beside what a user would write instead, on the same markets in the same run.</summary>
internal static class ClearingComparison
{
    public static int Run(string[] args)
    {
        List<InstanceShape> shapes =
        [
            new() { Students = 10_000, Placements = 1_000 },
            new() { Students = 100_000, Placements = 10_000 },
            new() { Students = 1_000_000, Placements = 100_000 },
        ];
        if (args.Contains("--large"))
        {
            shapes.Add(new() { Students = 10_000_000, Placements = 1_000_000 });
        }

        Console.WriteLine($"{"students x placements",-24}{"placed",10}{"build ms",10}{"lottery",10}{"1 thread",10}{"2 threads",10}{"general",10}{"cutoffs",10}{"textbook",10}{"ratio",8}{"ratio 2",8}");
        foreach (var shape in shapes)
        {
            Compare(shape);
        }

        return 0;
    }

    private static void Compare(InstanceShape shape)
    {
        var (build, market) = Time(1, () => GeneratedMarket.Build(shape));
        var (draw, lottery) = Time(1, () => Lottery.Draw(market.Students, "vocmatch"));
        var open = OpenMarket.Of(market);
        var (one, assignment) = Time(7, () => ClearingSolver.Solve(open, lottery));
        var (two, both) = Time(7, () => ClearingSolver.Solve(open, lottery, threads: 2));
        var (general, guaranteed) = Time(3, () => ClearingSolver.SolveWithGuarantees(open, lottery));
        var (cut, _) = Time(3, () => Cutoffs.Of(assignment, lottery));
        var textbook = new TextbookAcceptance(market, lottery);
        var (plain, held) = Time(shape.Students > 2_000_000 ? 1 : 3, textbook.Solve);
        for (var student = 0; student < held.Length; student++)
        {
            if (assignment.PlacementOf(student) != held[student] || both.PlacementOf(student) != held[student] || guaranteed.PlacementOf(student) != held[student])
            {
                throw new InvalidOperationException($"The solvers disagree on student {student}.");
            }
        }

        Console.WriteLine(
            $"{shape.Students + " x " + shape.Placements,-24}{assignment.PlacedCount,10}{build,10:F1}{draw,10:F1}{one,10:F2}{two,10:F2}{general,10:F2}{cut,10:F2}{plain,10:F1}{plain / one,8:F1}{plain / two,8:F1}");
    }

    private static (double Milliseconds, T Result) Time<T>(int runs, Func<T> work)
    {
        var best = double.MaxValue;
        var result = default(T)!;
        for (var run = 0; run < runs; run++)
        {
            GC.Collect();
            var watch = Stopwatch.StartNew();
            result = work();
            best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
        }

        return (best, result);
    }
}
