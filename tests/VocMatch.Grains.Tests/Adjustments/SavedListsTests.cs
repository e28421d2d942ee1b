using System.Collections.Immutable;
using VocMatch.Grains.Adjustments;
using VocMatch.Matching.Scoring;
using Xunit;

namespace VocMatch.Grains.Tests.Adjustments;

/// <summary>How a list that was saved goes on where its student changes.</summary>
public sealed class SavedListsTests
{
    private const int Maximum = 3;
    private const int Welding = 0;
    private const int Plain = 1;
    private const int ForMasters = 2;

    private static readonly ImmutableArray<InputPlacement> Placements =
    [
        RandomRound.Placement("p0", vary: facts => facts with { Skills = [new SkillDemand("weld", Essential: true, 3)] }),
        RandomRound.Placement("p1"),
        RandomRound.Placement("p2", vary: facts => facts with { MinimumEducationLevel = 6 }),
        RandomRound.Placement("p3", vary: facts => facts with { Skills = [new SkillDemand("weld", Essential: true, 2)] }),
        RandomRound.Placement("p4", vary: facts => facts with { Skills = [new SkillDemand("weld", Essential: true, 1)] }),
    ];

    private static readonly Scorer Scorer = RandomRound.ScorerOf(Placements);

    [Fact]
    public void Priorities_rise_by_what_the_change_adds_to_the_score()
    {
        var student = RandomRound.Student("s", [new(Welding, 123_400), new(Plain, 55_500)]);
        var (before, after) = (Scorer.Score(student.Facts, Placements[Welding].Facts)!.Value, Scorer.Score(Welder(student), Placements[Welding].Facts)!.Value);

        var changed = Changed(student, Welder(student));

        Assert.True(after > before);
        Assert.Equal([new(Welding, 123_400 + SavedLists.Shown(after) - SavedLists.Shown(before)), new(Plain, 55_500)], changed.Take(2));
    }

    [Fact]
    public void A_place_on_an_employers_own_list_stays_as_it_is()
    {
        var student = RandomRound.Student("s", [new(Welding, ScoreUnits.Full + ScoreUnits.PerPoint)]);

        Assert.Equal(student.List[0], Changed(student, Welder(student))[0]);
    }

    [Fact]
    public void A_list_is_continued_up_to_its_longest_with_what_the_change_opens_and_not_with_what_was_left_unranked()
    {
        var student = RandomRound.Student("s", [new(Welding, 10_000)]);

        var changed = Changed(student, Welder(student));

        Assert.Equal(Maximum, changed.Length);
        Assert.Equal([3, 4], changed[1..].Select(entry => entry.Placement).Order());
        Assert.DoesNotContain(changed, entry => entry.Placement == Plain);
    }

    [Fact]
    public void What_was_ranked_and_could_not_be_had_comes_back_at_its_rank()
    {
        var student = RandomRound.Student("s", [new(Welding, 10_000), new(Plain, 10_000)]) with { Dropped = [new(ForMasters, Behind: 1)] };

        var changed = Changed(student, student.Facts with { EducationLevel = 6 });

        Assert.Equal([Welding, ForMasters, Plain], changed.Select(entry => entry.Placement));
        Assert.Equal([Welding, Plain], Changed(student, student.Facts).Select(entry => entry.Placement));
    }

    [Fact]
    public void A_completed_list_is_completed_anew_behind_what_was_ranked()
    {
        var student = RandomRound.Student("s", [new(Plain, 10_000), new(Welding, 10_000)]) with { Pass = 2, Ranked = 1 };

        var changed = Changed(student, Welder(student));

        Assert.Equal(Plain, changed[0].Placement);
        Assert.Equal([Welding, 3, 4], changed[1..].Select(entry => entry.Placement).Order());
    }

    private static StudentFacts Welder(InputStudent student) => student.Facts with { Skills = [new SkillHeld("weld", 3)] };

    private static ImmutableArray<ListEntry> Changed(InputStudent student, StudentFacts changed) =>
        new SavedLists(Scorer, Placements, Maximum).Changed(student, changed);
}
