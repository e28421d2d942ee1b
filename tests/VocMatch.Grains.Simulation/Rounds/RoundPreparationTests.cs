using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Placements;
using VocMatch.Domain.Rounds.Clearing;
using VocMatch.Domain.Rounds.Lists;
using VocMatch.Domain.Rounds.Publishing;
using VocMatch.Domain.Students;
using VocMatch.Grains.Simulation.Cluster;
using Xunit;

namespace VocMatch.Grains.Simulation.Rounds;

public sealed class RoundPreparationTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private static readonly RoundSettings Settings = new()
    {
        Title = "Spring",
        Scope = new([RegionId.Parse("r1")], []),
        MinimumRanks = 3,
        MaximumRanks = 4,
    };

    private static readonly Dictionary<PlacementId, RankedEntry> Placements = new()
    {
        [Setup.Placement(0)] = new(EmployerId.Parse("e1"), null),
        [Setup.Placement(1)] = new(EmployerId.Parse("e1"), null),
        [Setup.Placement(2)] = new(EmployerId.Parse("e2"), "distance 80 km, at most 50 km."),
    };

    [Fact]
    public void A_list_is_warned_of_for_each_thing_amiss_with_it()
    {
        var warnings = ListWarnings.For([.. new[] { 0, 1, 0, 2, 3 }.Select(Setup.Placement)], Placements, Settings);

        Assert.Equal(
            [
                ListWarningKind.TooLong, ListWarningKind.Short, ListWarningKind.OneEmployer,
                ListWarningKind.Duplicate, ListWarningKind.Unreachable, ListWarningKind.NotInRound,
            ],
            warnings.Select(w => w.Kind));
    }

    [Fact]
    public void An_empty_list_is_warned_of() =>
        Assert.Equal(ListWarningKind.Empty, Assert.Single(ListWarnings.For([], Placements, Settings)).Kind);

    [Theory]
    [InlineData(3, true, false, StudentPass.First)]
    [InlineData(1, true, false, StudentPass.First)]
    [InlineData(2, false, false, StudentPass.First)]
    [InlineData(0, true, false, StudentPass.Second)]
    [InlineData(0, false, false, StudentPass.Out)]
    [InlineData(9, true, true, StudentPass.Fixed)]
    public void A_student_takes_part_in_one_pass(int ranked, bool agrees, bool isFixed, StudentPass expected) =>
        Assert.Equal(expected, PassPlan.Of(ranked, agrees, isFixed, Settings));

    [Fact]
    public void A_missing_priority_is_reported_and_never_taken_as_zero()
    {
        var report = Completeness.Report(
            [new(Setup.Student(0), 2, false, ["home"])],
            [new(Setup.Placement(0), 3, [])],
            [new(Setup.Student(0), Setup.Placement(0), 1, null, "home"), new(Setup.Student(0), Setup.Placement(1), 2, 0, null)],
            new HashSet<StudentId>(),
            Settings);

        Assert.Equal((2, 1, 2), (report.Applications, report.ApplicationsDropped, report.MissingTotal));
        Assert.Equal(["pair:s0/p0", "student:s0"], report.Missing.Select(m => m.Subject));
    }

    [Fact]
    public void The_last_of_a_list_stands_above_any_score()
    {
        Assert.Equal(101_000_000, RoundRankings.Priority(5, 5));
        Assert.Equal(105_000_000, RoundRankings.Priority(1, 5));
    }

    [Fact]
    public void An_employers_list_that_is_put_anew_or_taken_out_moves_no_more_than_one_other()
    {
        ImmutableArray<EmployerRanking> lists = [.. Enumerable.Range(0, 5).Select(i => Ranks(i, "a"))];

        Assert.Equal<EmployerRanking>([lists[0], lists[1], Ranks(2, "a", "b"), lists[3], lists[4]], Put(Ranks(2, "a", "b")), Same);
        Assert.Equal<EmployerRanking>([lists[0], lists[4], lists[2], lists[3]], Put(Ranks(1)), Same);
        Assert.Equal<EmployerRanking>([lists[0], lists[1], lists[2], lists[3]], Put(Ranks(4)), Same);
        Assert.Equal<EmployerRanking>([.. lists, Ranks(5, "a")], Put(Ranks(5, "a")), Same);
        Assert.Equal<EmployerRanking>(lists, Put(Ranks(6)), Same);

        IEnumerable<EmployerRanking> Put(EmployerRanking ranking) => RoundRankings.Put(lists, ranking, employerIsCapped: true).Value!.Rankings;

        static EmployerRanking Ranks(int employer, params string[] students) =>
            new(EmployerId.Parse($"e{employer}"), [.. students.Select(student => StudentId.Parse(student))]);

        static bool Same(EmployerRanking one, EmployerRanking other) => one.Employer == other.Employer && one.Students.SequenceEqual(other.Students);
    }

    [Fact]
    public void An_employer_with_a_limit_ranks_for_all_its_placements_or_for_none() => Assert.False(RoundRankings.Put(
        [], new(EmployerId.Parse("e1"), [Setup.Student(0)], Setup.Placement(0)), employerIsCapped: true).Succeeded);

    [Fact]
    public void A_list_saved_again_counts_once_and_a_late_one_is_refused()
    {
        var settings = Settings with { ClosesAt = Now };
        var saved = new PreferenceDrafts().Save(Setup.Round, [Setup.Placement(0)], true, settings, takesLists: true, Now);
        var again = saved.State.Save(Setup.Round, [Setup.Placement(0)], true, settings, takesLists: true, Now);

        Assert.Same(saved.State, again.State);
        Assert.False(saved.State.Save(Setup.Round, [], true, settings, takesLists: true, Now.AddTicks(1)).Answer.Succeeded);
        Assert.False(saved.State.Save(Setup.Round, [], true, settings, takesLists: false, Now).Answer.Succeeded);
    }

    [Fact]
    public void A_publishing_that_dies_anywhere_and_begins_again_offers_nobody_twice()
    {
        Assignment[] assignments = [.. Enumerable.Range(0, 20).Select(i => new Assignment(Setup.Student(i), Setup.Placement(0), 1, 1))];
        var plan = PublishPlan.For(Setup.Round, assignments, Now, Settings);
        var again = PublishPlan.For(Setup.Round, assignments.Reverse(), Now, Settings);
        var ledger = new SeatLedger(Setup.Placement(0)) { Seats = 25 }.Reserve(Setup.Round, 20).State;

        foreach (var offer in plan.Take(13).Concat(again))
        {
            var made = ledger.MakeRoundOffer(Setup.Round, offer.Terms, Setup.Patterns[0], Now);
            Assert.True(made.Answer.Succeeded);
            ledger = made.State;
        }

        Assert.True(plan.SequenceEqual(again));
        Assert.Equal(20, ledger.Offers.Count);
        Assert.Equal(new SeatCount(25, 0, 20, 0, 0, 5), ledger.Count());
    }
}
