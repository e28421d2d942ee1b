using System.Collections.Immutable;
using VocMatch.Contracts.Adjustments;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Domain.Adjustments;
using VocMatch.Matching.Scoring;
using Xunit;

namespace VocMatch.Grains.Tests.Adjustments;

/// <summary>Every change that an answer names is made here by hand, in the inputs, and the round cleared again.</summary>
public sealed class SmallestChangeTests
{
    private static readonly DateOnly FirstDay = new(2030, 1, 7);

    [Fact]
    public void One_more_rank_places_the_student_where_it_says_and_touches_nobody_while_a_seat_is_free()
    {
        var inputs = Round([RandomRound.Placement("p0"), RandomRound.Placement("p1")]);

        var option = First(inputs);

        Assert.Equal((ChangeOptionKind.Rank, "p1", 0, 0), (option.Kind, option.Placement?.Value, option.Touched, option.Displaced));
        Assert.Equal(1, After(inputs, s1 => s1 with { List = [.. s1.List, new(1, 10_000)], Ranked = 2 }));
    }

    [Fact]
    public void A_list_of_the_longest_a_round_takes_cannot_be_longer_and_a_simulated_one_can()
    {
        var inputs = Round([RandomRound.Placement("p0"), RandomRound.Placement("p1")]) with { MaximumRanks = 1 };

        Assert.NotEqual(ChangeOptionKind.Rank, First(inputs).Kind);
        Assert.Equal(ChangeOptionKind.Rank, First(inputs with { Simulated = true }).Kind);
    }

    [Fact]
    public void A_check_handed_in_places_the_student_and_nothing_dearer_is_named_before_it()
    {
        var inputs = Round([RandomRound.Placement("p0"), RandomRound.Placement("p1", vary: facts => facts with { RequiredChecks = [new("police")] })]);

        var option = First(inputs);

        Assert.Equal((ChangeOptionKind.Check, "police", "p1"), (option.Kind, option.Check, option.Placement?.Value));
        Assert.Contains("valid through 2030-02-26", option.Text, StringComparison.Ordinal);
        Assert.Equal(1, After(inputs, s1 => Ranking(inputs, s1 with { Facts = s1.Facts with { Checks = [new("police", new DateOnly(2030, 2, 26))] } }, 1)));
    }

    [Fact]
    public void A_region_more_places_the_student()
    {
        var inputs = Round([RandomRound.Placement("p0"), RandomRound.Placement("p1", vary: facts => facts with { Region = "south" })]);

        var option = First(inputs);

        Assert.Equal((ChangeOptionKind.Region, "south", "p1"), (option.Kind, option.Region?.Value, option.Placement?.Value));
        Assert.Equal(1, After(inputs, s1 => Ranking(inputs, s1 with { Facts = s1.Facts with { ReachableRegions = s1.Facts.ReachableRegions.Add("south") } }, 1)));
    }

    [Fact]
    public void A_start_a_week_later_places_a_student_who_is_busy_until_then()
    {
        // Free from the second week on; p0, which is full, the student could do at any time.
        var busy = new WeeklyPattern([new WeeklyBlock(FirstDay, FirstDay.AddDays(4), Weekdays.All, 480)], []);
        var inputs = Round(
            [RandomRound.Placement("p0", vary: facts => facts with { Work = Starting(FirstDay.AddDays(28)) }), RandomRound.Placement("p1", vary: facts => facts with { Work = Starting(FirstDay) })],
            facts => facts with { Commitments = [busy] });

        var option = First(inputs);

        Assert.Equal((ChangeOptionKind.LaterStart, "p1"), (option.Kind, option.Placement?.Value));
        Assert.Contains("on 2030-01-14", option.Text, StringComparison.Ordinal);
        var later = inputs.Placements[1] with { Facts = inputs.Placements[1].Facts with { Work = Starting(FirstDay.AddDays(7)) } };
        var moved = inputs with { Placements = inputs.Placements.SetItem(1, later) };
        Assert.Equal(1, After(moved, s1 => Ranking(moved, s1, 1)));
    }

    [Fact]
    public void Where_nothing_cheaper_helps_a_seat_does()
    {
        var inputs = Round([RandomRound.Placement("p0")]);

        var option = First(inputs);

        Assert.Equal((ChangeOptionKind.Seat, "p0", 0), (option.Kind, option.Placement?.Value, option.Touched));
        Assert.Equal(0, After(inputs.WithSeats(0, 1), s1 => s1));
    }

