using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Rounds;
using VocMatch.Matching.Clearing;
using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Domain.Rounds.Clearing;

/// <summary>
/// Clears rows under any number of lotteries as the round itself is cleared, both passes, without certificates. Safe for concurrent use.
/// </summary>
internal sealed class RoundSimulation
{
    private readonly MarketRows _frozen;
    private readonly MarketRows _first;
    private readonly ClearingMarket _market;
    private readonly int _maximumRanks;

    private RoundSimulation(MarketRows frozen, MarketRows first, ClearingMarket market, int maximumRanks) =>
        (_frozen, _first, _market, _maximumRanks) = (frozen, first, market, maximumRanks);

    public MarketRows Rows => _frozen;

    /// <summary>Null where the rows are no market.</summary>
    public static RoundSimulation? Of(MarketRows frozen, RoundSettings settings, out MarketRefusal? refusal)
    {
        var first = RoundMarkets.First(frozen.Employers, frozen.Placements, frozen.Students);
        return RoundMarkets.Build(first, out refusal) is { } market ? new(frozen, first, market, settings.MaximumRanks) : null;
    }

    public SimulatedResult Under(string seed)
    {
        var settings = new ClearingSettings(seed);
        var result = ClearingResult.Solve(_market, settings);
        var matches = MatchTable.Of(result.Assignment);
        var second = RoundMarkets.Second(_first, _frozen.Students, _market, matches, _maximumRanks);
        if (second.Students.Count == 0)
        {
            return new(result, matches, null, null);
        }

        var market = RoundMarkets.Build(second, out var refusal)
            ?? throw new InvalidOperationException($"What a first pass leaves is no market: {refusal}.");
        var completed = ClearingResult.Solve(market, settings);
        return new(result, matches, completed, MatchTable.Of(completed.Assignment));
    }
}

/// <summary>Both passes under one lottery.</summary>
internal sealed record SimulatedResult(ClearingResult First, MatchTable Matches, ClearingResult? Second, MatchTable? Completed)
{
    /// <summary>Null: without a place.</summary>
    public PlacementId? PlacementOf(StudentId student) =>
        In(First, Matches, student) ?? (Second is null ? null : In(Second, Completed!, student));

    private static PlacementId? In(ClearingResult result, MatchTable matches, StudentId student) =>
        result.Market.Students.IndexOf(student.Value) is >= 0 and var at && matches.PlacementOf(at) is >= 0 and var placement
            ? PlacementId.Parse(result.Market.Placements[placement])
            : null;
}
