using VocMatch.Matching.Clearing;
using VocMatch.Matching.Clearing.Markets;
using VocMatch.Matching.Clearing.Solving;
using VocMatch.Matching.Repair;
using VocMatch.Matching.Tests.Clearing;

namespace VocMatch.Matching.Tests.Repair;

public class RepairTests
{
    private static readonly ClearingSettings s_settings = new("repair");

    [Fact]
    public void A_repaired_matching_equals_solving_the_changed_market()
    {
        var (local, moved) = (0, 0);
        for (var seed = 0; seed < 4_000; seed++)
        {
            var market = RandomMarket.Draw(200_000 + seed, maxStudents: 14, maxPlacements: 7);
            var result = ClearingResult.Solve(market, s_settings);
            var events = DrawEvents(market, new Random(seed));
            if (ClearingRepair.Repair(result, events) is not RepairOutcome.Repaired repaired)
            {
                continue;
            }

            var again = ClearingSolver.Solve(repaired.Assignment.Market, result.Lottery);
            Assert.True(again.Rows.SequenceEqual(repaired.Assignment.Rows), $"seed {200_000 + seed}");
            local += repaired.SolvedAgain ? 0 : 1;
            moved += repaired.Moved.Count;
        }

        Assert.True(local > 500 && moved > 500, $"{local} local repairs moved {moved}");
    }

    [Fact]
    public void Repairs_follow_each_other_and_each_equals_solving_again()
    {
        var repairs = 0;
        for (var seed = 0; seed < 1_000; seed++)
        {
            var market = RandomMarket.Draw(400_000 + seed, maxStudents: 14, maxPlacements: 7);
            var result = ClearingResult.Solve(market, s_settings);
            var random = new Random(seed);
            for (var turn = 0; turn < 3; turn++)
            {
                if (ClearingRepair.Repair(result, DrawEvents(market, random)) is RepairOutcome.Repaired repaired)
                {
                    Assert.True(ClearingSolver.Solve(repaired.Assignment.Market, result.Lottery).Rows.SequenceEqual(repaired.Assignment.Rows), $"seed {400_000 + seed}, turn {turn}");
                    result = result with { Assignment = repaired.Assignment, Cutoffs = Cutoffs.Of(repaired.Assignment, result.Lottery) };
                    repairs += repaired.SolvedAgain ? 0 : 1;
                }
            }
        }

        Assert.True(repairs > 500, $"Only {repairs} repairs.");
    }

    [Fact]
    public void Nobody_who_stays_gets_a_worse_place()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var market = RandomMarket.Draw(300_000 + seed, maxStudents: 8, maxPlacements: 5);
            var result = ClearingResult.Solve(market, s_settings);
            var events = DrawEvents(market, new Random(seed));
            if (ClearingRepair.Repair(result, events) is not RepairOutcome.Repaired repaired)
            {
                continue;
            }

            var left = events.OfType<RepairEvent.StudentLeaves>().Select(leaver => leaver.Student).ToHashSet();
            for (var student = 0; student < market.Students.Count; student++)
            {
                var (before, after) = (result.Assignment.RankOf(student), repaired.Assignment.RankOf(student));
                Assert.True(left.Contains(student) || before == 0 || (after > 0 && after <= before), $"seed {300_000 + seed}, student {student}");
            }
        }
    }

    [Fact]
    public void A_chain_that_moves_nobody_is_followed_by_the_cycle_that_solving_again_would_find()
    {
        var market = MarketText.Parse("P p1,1,, | p2,1,, ‖ A a,p1,1,10 | a,p2,2,20 | b,p2,1,10 | b,p1,2,20 | x,p1,1,15");
        var result = ClearingResult.Solve(market, s_settings);
        Assert.Equal("a,p2,2 b,p1,2", MarketText.Show(market, MatchTable.Of(result.Assignment)));
        var repaired = Assert.IsType<RepairOutcome.Repaired>(ClearingRepair.Repair(result, [new RepairEvent.StudentLeaves(market.Students.IndexOf("x"))]));
        Assert.False(repaired.SolvedAgain);
        Assert.Equal("a,p1,1 b,p2,1", MarketText.Show(market, MatchTable.Of(repaired.Assignment)));
    }

    public static TheoryData<string, RepairEvent> Refusals => new()
    {
        { "seats were taken away", new RepairEvent.SeatsChange(0, -1) },
        { "a cap was lowered", new RepairEvent.CapChanges(0, -1) },
        { "a reserve was lowered", new RepairEvent.ReserveChanges(0, 1, -1) },
        { "a reserve was raised without a seat", new RepairEvent.ReserveChanges(0, 1, 1) },
        { "stays for lower choices", new RepairEvent.StudentDeclines(0) },
        { "a new student", new RepairEvent.StudentJoins("z") },
        { "priorities changed", new RepairEvent.Rescored() },
        { "beyond the slack", new RepairEvent.SeatsChange(0, 1) },
        { "no reserve for this tag", new RepairEvent.SeatsChange(0, 1, Tag: 0) },
    };

    [Theory, MemberData(nameof(Refusals))]
    public void What_could_make_somebody_worse_off_is_refused_with_the_reason(string reason, RepairEvent happened)
    {
        var market = MarketText.Parse(Instance.All[11].Market);
        var refused = Assert.IsType<RepairOutcome.Refused>(ClearingRepair.Repair(ClearingResult.Solve(market, s_settings), [happened]));
        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
        Assert.Same(happened, refused.Event);
    }

    [Fact]
    public void Seats_under_a_full_cap_are_taken_when_the_cap_rises_as_much()
    {
        var market = MarketText.Parse(Instance.All[11].Market);
        var repaired = ClearingRepair.Repair(ClearingResult.Solve(market, s_settings), [new RepairEvent.SeatsChange(0, 1), new RepairEvent.CapChanges(0, 1)]);
        Assert.Equal(4, Assert.IsType<RepairOutcome.Repaired>(repaired).Assignment.PlacedCount);
    }

    private static List<RepairEvent> DrawEvents(ClearingMarket market, Random random)
    {
        var events = new List<RepairEvent>();
        for (var number = random.Next(1, 4); number > 0; number--)
        {
            var placement = random.Next(market.Placements.Count);
            events.Add(random.Next(2) == 0
                ? new RepairEvent.StudentLeaves(random.Next(Math.Max(1, market.Students.Count)))
                : new RepairEvent.SeatsChange(placement, random.Next(1, 3)));
        }

        events.RemoveAll(happened => happened is RepairEvent.StudentLeaves && market.Students.Count == 0);
        return events;
    }
}
