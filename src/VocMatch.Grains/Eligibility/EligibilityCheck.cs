using System.Collections.Immutable;
using VocMatch.Contracts.Eligibility;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Placements;
using VocMatch.Domain.Facts;
using VocMatch.Domain.Runtime;
using VocMatch.Grains.Epochs;
using VocMatch.Matching.Scoring;

namespace VocMatch.Grains.Eligibility;

/// <summary>
/// Decides whether a student may work at a placement, on what is recorded of both at this moment: the rows of the two grains, never a
/// market or a frozen input. Everything that makes a commitment asks here: an offer, its acceptance, a promotion from the waiting list, a
/// pair placed by hand, a round's publication, its repairs and its swaps.
/// </summary>
internal sealed class EligibilityCheck(Scorers scorers, IGrainFactory grains, GrainsOptions options)
{
    /// <summary>The constraints that do not hold for a new offer.</summary>
    /// <param name="at">What the pair is held against them for.</param>
    /// <param name="askedAt">The instant against which deadlines are held; null: they were, when the student asked.</param>
    public Task<ImmutableArray<ConstraintResult>> Unmet(StudentQuestion question, Placement placement, CheckPoints at, DateTimeOffset? askedAt = null) =>
        Unmet(question, placement, at, askedAt, epoch: null);

    /// <summary>The constraints that do not hold any more for an offer that was made.</summary>
    /// <param name="epoch">Under which it was made; null: the one in force.</param>
    public Task<ImmutableArray<ConstraintResult>> UnmetSince(StudentQuestion question, Placement placement, int? epoch) =>
        Unmet(question, placement, CheckPoints.Acceptance, askedAt: null, epoch);

    /// <summary>Number of the epoch in force.</summary>
    public async Task<int> Epoch() => (await scorers.Current()).Epoch.Number;

    /// <summary>The constraints that do not hold any more for an offer that waits for a seat; default where its student is not there.</summary>
    public async Task<ImmutableArray<ConstraintResult>> Unmet(Offer offer, Placement placement)
    {
        if (await grains.GetGrain<IStudentGrain>(offer.Student.Value).Question(without: offer.Id) is not { } question)
        {
            return default;
        }

        return await Unmet(offer, question, placement, CheckPoints.Promotion);
    }

    /// <summary>The constraints that do not hold any more for an offer that its student has, waived ones left out.</summary>
    /// <param name="question">Of the offer's student, without the offer.</param>
    public Task<ImmutableArray<ConstraintResult>> UnmetSince(Offer offer, StudentQuestion question, Placement placement) =>
        Unmet(offer, question, placement, CheckPoints.Acceptance);

    /// <summary>The work is what was offered, whatever the posting says by now.</summary>
    private async Task<ImmutableArray<ConstraintResult>> Unmet(Offer offer, StudentQuestion question, Placement placement, CheckPoints at)
    {
        var offered = placement with { Posting = placement.Posting with { Pattern = offer.Pattern } };
        var unmet = await Unmet(question, offered, at, askedAt: null, offer.Epoch);
        return offer.Waived is { } waived ? unmet.RemoveAll(one => waived.Contains(one.Name)) : unmet;
    }

    private async Task<ImmutableArray<ConstraintResult>> Unmet(
        StudentQuestion question, Placement placement, CheckPoints at, DateTimeOffset? askedAt, int? epoch)
    {
        var scorer = epoch is { } number ? await scorers.At(number) : await scorers.Current();
        var facts = EngineFacts.Of(placement with { OpenSeats = 1 }, scorer.Table, options.LegalMinimumAge);
        return
        [
            .. scorer.Explain(EngineFacts.Of(question, scorer.Table, askedAt: askedAt), facts).Constraints
                .Where(result => !result.Holds && Constraints.Of(result.Constraint).CheckedAt.HasFlag(at))
                .Select(result => new ConstraintResult(Constraints.Of(result.Constraint).Name, false, result.Asked, result.Found)),
        ];
    }
}
