using VocMatch.Matching.Clearing;
using VocMatch.Matching.Clearing.Markets;
using VocMatch.Matching.Tests.Clearing;
using VocMatch.Matching.WhyNot;

namespace VocMatch.Matching.Tests.WhyNot;

public class WhyNotTests
{
    private const string Market =
        "P p1,1,, | p2,1,, | zero,0,, | none,1,F, | r,1,,rural:1 | e1,2,E, | e2,2,E, | tie,1,, | byhand,1,, ‖ S t,rural | u,rural ‖ E E,1 | F,0 "
        + "‖ A a,p1,1,71.3 | b,p1,1,68.25 | b,p2,2,50 | c,zero,1,9 | c,none,2,9 | t,r,1,5 | u,r,1,4 | d,r,1,90 | f,e1,1,60 | g,e2,1,40 | h,tie,1,7 | i,tie,1,7 | x,p1,1,99 | a,p2,2,10 "
        + "‖ F z,byhand,agreed long ago ‖ X x,p1,a relative works there";

    [Theory]
    [InlineData("a", "p1", WhyNotReason.Held, "You got this placement.")]
    [InlineData("x", "p1", WhyNotReason.NotEligible, "You are not eligible for it: a relative works there.")]
    [InlineData("c", "p1", WhyNotReason.NotRanked, "You did not rank it, so you were not considered. It closed at 71.3.")]
    [InlineData("d", "e1", WhyNotReason.NotRanked, "You did not rank it, so you were not considered. It closed at 60.")]
    [InlineData("a", "p2", WhyNotReason.OwnPlaceRankedBetter, "You got your choice number 1, which you ranked above it.")]
    [InlineData("c", "zero", WhyNotReason.NoSeats, "It had no seat left to give when the clearing began.")]
    [InlineData("c", "none", WhyNotReason.EmployerTakesNobody, "Its employer took nobody in this clearing.")]
    [InlineData("b", "p1", WhyNotReason.BelowCutoff, "Its open seats closed at 71.3; you had 68.25.")]
    [InlineData("d", "r", WhyNotReason.AllSeatsReserved, "All its seats went to reserves that were filled.")]
    [InlineData("u", "r", WhyNotReason.AllSeatsReserved, "All its seats went to reserves that were filled. The seats reserved for rural closed at 5; whoever holds one may have less than open seats asked for.")]
    [InlineData("g", "e2", WhyNotReason.EmployerLimit, "The employer's limit of 1 was reached; over all its placements it closed at 60; you had 40.")]
    [InlineData("z", "p1", WhyNotReason.PlacedByHand, "You were placed by hand at byhand: agreed long ago.")]
    public void Every_case_has_its_truthful_sentence(string student, string placement, WhyNotReason reason, string sentence)
    {
        var answer = Ask(student, placement);
        Assert.Equal((reason, sentence), (answer.Reason, answer.Sentence));
    }

    [Fact]
    public void A_tie_names_both_lottery_numbers()
    {
        var result = Solve();
        var loser = result.Assignment.PlacementOf(result.Market.Students.IndexOf("h")) < 0 ? "h" : "i";
        var answer = Ask(loser, "tie");
        Assert.Equal(WhyNotReason.LotteryDecided, answer.Reason);
        Assert.True(answer.Lottery!.Value.Own < answer.Lottery.Value.LastAdmitted);
        Assert.True(answer.NoOtherListHelps);
    }

    [Fact]
    public void Every_pair_of_every_market_has_an_answer()
    {
        for (var seed = 0; seed < 3_000; seed++)
        {
            var market = RandomMarket.Draw(600_000 + seed, maxStudents: 8, maxPlacements: 5);
            var result = ClearingResult.Solve(market, new ClearingSettings("why"));
            for (var student = 0; student < market.Students.Count; student++)
            {
                for (var placement = 0; placement < market.Placements.Count; placement++)
                {
                    var answer = WhyNotQuestion.Ask(result, student, placement);
                    var held = result.Assignment.PlacementOf(student) == placement;
                    Assert.True(held == (answer.Reason == WhyNotReason.Held), $"seed {600_000 + seed}");
                    var waits = WaitingPlace.Of(result, student, placement) is not null;
                    Assert.True(waits == answer.NoOtherListHelps, $"seed {600_000 + seed}: who is refused a ranked place waits for it, nobody else");
                }
            }
        }
    }

    [Fact]
    public void Those_who_wait_are_counted_by_key_and_by_type()
    {
        var market = MarketText.Parse("P p,2,,rural:1 ‖ S a,rural | b,rural | c,rural ‖ A a,p,1,90 | b,p,1,50 | c,p,1,40 | d,p,1,80 | e,p,1,60");
        var result = ClearingResult.Solve(market, new ClearingSettings("why"));
        Assert.Equal(new WaitingPlace(3, 3, 2, 2), WaitingPlace.Of(result, market.Students.IndexOf("c"), 0));
        Assert.Equal(new WaitingPlace(1, 3, null, null), WaitingPlace.Of(result, market.Students.IndexOf("e"), 0));
        Assert.Null(WaitingPlace.Of(result, market.Students.IndexOf("a"), 0));
    }

    private static WhyNotAnswer Ask(string student, string placement)
    {
        var result = Solve();
        return WhyNotQuestion.Ask(result, result.Market.Students.IndexOf(student), result.Market.Placements.IndexOf(placement));
    }

    private static ClearingResult Solve() => ClearingResult.Solve(MarketText.Parse(Market), new ClearingSettings("vocmatch"));
}
