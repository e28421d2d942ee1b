using System.Collections.Immutable;
using VocMatch.Contracts.Identity;

namespace VocMatch.Contracts.Offers;

/// <summary>An offer as the employer sees it.</summary>
/// <param name="Candidate">The student's pseudonym at this placement.</param>
/// <param name="Student">Once the student has shared who they are, or has accepted; null before that.</param>
/// <param name="ExpiresAt">Last instant at which it may be accepted, inclusive; null while it waits for a seat.</param>
/// <param name="TimeAsked">The deadline the student asks for, while nobody has answered that.</param>
/// <param name="AcceptanceNumber">Counts this placement's acceptances from 1, in the order in which seats were taken.</param>
/// <param name="WaitingPlace">Place on the waiting list, 1 = next; null where it does not wait.</param>
/// <param name="Reason">Why it was declined, withdrawn or released.</param>
/// <param name="KeptUntil">Last instant to which the seat is kept for a yes that was given in time and is still on its way: two minutes after the deadline.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.EmployerOffer")]
public sealed record EmployerOffer(
    OfferId Id,
    PlacementId Placement,
    string Candidate,
    OfferStatus Status,
    ImmutableArray<OfferChange> Changes,
    StudentId? Student = null,
    DateTimeOffset? ExpiresAt = null,
    RoundId? Round = null,
    string? Message = null,
    DateTimeOffset? TimeAsked = null,
    long? AcceptanceNumber = null,
    int? WaitingPlace = null,
    string? Reason = null,
    DateTimeOffset? KeptUntil = null);

/// <summary>Every offer of a placement, in the order in which they were made, and its seats.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.EmployerOffers")]
public sealed record EmployerOffers(PlacementId Placement, SeatCount Seats, ImmutableArray<EmployerOffer> Offers);
