using VocMatch.Matching.Clearing;
using VocMatch.Matching.Clearing.Markets;
using VocMatch.Matching.Tests.Clearing;
using VocMatch.Matching.WhatIf;

namespace VocMatch.Matching.Tests.WhatIf;

public class WhatIfTests
{
    private static readonly ClearingSettings s_settings = new("what-if");

    [Fact]
    [Trait("Lane", "Full")]
    public void The_value_of_one_more_seat_is_what_solving_again_places_at_every_placement()
    {
        var valued = 0;
        for (var seed = 0; seed < 6_000; seed++)
        {
            var market = RandomMarket.Draw(400_000 + seed, maxStudents: 12, maxPlacements: 6);
            var question = new WhatIfQuestion(ClearingResult.Solve(market, s_settings));
            var values = question.ValueOfOneMoreSeat();
            for (var placement = 0; placement < values.Length; placement++)
            {
                var difference = question.Solve(new MarketChange.AddSeats(placement, 1));
                Assert.True(difference.NewlyPlaced == values[placement], $"seed {400_000 + seed}, placement {placement}: {difference.NewlyPlaced} newly placed, {values[placement]} told");
                Assert.True(difference.Losers.Count == 0, $"seed {400_000 + seed}, placement {placement}: one more seat hurt somebody");
                Assert.True(question.ChainOfOneMoreSeat(placement).All(student => difference.Gainers.Any(move => move.Student == student)), $"seed {400_000 + seed}, placement {placement}: a student of the chain did not gain");
                valued += values[placement];
            }
        }

        Assert.True(valued > 1_000);
    }

    /// <summary>A priority far from all others makes a market number its priorities anew: none may change by that.</summary>
    [Fact]
    public void A_far_priority_leaves_all_others_as_they_were()
    {
        var changed = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            var market = RandomMarket.Draw(450_000 + seed, maxStudents: 8);
            var open = OpenMarket.Of(market);
            for (var student = 0; student < market.Students.Count; student++)
            {
                if (market.Wishes(student) is [.., var last])
                {
                    var far = new Priority((seed % 2 == 0 ? 1 : -1) * (Priority.Limit - 1 - seed));
                    var rescored = ChangedMarket.Of(open, [new MarketChange.Rescore(student, last.Placement, far)]);
                    var relisted = ChangedMarket.Of(open, [new MarketChange.Relist(student, [(last.Placement, far)])]);
                    Assert.Equal(Priorities(open, except: student), Priorities(rescored, except: student));
                    Assert.Equal(Priorities(open, except: student), Priorities(relisted, except: student));
                    Assert.Equal(far, rescored.Priorities.Decode(rescored.WishRows[rescored.WishEnd[student] - 1].PriorityCode));
                    Assert.Equal(far, relisted.Priorities.Decode(relisted.WishRows[relisted.WishStart[student]].PriorityCode));
                    changed++;
                }
            }
        }

        Assert.True(changed > 300, $"Only {changed} changes.");

