using VocMatch.Matching.Clearing;
using VocMatch.Matching.Clearing.Certificates;
using VocMatch.Matching.Clearing.Markets;
using VocMatch.Matching.Clearing.Solving;
using VocMatch.Matching.Verification;

namespace VocMatch.Matching.Tests.Clearing;

public class InstanceTests
{
    public static TheoryData<int> Numbers => new(Instance.All.Select(instance => instance.Number));

    [Theory, MemberData(nameof(Numbers))]
    public void Matches_are_those_of_the_specification(int number)
    {
        var (market, matches, _) = Solve(number);
        Assert.Equal(Instance.All[number - 1].Matches, MarketText.Show(market, matches));
    }

    [Theory, MemberData(nameof(Numbers))]
    public void Cutoffs_are_those_of_the_specification(int number)
    {
        var (market, _, certificate) = Solve(number);
        Assert.Equal(Instance.All[number - 1].Cutoffs, MarketText.Show(market, certificate));
    }

    [Theory, MemberData(nameof(Numbers))]
    public void The_certificate_verifies(int number)
    {
        var (market, matches, certificate) = Solve(number);
        Assert.Equal(VerdictKind.Valid, Verifier.Verify(market, matches, certificate).Kind);
    }

    [Theory, MemberData(nameof(Numbers))]
    public void The_step_for_reserves_and_caps_agrees_with_the_specification(int number)
    {
        var market = MarketText.Parse(Instance.All[number - 1].Market);
        var open = OpenMarket.Of(market);
        var lottery = Lottery.Draw(market.Students, "vocmatch");
        var assignment = new SeatAssignment(open, GuaranteeSolver.Solve(open, lottery));
        Assert.Equal(Instance.All[number - 1].Matches, MarketText.Show(market, MatchTable.Of(assignment)));
    }

    [Theory]
    [InlineData(1, "071d60d6a8ba88b079ed0342c061fb5318f3f2841cff74283f337104a4ff18a3", "6b6838d9e5859452e42ecabf860e7783c19e66805abb60e36a449f6b2e8684b4")]
    [InlineData(12, "bca7f152815ba8173405c655fa6b1c956927e35875a711505cdabf856996a3e3", "6ccc0807ddf86e69298a2e8478ff21eb1d1bcf0be191d59e85ce9caab91149bf")]
    public void Digests_are_those_of_the_specification(int number, string input, string matchesDigest)
    {
        var (_, _, certificate) = Solve(number);
        Assert.Equal((input, matchesDigest), (certificate.InputDigest, certificate.MatchesDigest));
    }

    [Theory]
    [InlineData("a", 0x369c5deaf4f4ea6f)]
    [InlineData("b", 0xfb98780a60d47f86)]
    [InlineData("c", 0x278d08ebf0343aa7)]
    [InlineData("d", 0x2d58c96838b240f0)]
    public void Lottery_numbers_are_those_of_the_specification(string student, ulong number)
    {
        var market = MarketText.Parse(Instance.All[3].Market);
        Assert.Equal(number, Lottery.Draw(market.Students, "vocmatch").NumberOf(market.Students.IndexOf(student)));
    }

    internal static (ClearingMarket Market, MatchTable Matches, Certificate Certificate) Solve(int number)
    {
        var market = MarketText.Parse(Instance.All[number - 1].Market);
        var result = ClearingResult.Solve(market, new ClearingSettings("vocmatch"));
        var matches = MatchTable.Of(result.Assignment);
        return (market, matches, Certificate.Of(result, matches));
    }
}
