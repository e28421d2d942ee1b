using System.Collections.Immutable;
using System.Text;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Rounds;

namespace VocMatch.Domain.Rounds.Publishing;

/// <summary>One offer that a round has to make.</summary>
public sealed record PlannedOffer(PlacementId Placement, OfferTerms Terms);

/// <summary>
/// The offers a published result becomes. Their ids follow from round, pass and student, and their order from the ids of placements and students, so a
/// publishing that dies may begin again anywhere before the place it had reached: no student is offered a seat twice.
/// </summary>
public static class PublishPlan
{
    /// <summary>The whole plan, by placement id, then by student id, both in UTF-8 byte order.</summary>
    /// <param name="epoch">Of the lock; null where none is named.</param>
    /// <param name="byPlacement">False: by student id alone, as a round is offered that was published in that order.</param>
    public static ImmutableArray<PlannedOffer> For(
        RoundId round,
        IEnumerable<Assignment> assignments,
        DateTimeOffset publishedAt,
        RoundSettings settings,
        IEnumerable<FixedPair>? fixedPairs = null,
        int? epoch = null,
        bool byPlacement = true)
    {
        var waived = (fixedPairs ?? []).Where(pair => !pair.Waived().IsEmpty)
            .ToDictionary(pair => (pair.Student, pair.Placement), pair => pair.Waived());
        var expiresAt = publishedAt.AddDays(settings.AnswerDays);
        return
        [
            .. assignments
                .OrderBy(a => byPlacement ? Encoding.UTF8.GetBytes(a.Placement.Value) : [], Utf8Order.Instance)
                .ThenBy(a => Encoding.UTF8.GetBytes(a.Student.Value), Utf8Order.Instance)
                .Select(a => new PlannedOffer(
                    a.Placement, new OfferTerms(OfferId.OfRound(round, a.Pass, a.Student), a.Student, expiresAt, WaitIfFull: false)
                    {
                        Waived = waived.TryGetValue((a.Student, a.Placement), out var constraints) ? constraints : null,
                        Epoch = epoch,
                    })),
        ];
    }

    private sealed class Utf8Order : IComparer<byte[]>
    {
        public static Utf8Order Instance { get; } = new();

        public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);
    }
}
