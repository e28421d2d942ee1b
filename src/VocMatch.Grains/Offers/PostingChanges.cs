using System.Collections.Immutable;
using VocMatch.Contracts.Events;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Placements;
using VocMatch.Grains.Placements;
using VocMatch.Grains.Records;

namespace VocMatch.Grains.Offers;

/// <summary>Whom a changed posting concerns: who has an offer or an application decided on what it said before.</summary>
internal static class PostingChanges
{
    /// <param name="before">The row before the edit.</param>
    public static ImmutableArray<DomainEvent> Of(PlacementState before, PlacementPosting after)
    {
        if (before.Entity is not { Status: PlacementStatus.Published } present || Changed(present.Posting, after) is not { Count: > 0 } changed)
        {
            return [];
        }

        var detail = string.Join(", ", changed);
        return
        [
            .. before.Seats().Offers.Where(offer => offer.Offer.Status.IsLive()).Select(offer => offer.Offer.Student)
                .Concat((before.Applications ?? [])
                    .Where(application => application.Stage is not (ApplicationStage.Unsuccessful or ApplicationStage.Withdrawn))
                    .Select(application => application.Student))
                .Distinct()
                .Select(student => new DomainEvent(EventKind.PostingChanged, present.Id, student, Detail: detail)),
        ];
    }

    /// <summary>What is different of that by which somebody decides, in camel case.</summary>
    private static List<string> Changed(PlacementPosting before, PlacementPosting after)
    {
        (string Name, bool Same)[] members =
        [
            ("site", before.Site == after.Site),
            ("occupation", before.Occupation == after.Occupation),
            ("kind", before.Kind == after.Kind),
            ("pattern", RecordJson.Same(before.Pattern, after.Pattern)),
            ("pay", before.Pay == after.Pay),
            ("conditions", before.Conditions == after.Conditions),
        ];
        return [.. members.Where(member => !member.Same).Select(member => member.Name)];
    }
}
