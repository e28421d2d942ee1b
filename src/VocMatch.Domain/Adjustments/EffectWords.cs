using VocMatch.Alignment.Adjustments;
using VocMatch.Contracts.Adjustments;

namespace VocMatch.Domain.Adjustments;

/// <summary>A measured effect as it is answered and kept: every figure with the lists it was cleared on.</summary>
internal static class EffectWords
{
    /// <param name="lists">Where the lists without the change come from.</param>
    public static AdjustmentEffect Of(MeasuredEffect effect, EffectVerdict verdict, string lists, LongerLists longer)
    {
        var own = effect.Saved.Own;
        return new(
            $"{effect}",
            effect.Students,
            effect.StudentsAfter,
            own.Before,
            own.After,
            own.Lotteries is { } range ? own.Before + range.RangeLow : own.After,
            own.Lotteries is { } wide ? own.Before + wide.RangeHigh : own.After,
            effect.Saved.Others.Difference,
            own.Lotteries is null ? 0 : RoundComparison.Seeds,
            effect.Simulated,
            lists,
            verdict,
            Of(effect.Saved, $"{lists}, without the change and with it: scores and eligibility follow, lists do not"),
            Of(effect.Responding, $"{lists}; {longer.Words}"),
            Of(effect.LongerListsAlone, $"no change: {lists}, and the same lists continued to {FormattableString.Invariant($"{longer.Ranks}")} ranks"),
            effect.ExpectedSeats);
    }

    /// <summary>What the figures promise is what clearing again under the same epoch gives; a lock takes a new one.</summary>
    public static string EpochNote(int epoch) => FormattableString.Invariant(
        $"Scored under epoch {epoch} with the change and without it. A lock renews the epoch: it counts the market of its day, this change with it, and may score otherwise.");

    public static PlacedDifference Of(PlacedChange placed) => new(
        placed.Before,
        placed.After,
        placed.Difference,
        placed.Lotteries is { } range ? new(range.RangeLow, range.RangeHigh, range.Mean, range.Low, range.High, RoundComparison.Seeds) : null);

    private static EffectByLists Of(ListEffect effect, string rule) => new(Of(effect.Own), Of(effect.Others), rule);
}
