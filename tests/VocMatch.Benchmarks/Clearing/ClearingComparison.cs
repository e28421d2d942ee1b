using System.Diagnostics;
using VocMatch.Benchmarks.Figures;
using VocMatch.Cli.Commands;
using VocMatch.Cli.Generation;
using VocMatch.Matching.Clearing;
using VocMatch.Matching.Clearing.Markets;
using VocMatch.Matching.Clearing.Solving;
using VocMatch.Matching.Repair;
using VocMatch.Matching.WhatIf;

namespace VocMatch.Benchmarks.Clearing;

/// <summary>Clearing beside what a user would write instead, on the same markets in the same run; then repair and what-if.</summary>
internal static class ClearingComparison
{
    public static int Run(string[] args)
    {
        // Ten times the students alone and ten times the placements alone, too.
        List<InstanceShape> shapes = args.Contains("--small")
            ? [Shape(10_000, 1_000), Shape(100_000, 1_000), Shape(100_000, 10_000)]
            : [Shape(10_000, 1_000), Shape(100_000, 10_000), Shape(1_000_000, 10_000), Shape(1_000_000, 100_000)];
        if (args.Contains("--large"))
        {
            shapes.Add(Shape(10_000_000, 1_000_000));
        }

        Console.WriteLine("Milliseconds, best of several runs; ratios to textbook deferred acceptance in the same run.");
        Console.WriteLine($"{"students x placements",-22}{"placed",9}{"build",9}{"lottery",9}{"1 thread",10}{"2 threads",10}{"guarantee",10}{"cutoffs",9}{"textbook",10}{"ratio",7}{"ratio 2",9}{"live MB",9}");
        foreach (var shape in shapes)
        {
            Compare(shape);
        }

        CompareFlow(shapes[0]);
        TimeRepair(Shape(100_000, 10_000));
        TimeWhatIf(new() { Students = 20_000, Placements = 2_000, SeatsPerHundred = 90 });
        return 0;
    }

    private static InstanceShape Shape(int students, int placements) => new() { Students = students, Placements = placements };

    private static (string, int)[] Size(InstanceShape shape) => [("students", shape.Students), ("placements", shape.Placements)];

    private static void Compare(InstanceShape shape)
    {
        var (build, market) = Best.Of(1, () => GeneratedMarket.Build(shape));
        var (draw, lottery) = Best.Of(1, () => Lottery.Draw(market.Students, "vocmatch"));
        var open = OpenMarket.Of(market);
        var (one, assignment) = Best.Of(7, () => ClearingSolver.Solve(open, lottery));
        var live = GC.GetTotalMemory(forceFullCollection: true) / 1e6;
        var (two, both) = Best.Of(7, () => ClearingSolver.Solve(open, lottery, threads: 2));
        var (guarantee, guaranteed) = Best.Of(3, () => ClearingSolver.SolveWithGuarantees(open, lottery));
        var (cut, _) = Best.Of(3, () => Cutoffs.Of(assignment, lottery));
        var textbook = new TextbookAcceptance(market, lottery);
        var (plain, held) = Best.Of(shape.Students > 2_000_000 ? 1 : 3, textbook.Solve);
        for (var student = 0; student < held.Length; student++)
        {
            if (assignment.PlacementOf(student) != held[student] || both.PlacementOf(student) != held[student] || guaranteed.PlacementOf(student) != held[student])
            {
                throw new InvalidOperationException($"The solvers disagree on student {student}.");
            }
        }

        Console.WriteLine(
            $"{shape.Students + " x " + shape.Placements,-22}{assignment.PlacedCount,9}{build,9:F0}{draw,9:F1}{one,10:F2}{two,10:F2}{guarantee,10:F1}{cut,9:F2}{plain,10:F1}{plain / one,7:F1}{plain / two,9:F1}{live,9:F0}");
        Measured.Add("clearing, one thread", Size(shape), one, "ms", "textbook deferred acceptance", plain, Goal.Ratio(3));
        Measured.Add("clearing, two threads", Size(shape), two, "ms", "textbook deferred acceptance", plain);
        Measured.Add("clearing with guarantees", Size(shape), guarantee, "ms");
        Measured.Add("cutoffs of a clearing", Size(shape), cut, "ms");
    }

