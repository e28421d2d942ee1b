using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;

namespace VocMatch.Domain.Markets;

/// <summary>What a market shows of a placement beside what the engine holds of it.</summary>
internal sealed record PlacementCard(
    PlacementId Id, string Title, EmployerId Employer, OccupationId Occupation, int OpenSeats, Pay? Pay, Conditions Conditions, DateTimeOffset? ApplyBy, long Version)
{
    public static PlacementCard Of(Placement placement)
    {
        var posting = placement.Posting;
        return new(placement.Id, posting.Title, posting.Employer, posting.Occupation, placement.OpenSeats, posting.Pay, posting.Conditions, posting.ApplyBy, placement.Version);
    }
}
