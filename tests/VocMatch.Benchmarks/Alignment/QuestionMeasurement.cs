using System.Diagnostics;
using System.Globalization;
using VocMatch.Benchmarks.Figures;
using VocMatch.Contracts.Adjustments;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Domain.Adjustments;
using VocMatch.Matching.Clearing;
using VocMatch.Matching.Clearing.Markets;
using VocMatch.Matching.Scoring;
using VocMatch.Scenarios.Demo;

namespace VocMatch.Benchmarks.Alignment;

/// <summary>
/// <c>--compare questions [scale] [region ...]</c>: how long the questions of a region take, each as it is answered and as it is computed plainly.
/// </summary>
internal static class QuestionMeasurement
{
    private const int Lotteries = 40;

    public static int Run(string[] args)
    {
        var scale = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1;
        var regions = args.Length > 1 ? args[1..] : ["cork", "dublin"];
        var demo = new DemoData(DemoData.DefaultSeed, scale, new DateOnly(2027, 1, 4));
        var snapshot = new TaxonomySnapshot(1, demo.Taxonomy.Regions, demo.Taxonomy.SkillGroups, demo.Taxonomy.Skills, demo.Taxonomy.Occupations);
        foreach (var region in regions.Select(id => RegionId.Parse(id)))
        {
            var reach = snapshot.Regions[region].Neighbours.Prepend(region).ToHashSet();
            var simulated = WhatIfMeasurement.Inputs(demo, int.MaxValue, reach);
            var program = demo.Programs.First(row => row.Publish && simulated.Students.Any(student => student.Program == row.Id));
            foreach (var inputs in new[] { simulated, AsRun(simulated) })
            {
                var watch = new Laps();
                (string, int)[] size = [("times the demo", scale)];
                var of = $"{region}, {inputs.Basis}";
                var solved = new SolvedInputs(inputs);
                watch.Say(string.Create(CultureInfo.InvariantCulture, $"{region}, {inputs.Basis}: {inputs.Students.Length} students, {inputs.Placements.Length} placements, {solved.PlacementOf.Count(placement => placement < 0)} unplaced; cleared"));
                var missed = new MissedRound(solved, region, [.. reach]);
                var judged = watch.Say(string.Create(CultureInfo.InvariantCulture, $"  pairs of {missed.Market.Students.Length} unplaced students with {missed.UnfilledSeats} seats left, {missed.Causes.Length} causes"));
                JudgeEachAlone(inputs, solved, region, reach);
                var alone = watch.Say("  the same pairs, each judged for itself");
                Ratio(alone, judged);
                Measured.Add($"causes of missed pairs in {of}, processor time", size, judged.TotalSeconds, "s", "each pair judged for itself", alone.TotalSeconds, Goal.Own(2));
                _ = missed.Market.PlacedOfEverySet(missed.Causes);
                Measured.Add($"every set of causes in {of}, processor time", size, watch.Say("  every set of causes").TotalSeconds, "s", goal: Goal.Own(2));
                var clearing = new InputClearing(inputs);
                _ = clearing.Solve("warm");
                watch.Say("  a shared market");
                Parallel.For(0, Lotteries, lottery => clearing.Solve(Name(lottery)));
                var shared = watch.Say("  forty lotteries over it");
                Parallel.For(0, Lotteries, lottery => SolveAnew(inputs, Name(lottery)));
                var anew = watch.Say("  forty lotteries, markets made anew for each pass");
                Ratio(anew, shared);
                Measured.Add($"forty lotteries of {of}, processor time", size, shared.TotalSeconds, "s", "a market made anew for each pass", anew.TotalSeconds, Goal.Own(2));
                var comparison = new RoundComparison(inputs);
                var effect = new ProgramEffect(comparison, program.Id, program.Content, new(snapshot));
                watch.Say("  comparison");
                _ = effect.Measure(new ProgramChange { Intake = program.Content.Intake + 5 }, default);
                Measured.Add($"first effect of a program's change in {of}, processor time", size, watch.Say("  first effect: an intake").TotalSeconds, "s", goal: Goal.Own(2));
                _ = effect.Measure(new ProgramChange { Intake = program.Content.Intake - 5 }, default);
                watch.Say("  second effect: an intake");
                _ = effect.Measure(new ProgramChange { DroppedSkills = [program.Content.Teaches[0].Skill] }, default);
                Measured.Add($"a further effect, of a skill, in {of}, processor time", size, watch.Say("  an effect: a skill").TotalSeconds, "s", goal: Goal.Own(2));
                _ = comparison.Measure(inputs.WithSeats(0, 2), OwnStudents.In(region), static _ => true, default);
                watch.Say("  an effect: seats");
            }
        }

        return 0;
    }

    private static string Name(int lottery) => lottery.ToString(CultureInfo.InvariantCulture);

    private static void Ratio(TimeSpan plain, TimeSpan product) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  ratio: {plain / product:0.0} times the processor time"));

    private static void JudgeEachAlone(ClearingInputs inputs, SolvedInputs solved, RegionId region, HashSet<RegionId> reach)
    {
        PreparedPlacement[] left =
        [
            .. inputs.Placements.Where((placement, at) => reach.Contains(placement.Region) && placement.Facts.OpenSeats > solved.Filled[at])
                .Select(placement => inputs.Scorer.Prepare(placement.Facts)),
        ];
        var unplaced = inputs.Students.Where((student, at) => solved.PlacementOf[at] < 0 && student.Question.Profile.Region == region).ToList();
        Parallel.ForEach(unplaced, student =>
        {
            var explainer = inputs.Scorer.For(student.Facts);
            Array.ForEach(left, placement => explainer.Evaluate(placement));
        });
    }

    private static void SolveAnew(ClearingInputs inputs, string seed)
    {
        var settings = new ClearingSettings(seed);
        var held = InputClearing.Held(inputs, ClearingResult.Solve(InputMarket.Build(inputs), settings).Assignment);
        InputClearing.Add(ClearingResult.Solve(InputMarket.Build(InputClearing.SecondPass(inputs, held), pass: 2), settings).Assignment, held);
    }

    /// <summary>The same as a round that was run: three own ranks, and every other student completed from what is left over.</summary>
    private static ClearingInputs AsRun(ClearingInputs simulated)
    {
        var rule = new SavedLists(simulated.Scorer, simulated.Placements, "saved lists");
        return simulated with
        {
            Basis = "as run",
            Simulated = false,
            MaximumRanks = 30,
            Rule = rule,
            Students =
            [
                .. simulated.Students.AsParallel().AsOrdered().Select((student, at) => rule.WithLists(
                    at % 2 == 0 ? student with { Completion = [] } : student, student.List.Length > 3 ? student.List[..3] : student.List)),
            ],
        };
    }

    /// <summary>Wall and processor time since the last word.</summary>
    private sealed class Laps
    {
        private long _wall = Stopwatch.GetTimestamp();
        private TimeSpan _processor = Process.GetCurrentProcess().TotalProcessorTime;

        /// <returns>The processor time.</returns>
        public TimeSpan Say(string what)
        {
            var (wall, processor) = (Stopwatch.GetElapsedTime(_wall), Process.GetCurrentProcess().TotalProcessorTime - _processor);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: {wall.TotalSeconds:0.00} s, processor {processor.TotalSeconds:0.00} s, memory {Environment.WorkingSet >> 20} MB"));
            (_wall, _processor) = (Stopwatch.GetTimestamp(), Process.GetCurrentProcess().TotalProcessorTime);
            return processor;
        }
    }
}
