using System.Collections.Immutable;
using System.Globalization;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Domain.Rules;

namespace VocMatch.Domain.Placements;

/// <summary>
/// Offers and commitments bind to the terms under which they were made: what matters to those bound does not change by an edit, but by their
/// consent.
/// </summary>
internal static class PostingTerms
{
    /// <param name="consented">Everybody bound has agreed to it.</param>
    public static ImmutableArray<Violation> Refused(PlacementState state, PlacementPosting posting, bool consented)
    {
        var violations = new Violations();
        if (state.Entity is not { } present)
        {
            return [];
        }

        var (bound, reserved) = (Bound(state).Count(), state.Ledger?.Reserved ?? 0);
        foreach (var member in PostingMembers.Changed(present.Posting, posting))
        {
            if (member.Change == MemberChange.Never && WasShown(state))
            {
                violations.Add(member.Name, Value(member, posting), "Who offers the placement does not change: close it, and post another.");
            }
            else if (member.Change == MemberChange.Consent && reserved > 0)
            {
                violations.Add(
                    member.Name,
                    Value(member, posting),
                    $"A round gives {Text(reserved)} of the seats on the present terms: it can be changed once the round is closed.");
            }
            else if (member.Change == MemberChange.Consent && bound > 0 && !consented)
            {
                violations.Add(
                    member.Name,
                    Value(member, posting),
                    $"{Text(bound)} have an offer or a seat on the present terms and must agree: propose it to them (POST /placements/{present.Id}/proposal).");
            }
        }

        if (state.Ledger is { } ledger && posting.Seats < ledger.Taken)
        {
            violations.Add("seats", Text(posting.Seats), $"{Text(ledger.Taken)} are taken, held by offers or reserved for rounds.");
        }

        return violations.ToImmutable();
    }

    /// <summary>Offers that bind the employer to its terms.</summary>
    public static IEnumerable<Offer> Bound(PlacementState state) =>
        (state.Ledger?.Offers.Live ?? []).Select(entry => entry.Offer);

    private static bool WasShown(PlacementState state) =>
        state.Entity!.Status != PlacementStatus.Draft
        || state.PublishedAt is not null
        || (state.Ledger is { } ledger && (ledger.Offers.Count > 0 || ledger.Reservations.Length > 0))
        || state.Applications.Count > 0;

    private static string? Value(PostingMember member, PlacementPosting posting) => member.Text(posting)?.Trim('"');

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