        static List<Priority> Priorities(OpenMarket market, int except) =>
        [
            .. Enumerable.Range(0, market.StudentCount).Where(student => student != except)
                .SelectMany(student => market.WishRows[market.WishStart[student]..market.WishEnd[student]])
                .Select(wish => market.Priorities.Decode(wish.PriorityCode)),
        ];
    }

    [Fact]
    public void A_seat_that_places_a_student_is_one_whose_addition_places_exactly_that_student()
    {
        for (var seed = 0; seed < 400; seed++)
        {
            var market = RandomMarket.Draw(500_000 + seed, maxStudents: 10, maxPlacements: 4);
            var result = ClearingResult.Solve(market, s_settings);
            var question = new WhatIfQuestion(result);
            foreach (var student in Enumerable.Range(0, market.Students.Count).Where(student => result.Assignment.PlacementOf(student) < 0))
            {
                var told = question.SeatsThatPlace(student).Select(option => option.Placement).Order();
                var found = Enumerable.Range(0, market.Placements.Count)
                    .Where(placement => question.Solve(new MarketChange.AddSeats(placement, 1)).Gainers.Any(move => move.Student == student && move.RankBefore == 0));
                Assert.Equal(found, told);
            }
        }
    }

    [Fact]
    public void Points_that_place_a_student_place_the_student()
    {
        var market = MarketText.Parse("P p1,1,, | p2,1,, ‖ A a,p1,1,50 | b,p1,1,40 | b,p2,2,10 | c,p2,1,30");
        var placing = new WhatIfQuestion(ClearingResult.Solve(market, s_settings)).PointsThatPlace(market.Students.IndexOf("b"));
        Assert.Equal(("p1", "10.000001"), (market.Placements[placing!.Value.Placement], placing.Value.Rise.ToString()));
        Assert.Equal("a", market.Students[Assert.Single(placing.Value.Difference.Losers).Student]);
    }

    [Fact]
    public void Points_beyond_the_range_of_the_market_are_coded_anew()
    {
        var market = MarketText.Parse("P p1,1,, ‖ A a,p1,1,50 | b,p1,1,40");
        var difference = new WhatIfQuestion(ClearingResult.Solve(market, s_settings))
            .Solve(new MarketChange.Rescore(1, 0, MarketText.Number("-999999999")), new MarketChange.Rescore(0, 0, MarketText.Number("-999999999.5")));
        Assert.Equal(1, Assert.Single(difference.Gainers).Student);
    }

    [Fact]
    public void Another_list_is_all_that_its_student_applies_for_and_must_be_a_list()
    {
        var market = MarketText.Parse("P p1,1,, | p2,1,, ‖ A a,p1,1,50 | b,p1,1,40");
        var question = new WhatIfQuestion(ClearingResult.Solve(market, s_settings));

        var difference = question.Solve(new MarketChange.Relist(0, [(1, MarketText.Number("7"))]));

        Assert.Equal(2, difference.PlacedAfter);
        Assert.Equal(1, Assert.Single(difference.Gainers).Student);
        Assert.Throws<ArgumentException>(() => question.Solve(new MarketChange.Relist(0, [(1, MarketText.Number("7")), (1, MarketText.Number("8"))])));
    }

    [Fact]
    public void Removing_a_student_hurts_nobody_else()
    {
        var market = MarketText.Parse(Instance.All[3].Market);
        var difference = new WhatIfQuestion(ClearingResult.Solve(market, s_settings)).Solve(new MarketChange.RemoveStudent(0));
        Assert.All(difference.Losers, move => Assert.Equal(0, move.Student));
    }

    [Fact]
    public void An_interval_without_ties_is_one_number()
    {
        var market = MarketText.Parse("P p1,1,, ‖ A a,p1,1,50 | b,p1,1,40 | c,p1,1,30");
        var interval = new WhatIfQuestion(ClearingResult.Solve(market, s_settings)).Interval(new MarketChange.AddSeats(0, 1));
        Assert.True(interval.IsExact);
        Assert.Equal((1.0, 1, 1), (interval.Mean, interval.RangeLow, interval.RangeHigh));
    }

    [Fact]
    public void An_interval_with_ties_covers_the_luck_of_the_lottery()
    {
        // Whether a second seat at p1 places one more depends on who of the two won the first: c asks for nothing else.
        var market = MarketText.Parse("P p1,1,, | p2,1,, ‖ A a,p1,1,50 | a,p2,2,50 | b,p1,1,50 | c,p2,1,40 | d,p2,1,10");
        var interval = new WhatIfQuestion(ClearingResult.Solve(market, s_settings)).Interval(new MarketChange.AddSeats(0, 1));
        Assert.InRange(interval.Mean, interval.Low, interval.High);
        Assert.True(interval.RangeLow <= interval.RangeHigh);
    }
}
