using System.Collections.Immutable;
using VocMatch.Alignment.Adjustments;
using VocMatch.Contracts.Adjustments;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Programs;
using VocMatch.Domain.Adjustments;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests.Adjustments;

/// <summary>
/// What an effect promises is what doing it gives: the change is made to what is stored, the round is frozen and cleared again by what
/// freezes and clears rounds, and the result is set against the prediction, student by student.
/// </summary>
public sealed class EffectProofTests
{
    private const int Markets = 150;

    private static readonly ProgramId Program = ProgramId.Parse("program-0");

    public static TheoryData<string> Kinds =>
        ["skill taught", "skill dropped", "level raised", "occupation targeted", "larger intake", "smaller intake", "new program", "seat", "terms", "taken back"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_change_predicted_with_lists_as_saved_shows_exactly_that_when_the_round_is_run_again_with_it(string kind) =>
        Assert.True(Predicted(kind, firstSeed: 0, markets: 40).Moved > 0, "No change made a difference: the markets test nothing.");

    [Theory]
    [MemberData(nameof(Kinds))]
    [Trait("Lane", "Full")]
    public void A_change_predicted_with_lists_as_saved_shows_exactly_that_in_many_markets(string kind)
    {
        var (moved, placed) = Predicted(kind, firstSeed: 40, Markets);

        Assert.True(moved > 5, $"Only {moved} changes made a difference: the markets test nothing.");
        Assert.True(placed > 0, "No change placed more or fewer.");
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    [Trait("Lane", "Full")]
    public void A_change_predicted_with_lists_that_respond_shows_exactly_that_where_students_save_the_longer_lists(string kind)
    {
        var different = 0;
        for (var seed = 0; seed < Markets; seed++)
        {
            var market = SmallMarket.Create(seed);
            var round = new RoundComparison(market.Inputs());
            var change = Change.Of(kind, market, round, new Random(seed));

            var effect = round.Measure(change.Predicted, change.Own, static _ => false, CancellationToken.None);
            var (before, after) = (Longer(market, round.Longer.Ranks), Longer(change.Implemented, round.Longer.Ranks));
            var (placedBefore, placedAfter) = (before.Clear(), after.Clear());

            Assert.True(
                (Own(placedBefore, before, change), placedBefore.Count, Own(placedAfter, after, change), placedAfter.Count)
                    == (effect.Responding.Own.Before, effect.Responding.Own.Before + effect.Responding.Others.Before,
                        effect.Responding.Own.After, effect.Responding.Own.After + effect.Responding.Others.After),
                $"{kind}, seed {seed}: {effect}");
            Assert.Equal(placedBefore.Count - market.Clear().Count, effect.LongerListsAlone.Total);
            different += effect.Responding.Own.Difference != effect.Saved.Own.Difference || effect.LongerListsAlone.Total != 0 ? 1 : 0;
        }

        Assert.True(different > 5, $"Only {different} markets told the two effects apart: they test nothing.");
    }

    [Fact]
    [Trait("Lane", "Full")]
    public void A_change_that_changes_nothing_gains_nothing_however_many_longer_lists_place()
    {
        var longer = 0;
        for (var seed = 0; seed < Markets; seed++)
        {
            var round = new RoundComparison(SmallMarket.Create(seed).Inputs());

            var effect = round.Measure(round.Inputs, OwnStudents.Of(Program), static _ => true, CancellationToken.None);

            Assert.Equal((0, 0, 0, 0), (effect.Saved.Own.Difference, effect.Saved.Total, effect.Responding.Own.Difference, effect.Responding.Total));
            Assert.True(effect.Responding.Own.Lotteries is { IsExact: true, RangeLow: 0, RangeHigh: 0 });
            longer += effect.LongerListsAlone.Total;
        }

        Assert.True(longer > 10, $"Longer lists placed only {longer}: the markets test nothing.");
    }

    /// <summary>Holds predictions against what comes about, market by market.</summary>
    /// <returns>How many changes moved anybody, and how many placed more or fewer of whom they are for.</returns>
    private static (int Moved, int Placed) Predicted(string kind, int firstSeed, int markets)
    {
        var (moved, placed) = (0, 0);
        for (var seed = firstSeed; seed < firstSeed + markets; seed++)
        {
            var market = SmallMarket.Create(seed);
            var round = new RoundComparison(market.Inputs());
            var change = Change.Of(kind, market, round, new Random(seed));

            var (before, after) = (market.Clear(), change.Implemented.Clear());
            var effect = round.Measure(change.Predicted, change.Own, static _ => false, CancellationToken.None);

            Assert.True(after.ToHashSet().SetEquals(Held(change.Predicted)), $"{kind}, seed {seed}: predicted {Text(Held(change.Predicted))}, found {Text(after)}, before {Text(before)}");
            Assert.Equal((Own(before, market, change), Own(after, change.Implemented, change)), (effect.Saved.Own.Before, effect.Saved.Own.After));
            Assert.Equal((before.Count, after.Count), (effect.Saved.Own.Before + effect.Saved.Others.Before, effect.Saved.Own.After + effect.Saved.Others.After));
            moved += before.ToHashSet().SetEquals(after) ? 0 : 1;
            placed += effect.Saved.Own.Difference != 0 ? 1 : 0;
        }

        return (moved, placed);
    }

    /// <summary>The same market in which every list is the one the rule for responding lists names, found by scoring every placement.</summary>
    private static SmallMarket Longer(SmallMarket market, int ranks) => market with
    {
        Students =
        [
            .. market.Students.Select(ranker =>
            {
                var eligible = market.Eligible(ranker).Select(one => one.Placement).ToList();
                var barred = market.Round.Forbidden.Where(pair => pair.Student == ranker.Student.Id).Select(pair => pair.Placement).ToList();
                var own = ranker.Ranked.Intersect(eligible).Except(barred).Count();
                return !TakesPart(ranker) ? ranker : ranker with
                {
                    Ranked = [.. ranker.Ranked, .. eligible.Except(ranker.Ranked).Except(barred).Take(Math.Max(0, ranks - own))],
                };
            }),
        ],
    };

    private static bool TakesPart(Ranker ranker) => !ranker.Ranked.IsEmpty || ranker.Agrees;

    private static HashSet<KeyValuePair<StudentId, PlacementId>> Held(ClearingInputs inputs) =>
    [
        .. inputs.Students.Zip(new InputClearing(inputs).Solve(inputs.Seed)).Where(one => one.Second >= 0)
            .Select(one => KeyValuePair.Create(one.First.Id, inputs.Placements[one.Second].Id)),
    ];

    private static string Text(IEnumerable<KeyValuePair<StudentId, PlacementId>> held) =>
        string.Join(' ', held.OrderBy(one => one.Key.Value, StringComparer.Ordinal).Select(one => $"{one.Key.Value}@{one.Value.Value}"));

    private static int Own(Dictionary<StudentId, PlacementId> held, SmallMarket market, Change change) =>
        market.Students.Count(ranker => held.ContainsKey(ranker.Student.Id)
            && (ranker.Student.Profile.Program == change.Own.Program || ranker.Student.Profile.Region == change.Own.Region));

    /// <param name="Predicted">The round's inputs with the change, as an effect is measured on them.</param>
    /// <param name="Implemented">What is stored with the change made.</param>
    private sealed record Change(ClearingInputs Predicted, SmallMarket Implemented, OwnStudents Own)
    {
        public static Change Of(string kind, SmallMarket market, RoundComparison round, Random random)
        {
            var content = market.Programs[Program];
            var skill = Sample.Skill(random.Next(6));
            return kind switch
            {
                "skill taught" => OfProgram(new() { AddedSkills = [new(skill, 3)] }),
                "skill dropped" => OfProgram(new() { DroppedSkills = [.. content.Teaches.Select(taught => taught.Skill).Take(2)] }),
                "level raised" => OfProgram(new() { AddedSkills = [.. content.Teaches.Select(taught => taught with { Level = 5 })] }),
                "occupation targeted" => OfProgram(new() { AddedOccupations = [Sample.Occupation(1), Sample.Occupation(2)] }),
                "taken back" => TakenBack(),
                "larger intake" => OfIntake(17),
                "smaller intake" => OfIntake(6),
                "new program" => OfNewProgram(),
                "seat" => OfSeat(),
                "terms" => OfTerms(),
                _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind."),
            };

            ProgramEffect Effect() => new(round, Program, content, new(SmallMarket.Taxonomy));

            Change OfProgram(ProgramChange change) => new(
                Effect().Changed(change),
                market with { Programs = market.Programs.SetItem(Program, change.ApplyTo(content)) },
                OwnStudents.Of(Program));

            // What the program teaches now is taken as a change in force of a program that taught less.
            Change TakenBack()
            {
                ProgramContent before = content with { Teaches = [.. content.Teaches.Skip(1).Select(taught => taught with { Level = 1 })], TargetOccupations = [] };
                var undo = new ProgramChange { AddedSkills = content.Teaches, AddedOccupations = content.TargetOccupations }.Undo(before);
                var undone = undo.ApplyTo(content);
                Assert.Equal(before.Teaches.OrderBy(taught => taught.Skill.Value), undone.Teaches.OrderBy(taught => taught.Skill.Value));
                Assert.Empty(undone.TargetOccupations);
                return new(Effect().Changed(undo), market with { Programs = market.Programs.SetItem(Program, before) }, OwnStudents.Of(Program));
            }

            Change OfIntake(int intake)
            {
                var predicted = Effect().Changed(new() { Intake = intake });
                var present = market.Students.ToDictionary(ranker => ranker.Student.Id);
                ImmutableArray<Ranker> students =
                [
                    .. predicted.Students.Select(student => present.GetValueOrDefault(student.Id)
                        ?? Copied(present[StudentId.Parse(student.Id.Value[..student.Id.Value.LastIndexOf(':')])], student.Id)),
                ];
                var barred = students.Where(ranker => !present.ContainsKey(ranker.Student.Id)).SelectMany(copy => market.Round.Forbidden
                    .Where(pair => pair.Student.Value == copy.Student.Id.Value[..copy.Student.Id.Value.LastIndexOf(':')])
                    .Select(pair => pair with { Student = copy.Student.Id }));
                return new(
                    predicted,
                    market with { Students = students, Round = market.Round with { Forbidden = [.. market.Round.Forbidden, .. barred] } },
                    OwnStudents.Of(Program));
            }

            Change OfNewProgram()
            {
                var asking = market.Placements[random.Next(market.Placements.Length)].Posting;
                var evidence = new Evidence(3, 3, null, [], null);
                var effect = new NewProgramEffect(round, SmallMarket.Region, [SmallMarket.Region, Sample.Middle], SmallMarket.Taxonomy);
                var candidate = new NewProgram(
                    SmallMarket.Region, asking.Occupation, [.. asking.Skills.Select(asked => new SkillLevel(asked.Skill, asked.Level))], 0, evidence);
                var predicted = effect.WithClass(candidate);
                var own = OwnStudents.Of(ProgramId.Parse("new-program"));
                var classOf = predicted.Students.Where(student => student.Program == own.Program).Select(student => new Ranker(
                    new(student.Id, student.Question.Profile with { Free = Sample.Pattern(Sample.FirstDay.AddDays(-30), 900) }, [], 1),
                    student.Question.Ages,
                    [.. student.List.Select(entry => predicted.Placements[entry.Placement].Id)],
                    Agrees: false));
                return new(
                    predicted,
                    market with { Programs = market.Programs.Add(own.Program!.Value, effect.Content(candidate)), Students = [.. market.Students, .. classOf] },
                    own);
            }

            Change OfSeat()
            {
                var at = random.Next(market.Placements.Length);
                var present = market.Placements[at];
                return new(
                    round.Inputs.WithSeats(round.Inputs.NumberOf(present.Id)!.Value, 1),
                    WithTerms(present, present.Posting with { Seats = present.Posting.Seats + 1 }),
                    OwnStudents.In(SmallMarket.Region));
            }

            Change OfTerms()
            {
                var present = market.Placements[random.Next(market.Placements.Length)];
                var posting = present.Posting;
                var terms = random.Next(7) switch
                {
                    0 => posting with { Skills = [new(skill, true, 3)] },
                    1 => posting with { Skills = [.. posting.Skills.Select(asked => asked with { Level = 5 })] },
                    2 => posting with { MinimumLevel = posting.MinimumLevel is null ? 5 : null },
                    3 => posting with { Requirements = posting.Requirements.IsEmpty ? ["police"] : [] },
                    4 => posting with { Fields = ["0715"], Seats = posting.Seats + 1 },
                    5 => posting with { Pattern = Sample.Pattern(Sample.FirstDay, 200), MinimumAge = 18 },
                    _ => posting with { Seats = Math.Max(1, posting.Seats - 1), Reserves = [new("rural", 1)], Requirements = [] },
                };
                var implemented = WithTerms(present, terms);
                var number = round.Inputs.NumberOf(present.Id)!.Value;
                return new(
                    round.Inputs.With(number, round.Inputs.Terms(number, present, present with { Posting = terms }, SmallMarket.LegalMinimumAge)),
                    implemented,
                    OwnStudents.In(SmallMarket.Region));
            }

            SmallMarket WithTerms(Placement present, PlacementPosting terms)
            {
                var more = terms.Seats - present.Posting.Seats;
                var (employer, caps) = (present.Posting.Employer, market.Caps);
                return market with
                {
                    Placements = market.Placements.Replace(present, present with { Posting = terms, OpenSeats = present.OpenSeats + more }),
                    Caps = caps.TryGetValue(employer, out var cap) ? caps.SetItem(employer, Math.Max(0, cap + more)) : caps,
                };
            }
        }

        private static Ranker Copied(Ranker ranker, StudentId id) => ranker with { Student = ranker.Student with { Id = id } };
    }
}
