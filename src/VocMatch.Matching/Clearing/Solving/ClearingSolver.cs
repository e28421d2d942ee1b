using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Matching.Clearing.Solving;

/// <summary>
/// Solves a market: the stable matching that is best for every student among all stable ones, under seats, soft reserves
/// by minimum guarantee and employer caps. Deterministic whatever the order of rows, the culture and the number of threads.
/// </summary>
public static class ClearingSolver
{
    /// <summary>The version of the engine that certificates name; it changes when results or digests could.</summary>
    public const string EngineVersion = "1";

    /// <param name="market">What is open to clear.</param>
    /// <param name="lottery">The lottery of the round's seed, over the same students.</param>
    /// <param name="threads">Used in markets without reserves and caps; the result is the same for any number.</param>
    public static SeatAssignment Solve(OpenMarket market, Lottery lottery, int threads = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        return market.IsPlain ? new SeatAssignment(market, PlainSolver.Solve(market, lottery, threads)) : SolveWithGuarantees(market, lottery);
    }

    /// <summary>The same result by the step that knows reserves and caps, whether the market needs it or not; one thread.</summary>
    public static SeatAssignment SolveWithGuarantees(OpenMarket market, Lottery lottery) => new(market, GuaranteeSolver.Solve(market, lottery));
}
