using VocMatch.Matching.Clearing.Markets;
using VocMatch.Matching.Clearing.Solving;

namespace VocMatch.Matching.Clearing.Certificates;

/// <summary>
/// What lets anybody verify a clearing who has its input and its matches: digests, seed, versions, the fixed pairs, and the
/// cutoffs in the order of the market's placements, reserves and employers. Indexes are those of the market it belongs to.
/// </summary>
public sealed record Certificate
{
    public required ClearingSettings Settings { get; init; }

    public required string EngineVersion { get; init; }

    public required string InputDigest { get; init; }

    public required string SettingsDigest { get; init; }

    public required string MatchesDigest { get; init; }

    public required IReadOnlyList<FixedMatch> Fixed { get; init; }

    /// <summary>The cutoff of the open seats of each placement.</summary>
    public required IReadOnlyList<Cutoff> Open { get; init; }

    /// <summary>The cutoff of each reserve of each placement; null where the fixed pairs left no reserved seat.</summary>
    public required IReadOnlyList<Cutoff?> Reserves { get; init; }

    /// <summary>The cutoff of each employer; null without a cap.</summary>
    public required IReadOnlyList<Cutoff?> Caps { get; init; }

    /// <summary>What of the input has no effect on the result, in words; it is no part of what is proved.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>The certificate of a result.</summary>
    public static Certificate Of(ClearingResult result, MatchTable matches)
    {
        var market = result.Market;
        return new Certificate
        {
            Settings = result.Settings,
            EngineVersion = ClearingSolver.EngineVersion,
            InputDigest = Digests.Input(market),
            SettingsDigest = Digests.Settings(result.Settings, ClearingSolver.EngineVersion),
            MatchesDigest = Digests.Matches(market, matches),
            Fixed = market.Fixed,
            Open = Column(market.Placements.Count, result.Cutoffs.Open),
            Reserves = Column<Cutoff?>(
                market.ReserveCells.Length, cell => result.Open.ReserveCells[cell].Seats > 0 ? result.Cutoffs.Reserve(cell) : null),
            Warnings = MarketWarnings.Of(market),
            Caps = Column<Cutoff?>(market.Employers.Count, employer => market.Cap(employer) >= 0 ? result.Cutoffs.Cap(employer) : null),
        };
    }

    private static T[] Column<T>(int count, Func<int, T> value)
    {
        var column = new T[count];
        for (var i = 0; i < count; i++)
        {
            column[i] = value(i);
        }

        return column;
    }
}
