using System.Collections.Immutable;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Schools;

namespace VocMatch.Storage.Alignment;

// As much of each stored entity as statistics count; every other member is skipped unread.
internal sealed record PlacementRowShape(PlacementShape Entity, DateTimeOffset? PublishedAt)
{
    /// <param name="offers">Those whose seat is filled now.</param>
    public PostedPlacement ToPosted(ImmutableArray<SeatOfferShape> offers)
    {
        var posting = Entity.Posting;
        ImmutableArray<DateTimeOffset> taken = [.. offers.Select(offer => offer.TakenAt)];
        return new(
            Entity.Id,
            posting.Employer,
            posting.Site,
            Entity.Region,
            posting.Occupation,
            posting.Seats,
            taken.Length,
            posting.Pattern.FirstDay,
            PublishedAt,
            taken.Length >= posting.Seats ? taken.Max() : null,
            posting.Skills ?? [],
            posting.Generated);
    }
}

internal sealed record PlacementShape(PlacementId Id, RegionId Region, PostingShape Posting);

internal sealed record PostingShape(
    EmployerId Employer, SiteId Site, OccupationId Occupation, int Seats, ImmutableArray<SkillDemand>? Skills, PatternShape Pattern, bool Generated);

internal sealed record SeatOfferShape(ImmutableArray<OfferChange> Changes)
{
    public DateTimeOffset TakenAt => Changes.Last(change => change.Status is OfferStatus.Accepted).At;
}

internal sealed record PatternShape(ImmutableArray<BlockShape> Blocks)
{
    public DateOnly FirstDay => Blocks.Min(block => block.FirstDay);

    public DateOnly LastDay => Blocks.Max(block => block.LastDay);
}

internal sealed record BlockShape(DateOnly FirstDay, DateOnly LastDay);

internal sealed record CommitmentShape(PlacementId Placement, PatternShape Pattern);

internal sealed record HeldShape(DateTimeOffset Until);

internal sealed record EmployerShape(EmployerId Id, EmployerProfileShape Profile)
{
    public CountedEmployer ToCounted() => new(
        Id,
        Profile.StaffCount,
        Profile.InternCap,
        [.. Profile.Sites.Where(site => site.Rural is not null).Select(site => new CountedSite(site.Id, site.Rural!.Value))]);
}

internal sealed record EmployerProfileShape(int? StaffCount, int? InternCap, ImmutableArray<SiteShape> Sites);

internal sealed record SiteShape(SiteId Id, bool? Rural);

internal sealed record SchoolShape(SchoolId Id, SchoolProfileShape Profile)
{
    public SchoolStaff ToStaff() => new(Id, Profile.Region, Profile.Staff);
}

internal sealed record SchoolProfileShape(RegionId Region, TeachingStaff? Staff);

internal sealed record FrozenListShape(
    ImmutableArray<FrozenRankShape> Applications, ImmutableArray<FrozenRankShape> Dropped, ImmutableArray<FrozenRankShape>? Completion)
{
    public ImmutableArray<PlacementId> Placements() => [.. Applications.Concat(Dropped).Concat(Completion ?? []).Select(rank => rank.Placement)];
}

internal sealed record FrozenRankShape(PlacementId Placement);
