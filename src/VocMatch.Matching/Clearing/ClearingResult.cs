using VocMatch.Matching.Clearing.Markets;
using VocMatch.Matching.Clearing.Solving;

namespace VocMatch.Matching.Clearing;

/// <summary>A solved market: who holds what, under which lottery, and the cutoffs that prove it.</summary>
public sealed record ClearingResult(ClearingSettings Settings, Lottery Lottery, SeatAssignment Assignment, Cutoffs Cutoffs)
{
    public OpenMarket Open => Assignment.Market;

    public ClearingMarket Market => Assignment.Market.Market;

    /// <summary>Solves what the input leaves open.</summary>
    public static ClearingResult Solve(ClearingMarket market, ClearingSettings settings, int threads = 1)
    {
        var lottery = Lottery.Draw(market.Students, settings.Seed);
        return Solve(OpenMarket.Of(market), settings, lottery, threads);
    }

    internal static ClearingResult Solve(OpenMarket open, ClearingSettings settings, Lottery lottery, int threads = 1)
    {
        var assignment = ClearingSolver.Solve(open, lottery, threads);
        return new ClearingResult(settings, lottery, assignment, Cutoffs.Of(assignment, lottery));
    }
}
