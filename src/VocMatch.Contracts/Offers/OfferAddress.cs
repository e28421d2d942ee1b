using VocMatch.Contracts.Identity;

namespace VocMatch.Contracts.Offers;

/// <summary>Where an offer is kept: its placement holds it, its student answers it.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.OfferAddress")]
public sealed record OfferAddress(OfferId Id, PlacementId Placement, StudentId Student);