    private static void CompareFlow(InstanceShape shape)
    {
        var market = GeneratedMarket.Build(shape);
        var lottery = Lottery.Draw(market.Students, "vocmatch");
        var open = OpenMarket.Of(market);
        var (flow, rows) = Best.Of(1, () => new MinCostFlowAssignment(open).Solve());
        var (own, stable) = Best.Of(7, () => ClearingSolver.Solve(open, lottery));
        Console.WriteLine($"\nMinimum cost flow (OR-Tools), {shape.Students} x {shape.Placements}: {flow:F0} ms, {rows.Count(row => row >= 0)} placed, "
            + $"{BlockedStudents(new SeatAssignment(open, rows), lottery)} students envy with reason; deferred acceptance: {own:F2} ms, {stable.PlacedCount} placed, {BlockedStudents(stable, lottery)} envy ({flow / own:F0} x).");
        Measured.Add("clearing beside minimum cost flow", Size(shape), own, "ms", "OR-Tools", flow);
    }

    private static int BlockedStudents(SeatAssignment assignment, Lottery lottery)
    {
        var cutoffs = Cutoffs.Of(assignment, lottery);
        var open = assignment.Market;
        var blocked = 0;
        for (var student = 0; student < open.StudentCount; student++)
        {
            var end = assignment.Rows[student] < 0 ? open.WishStart[student + 1] : assignment.Rows[student];
            for (var row = open.WishStart[student]; row < end; row++)
            {
                var wish = open.WishRows[row];
                if (cutoffs.Clears(student, wish.Placement, lottery.Key(wish.PriorityCode, student)))
                {
                    blocked++;
                    break;
                }
            }
        }

        return blocked;
    }

    private static void TimeRepair(InstanceShape shape)
    {
        var result = ClearingResult.Solve(GeneratedMarket.Build(shape), new ClearingSettings("vocmatch"));
        RepairEvent[] events = [.. Enumerable.Range(0, 20).Select(number => new RepairEvent.StudentLeaves(number * 997))];
        var first = Stopwatch.StartNew();
        ClearingRepair.Repair(result, events);
        first.Stop();
        var (repair, outcome) = Best.Of(5, () => ClearingRepair.Repair(result, events));
        var repaired = (RepairOutcome.Repaired)outcome;
        var (again, _) = Best.Of(5, () => ClearingResult.Solve(repaired.Assignment.Market, result.Settings, result.Lottery));
        Console.WriteLine($"\nRepair of 20 drop-outs among {shape.Students} students: {repair:F2} ms, {repaired.Moved.Count} moved (the first repair of a round, which sorts its applicants: {first.Elapsed.TotalMilliseconds:F1} ms); solving again with cutoffs: {again:F1} ms.");
        Measured.Add("repair of 20 drop-outs", Size(shape), repair, "ms", "solving again", again);
    }

    /// <summary>What a what-if costs whoever has only files and a solver: write the change, read, solve.</summary>
    private static double FromFiles(InstanceShape shape)
    {
        var folder = Directory.CreateTempSubdirectory("vocmatch-what-if-").FullName;
        try
        {
            new InstanceFiles(new InstanceGenerator(shape)).Write(folder);
            string[] solve =
            [
                "solve", "--placements", Path.Combine(folder, "placements.csv"), "--applications", Path.Combine(folder, "applications.csv"), "--out", folder,
            ];
            var said = Console.Out;
            Console.SetOut(TextWriter.Null);
            try
            {
                return Best.Of(5, () => VocMatchCommand.Run(solve)).Milliseconds;
            }
            finally
            {
                Console.SetOut(said);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void TimeWhatIf(InstanceShape shape)
    {
        var result = ClearingResult.Solve(GeneratedMarket.Build(shape), new ClearingSettings("vocmatch"));
        var question = new WhatIfQuestion(result);
        var (one, _) = Best.Of(20, () => question.Solve(new MarketChange.AddSeats(7, 3)));
        var (interval, _) = Best.Of(2, () => question.Interval(new MarketChange.AddSeats(7, 3)));
        var (all, values) = Best.Of(3, () => new WhatIfQuestion(result).ValueOfOneMoreSeat());
        var again = FromFiles(shape);
        Console.WriteLine($"\nWhat-if among {shape.Students} students: {one:F2} ms ({60_000 / one:F0} a minute), solving the files again {again:F0} ms, {again / one:F0} x; interval over 40 lotteries: {interval:F0} ms; "
            + $"one more seat at each of {values.Length} placements: {all:F2} ms for all ({values.Sum()} would place somebody), {all / one:F1} solves.");
        Measured.Add("a what-if on a cleared market", Size(shape), one, "ms", "solving the files again", again);
        Measured.Add("one more seat at each placement, all of them", Size(shape), all, "ms", "as many what-ifs", one * values.Length);
    }
}
