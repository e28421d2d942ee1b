using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using VocMatch.Benchmarks.Figures;
using VocMatch.Contracts.Adjustments;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Students;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Data.Rows;
using VocMatch.Domain.Adjustments;
using VocMatch.Domain.Facts;
using VocMatch.Matching.Index;
using VocMatch.Matching.Scoring;
using VocMatch.Scenarios.Demo;

namespace VocMatch.Benchmarks.Alignment;

/// <summary>
/// <c>--compare what-if [students]</c>: how many changes to programs are measured a minute in a region of so many students (20,000), each
/// with re-scored lists of the program's students and, where it helps, forty lotteries; and how long the questions take.
/// </summary>
internal static class WhatIfMeasurement
{
    private const int ProgramsMeasured = 10;
    private const int ChangesOfEach = 4;

    public static int Run(string[] args)
    {
        var students = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 20_000;
        var demo = new DemoData(DemoData.DefaultSeed, 1, new DateOnly(2027, 1, 4));
        var watch = Stopwatch.StartNew();
        var inputs = Inputs(demo, students);
        Say($"lists of {inputs.Students.Length} students over {inputs.Placements.Length} placements", watch);
        var solved = new SolvedInputs(inputs);
        Say($"cleared, {solved.LeftWithoutPlace} left without a place", watch);

        var snapshot = new TaxonomySnapshot(1, demo.Taxonomy.Regions, demo.Taxonomy.SkillGroups, demo.Taxonomy.Skills, demo.Taxonomy.Occupations);
        var levels = inputs.Placements.SelectMany(placement => placement.Facts.Skills).GroupBy(asked => asked.Skill, asked => asked.Level, StringComparer.Ordinal)
            .ToDictionary(skill => SkillId.Parse(skill.Key), skill => skill.Max());
        var changes = new ProgramChanges(snapshot);
        var programs = demo.Programs.Where(row => row.Publish).Take(ProgramsMeasured).ToList();
        var questions = programs.SelectMany(program => Candidates(program.Content, levels).Select(change => (Program: program, Change: change))).ToList();
        var comparison = new RoundComparison(inputs);
        Measure("lists of the program's students alone", questions, one => Effect(comparison, one).Changed(one.Change).Students.Length < 0);
        var shared = Measure("one market and its baselines shared", questions, one => Gains(comparison, one));
        var alone = Measure("each change a market and baselines of its own", questions, one => Gains(new(inputs), one));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ratio: {shared / alone:0.0} times as many a minute"));
        Measured.Add("changes to programs measured, baselines shared", [("students", students)], shared, "/min", "each with baselines of its own", alone);

        ProgramEffect Effect(RoundComparison round, (ImportedProgram Program, ProgramChange Change) one) => new(round, one.Program.Id, one.Program.Content, changes);

        bool Gains(RoundComparison round, (ImportedProgram Program, ProgramChange Change) one) =>
            Effect(round, one).Measure(one.Change, CancellationToken.None).Responding.Own.Difference > 0;

        watch.Restart();
        _ = new SeatValues(solved, inputs.Placements[0].Region, snapshot).By(SeatGrouping.Employer);
        Say("call list of all seats", watch);
        var region = inputs.Placements[0].Region;
        var mismatch = new Mismatches(solved).Of(region, [region, .. snapshot.Regions[region].Neighbours]);
        Say($"causes of {mismatch.Total} pairs", watch);
        return 0;
    }

    private static IEnumerable<ProgramChange> Candidates(ProgramContent content, Dictionary<SkillId, int> levels) => levels.Keys
        .Where(skill => content.Teaches.All(taught => taught.Skill != skill))
        .OrderBy(skill => skill.Value, StringComparer.Ordinal)
        .Take(ChangesOfEach)
        .Select(skill => new ProgramChange { AddedSkills = [new(skill, levels[skill])] });