    [Fact]
    public void What_it_says_comes_true_in_every_random_round_and_a_placed_student_is_told_nothing()
    {
        var told = new Dictionary<ChangeOptionKind, int>();
        for (var seed = 0; seed < 60; seed++)
        {
            var inputs = RandomRound.Create(seed);
            var solved = new SolvedInputs(inputs);
            for (var student = 0; student < inputs.Students.Length; student++)
            {
                var answer = new SmallestChanges(solved, TaxonomySnapshot.Empty).Of(student);
                Assert.Equal(solved.PlacementOf[student] >= 0, answer.Placed is not null);
                Assert.True(answer.Placed is null || answer.Options.IsEmpty, $"seed {seed}: {answer}");
                Assert.Equal(answer.Options.Select(option => option.Kind).Order(), answer.Options.Select(option => option.Kind));
                foreach (var option in answer.Options)
                {
                    var placement = inputs.Placements.Select(one => one.Id).ToList().IndexOf(option.Placement!.Value);
                    var after = Made(inputs, student, option, placement);
                    Assert.True(after[student] >= 0, $"seed {seed}, student {student}: {option}");
                    var touched = Enumerable.Range(0, after.Length).Count(other => other != student && after[other] != solved.PlacementOf[other]);
                    Assert.True(option.Touched == touched, $"seed {seed}, student {student}: {touched} touched, {option}");
                    Assert.Equal(option.Displaced, Enumerable.Range(0, after.Length).Count(other => other != student && after[other] < 0 && solved.PlacementOf[other] >= 0));
                    told[option.Kind] = told.GetValueOrDefault(option.Kind) + 1;
                }
            }
        }

        Assert.All((ChangeOptionKind[])[ChangeOptionKind.Rank, ChangeOptionKind.Seat, ChangeOptionKind.Points], kind => Assert.True(told.GetValueOrDefault(kind) > 20, $"{kind}: {told.GetValueOrDefault(kind)}"));
    }

    private static int[] Made(ClearingInputs inputs, int student, ChangeOption option, int placement)
    {
        var subject = inputs.Students[student];
        var changed = option.Kind switch
        {
            ChangeOptionKind.Rank => inputs with { Students = inputs.Students.SetItem(student, Ranking(inputs, subject, placement)) },
            ChangeOptionKind.Seat => inputs.WithSeats(placement, 1),
            ChangeOptionKind.Points => inputs with
            {
                Students = inputs.Students.SetItem(student, subject with
                {
                    List = Raised(subject.List),
                    Completion = subject.Completion is { } completion ? Raised(completion) : null,
                }),
            },
            _ => throw new InvalidOperationException($"No random round knows a change like {option}."),
        };
        return new InputClearing(changed).Solve(changed.Seed);

        ImmutableArray<ListEntry> Raised(ImmutableArray<ListEntry> list) =>
            [.. list.Select(entry => entry.Placement == placement ? entry with { Units = entry.Units + (int)(option.Points!.Value * ScoreUnits.PerPoint) } : entry)];
    }

    /// <summary>One student holds p0; the other has ranked only that, and has no place.</summary>
    private static ClearingInputs Round(ImmutableArray<InputPlacement> placements, Func<StudentFacts, StudentFacts>? vary = null) => RandomRound.Of(
        placements, [RandomRound.Student("s0", [new(0, 900_000)]), RandomRound.Student("s1", [new(0, 10_000)], vary)]);

    private static ChangeOption First(ClearingInputs inputs) => new SmallestChanges(new SolvedInputs(inputs), TaxonomySnapshot.Empty).Of(1).Options[0];

    private static int After(ClearingInputs inputs, Func<InputStudent, InputStudent> change)
    {
        var changed = inputs with { Students = inputs.Students.SetItem(1, change(inputs.Students[1])) };
        return new InputClearing(changed).Solve(changed.Seed)[1];
    }

    /// <summary>The student ranks one placement more, where it can be had.</summary>
    private static InputStudent Ranking(ClearingInputs inputs, InputStudent student, int placement) =>
        inputs.Scorer.Score(student.Facts, inputs.Placements[placement].Facts) is { } units
            ? student with { List = student.List.Add(new(placement, SavedLists.Shown(units))), Ranked = student.Ranked + 1 }
            : student;

    private static WeeklyPattern Starting(DateOnly day) => new([new WeeklyBlock(day, day.AddDays(53), Weekdays.Monday | Weekdays.Tuesday, 480)], []);
}
