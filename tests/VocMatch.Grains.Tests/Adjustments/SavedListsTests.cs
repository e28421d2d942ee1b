using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Domain.Adjustments;
using VocMatch.Matching.Scoring;
using Xunit;

namespace VocMatch.Grains.Tests.Adjustments;

/// <summary>How a list that was saved follows where its student changes.</summary>
public sealed class SavedListsTests
{
    private const int Welding = 0;
    private const int Plain = 1;
    private const int ForMasters = 2;

    private static readonly ImmutableArray<InputPlacement> Placements =
    [
        RandomRound.Placement("p0", vary: facts => facts with { Skills = [new DemandedSkill("weld", Essential: true, 3)] }),
        RandomRound.Placement("p1"),
        RandomRound.Placement("p2", vary: facts => facts with { MinimumEducationLevel = 6 }),
        RandomRound.Placement("p3", vary: facts => facts with { Skills = [new DemandedSkill("weld", Essential: true, 2)] }),
        RandomRound.Placement("p4", vary: facts => facts with { Skills = [new DemandedSkill("weld", Essential: true, 1)] }),
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
    public void No_list_is_continued_whatever_the_change_opens()
    {
        var student = RandomRound.Student("s", [new(Welding, 10_000)]);

        Assert.Equal([Welding], Changed(student, Welder(student)).Select(entry => entry.Placement));
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
    public void What_the_change_puts_out_of_reach_is_dropped_and_comes_back_at_its_rank_when_it_is_taken_back()
    {
        var master = RandomRound.Student("s", [new(ForMasters, 10_000), new(Plain, 10_000)], facts => facts with { EducationLevel = 6 });
        var before = master with { List = [new(ForMasters, Score(master.Facts, ForMasters)), new(Plain, Score(master.Facts, Plain))] };
        var rule = new SavedLists(Scorer, Placements, "lists");

        var fallen = rule.Rescore(before, before.Question, before.Facts with { EducationLevel = 4 });
        var risen = rule.Rescore(fallen, fallen.Question, before.Facts);

        Assert.Equal([Plain], fallen.List.Select(entry => entry.Placement));
        Assert.Equal(new DroppedEntry(ForMasters, Behind: 0), Assert.Single(fallen.Dropped));
        Assert.Equal(before.List.AsEnumerable(), risen.List);
        Assert.Empty(risen.Dropped);
    }

    [Fact]
    public void A_placement_with_an_employers_own_list_takes_a_student_who_comes_back_at_the_lists_place()
    {
        var student = RandomRound.Student("s", [new(Plain, 10_000)]) with { Dropped = [new(ForMasters, Behind: 0)] };
        var listed = Placements.SetItem(ForMasters, Placements[ForMasters] with { OwnList = new Dictionary<StudentId, int> { [student.Id] = 1_020_000 } });

        var changed = new SavedLists(Scorer, listed, "lists").Changed(student, student.Facts with { EducationLevel = 6 });

        Assert.Equal(new ListEntry(ForMasters, 1_020_000), changed[0]);
    }

    private static StudentFacts Welder(InputStudent student) => student.Facts with { Skills = [new SkillHeld("weld", 3)] };

    private static int Score(StudentFacts student, int placement) => SavedLists.Shown(Scorer.Score(student, Placements[placement].Facts)!.Value);

    private static ImmutableArray<ListEntry> Changed(InputStudent student, StudentFacts changed) =>
        new SavedLists(Scorer, Placements, "lists").Changed(student, changed);
}