    /// <returns>What-ifs a minute.</returns>
    private static double Measure(
        string how, List<(ImportedProgram Program, ProgramChange Change)> questions, Func<(ImportedProgram Program, ProgramChange Change), bool> measure)
    {
        var watch = Stopwatch.StartNew();
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        var helped = questions.Count(measure);
        processor = Process.GetCurrentProcess().TotalProcessorTime - processor;
        var rate = questions.Count * 60 / watch.Elapsed.TotalSeconds;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{how}: {questions.Count} what-ifs ({helped} with a gain) in {watch.Elapsed.TotalSeconds:0.0} s: {rate:N0} a minute, {processor.TotalMilliseconds / questions.Count:N0} ms of processor time each"));
        return rate;
    }

    /// <param name="reach">Regions of the students and placements; null: all.</param>
    public static ClearingInputs Inputs(DemoData demo, int most, IReadOnlySet<RegionId>? reach = null)
    {
        var regions = demo.Taxonomy.Regions.ToDictionary(region => region.Id);
        var snapshot = new TaxonomySnapshot(1, demo.Taxonomy.Regions, demo.Taxonomy.SkillGroups, demo.Taxonomy.Skills, demo.Taxonomy.Occupations);
        var table = new SkillTableBuilder();
        foreach (var skill in demo.Taxonomy.Skills)
        {
            table.AddSkill(skill.Id.Value);
        }

        foreach (var occupation in demo.Taxonomy.Occupations)
        {
            table.AddOccupation(occupation.Id.Value, OccupationPath.Isco(occupation.Code), occupation.Skills.Select(listed => listed.Skill.Value));
        }

        var built = table.Build();
        var employers = demo.Employers.ToDictionary(row => row.Id, row => row.Profile);
        ImmutableArray<InputPlacement> placements =
        [
            .. demo.Placements.Where(row => row.Publish).Select(row =>
            {
                var site = employers[row.Posting.Employer].Sites.Single(one => one.Id == row.Posting.Site);
                var placement = new Placement(
                    row.Id, PlacementStatus.Published, row.Posting, site.Region, site.Location ?? regions[site.Region].Centroid, row.Posting.Seats, 1);
                return InputPlacement.Of(placement, EngineFacts.Of(placement, built, 16), []);
            }).Where(placement => reach?.Contains(placement.Region) != false).OrderBy(placement => placement.Id.Value, StringComparer.Ordinal),
        ];
        var epoch = new EpochBuilder(ScoringPolicy.Default, built);
        foreach (var placement in placements)
        {
            epoch.Add(placement.Facts);
        }

        var scorer = new Scorer(ScoringPolicy.Default, built, epoch.Build(1));
        var index = new PlacementIndex(scorer);
        index.Load(placements.Select(placement => placement.Facts));
        var lists = new SimulatedLists(index, Enumerable.Range(0, placements.Length).ToDictionary(i => placements[i].Id.Value, i => i, StringComparer.Ordinal));
        var contents = demo.Programs.ToDictionary(row => row.Id, row => row.Content);
        return new()
        {
            Basis = "simulated",
            Simulated = true,
            Seed = "simulated",
            Scorer = scorer,
            TakenAt = default,
            Placements = placements,
            Students =
            [
                .. demo.Students.Where(row => reach?.Contains(row.Profile.Region) != false).Take(most).AsParallel().Select(row =>
                {
                    var question = StudentQuestions.Assemble(
                        new Student(row.Id, row.Profile, [], 1), AgeThresholds.FromBirthDate(row.Identity!.BirthDate), contents[row.Profile.Program], snapshot);
                    var facts = EngineFacts.Of(question, built);
                    return new InputStudent(row.Id, question, facts, lists.Of(facts));
                }).OrderBy(student => student.Id.Value, StringComparer.Ordinal),
            ],
            Caps = employers.Where(employer => employer.Value.InternCap is not null).ToDictionary(employer => employer.Key, employer => employer.Value.InternCap!.Value),
            Rule = new(scorer, placements, "simulated lists"),
        };
    }

    private static void Say(FormattableString what, Stopwatch watch) => Say(what.ToString(CultureInfo.InvariantCulture), watch);

    private static void Say(string what, Stopwatch watch)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {watch.Elapsed.TotalSeconds:0.00} s"));
        watch.Restart();
    }
}
