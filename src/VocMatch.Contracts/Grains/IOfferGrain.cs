using Orleans.Concurrency;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;

namespace VocMatch.Contracts.Grains;

/// <summary>
/// Leads from an offer's id to its placement and student, and keeps two placements from using one id. It is written once, before the
/// offer: an address without an offer does no harm.
/// </summary>
[Alias("VocMatch.IOfferGrain")]
public interface IOfferGrain : IGrainWithStringKey
{
    /// <summary>Null where the id was never used.</summary>
    [AlwaysInterleave]
    Task<OfferAddress?> Find();

    /// <summary>Repeating it changes nothing; another placement or student under the same id is a conflict.</summary>
    Task<Outcome<OfferAddress>> Claim(PlacementId placement, StudentId student);
}
