using System.Collections.Immutable;
using VocMatch.Contracts.Adjustments;
using VocMatch.Contracts.Identity;
using VocMatch.Domain.Jobs;
using VocMatch.Matching.Causes;

namespace VocMatch.Domain.Adjustments;

/// <summary>
/// Splits what a clearing leaves empty and without a place at once by cause. v(S) is how many of the students left the round's own clearing places on the
/// seats left over when every pair is open whose causes all lie in S, lists lengthened by those pairs in order of score; a cause's share is
/// its Shapley value of v. So the shares add up to v(all causes), whatever the order in which causes are thought to be lifted, and whoever
/// is not placed even then finds no seat at all.
/// </summary>
internal sealed class Mismatches(SolvedInputs solved)
{
    /// <summary>What is left of those students when every cause is lifted.</summary>
    public const string NoSeat = "no seat at all";

    /// <summary>Pairs that lists and postings would bring together if they were cleared again: what was frozen is older than they are.</summary>
    public const string Stale = "changed since";

    private const int HundredthsOfOne = 100;

    /// <param name="region">Students who live there are counted,</param>
    /// <param name="reach">and seats there: the region and those it borders on.</param>
    public MismatchAnswer Of(
        RegionId region, ImmutableArray<RegionId> reach, StepProgress? progress = null, CancellationToken cancellation = default)
    {
        var missed = new MissedRound(solved, region, reach, progress, cancellation);
        var market = missed.Market;
        var worth = market.PlacedOfEverySet(
            missed.Causes, (done, all) => progress?.Invoke("clearing without each set of causes", done, all), cancellation);
        var values = ShapleyValue.Of(worth);
        var denominator = ShapleyValue.Denominator(missed.Causes.Length);
        var (cases, shares) = (ShapleyValue.Rounded(values, denominator, 1), ShapleyValue.Rounded(values, denominator, HundredthsOfOne));
        var parts = ImmutableArray.CreateBuilder<MismatchPart>();
        for (var cause = 0; cause < missed.Causes.Length; cause++)
        {
            var (name, meaning) = MismatchCauses.All[missed.Causes[cause]];
            parts.Add(new(name, worth[1 << cause] - worth[0], (int)cases[cause], meaning, shares[cause] / (decimal)HundredthsOfOne));
        }

        if (worth[0] > 0)
        {
            parts.Add(new(Stale, worth[0], worth[0], "nothing stands between them today: the round was cleared before lists or postings became what they are", worth[0]));
        }

        var none = market.Students.Length - worth[^1];
        parts.Add(new(NoSeat, none, none, "every seat left over goes to another student, whatever is lifted", none));
        return new(
            region,
            solved.Inputs.Basis,
            solved.Inputs.Simulated,
            missed.UnfilledSeats,
            market.Students.Length,
            market.Students.Length,
            [.. parts.OrderByDescending(part => part.Cause != NoSeat).ThenByDescending(part => part.Share)],
            missed.UnfilledSeats - worth[^1],
            solved.Inputs.Rule.Words);
    }

    /// <summary>The whole cases of every cause, for statistics over many regions.</summary>
    public IEnumerable<(string Cause, int Cases)> Cases(RegionId region, ImmutableArray<RegionId> reach, CancellationToken cancellation = default) =>
        Of(region, reach, cancellation: cancellation).Parts.Where(part => part.Cause != NoSeat).Select(part => (part.Cause, part.Cases));
}
