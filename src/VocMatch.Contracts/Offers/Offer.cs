using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Work;

namespace VocMatch.Contracts.Offers;

/// <summary>An offer as its placement records it: the placement is its only writer, everybody else holds a copy.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.Offer")]
public sealed record Offer
{
    /// <summary>
    /// How long past its deadline an offer is left alone, so that a yes that was recorded in time still arrives: longer than a call's time-out.
    /// </summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(2);

    [Id(0)] public required OfferId Id { get; init; }

    [Id(1)] public required PlacementId Placement { get; init; }

    [Id(2)] public required StudentId Student { get; init; }

    [Id(3)] public required OfferStatus Status { get; init; }

    /// <summary>When the work would be done, as it stood when the offer was made.</summary>
    [Id(4)] public required WorkPattern Pattern { get; init; }

    /// <summary>Last instant at which it may be accepted, inclusive; null while it waits for a seat.</summary>
    [Id(5)] public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The round that made it; null for one made by the employer.</summary>
    [Id(6)] public RoundId? Round { get; init; }

    [Id(7)] public string? Message { get; init; }

    /// <summary>The deadline the student asks for, while nobody has answered that.</summary>
    [Id(8)] public DateTimeOffset? TimeAsked { get; init; }

    /// <summary>Counts this placement's acceptances from 1, in the order in which seats were taken.</summary>
    [Id(9)] public long? AcceptanceNumber { get; init; }

    /// <summary>Why it was declined, withdrawn or released.</summary>
    [Id(10)] public string? Reason { get; init; }

    /// <summary>Grows by one with each change; of two copies the higher is the newer.</summary>
    [Id(11)] public required long Revision { get; init; }

    /// <summary>Other terms that the employer proposes; null where there are none. Until all have agreed the offer stands as it is.</summary>
    [Id(12)] public ProposedTerms? Proposed { get; init; }

    /// <summary>Constraints that two people have waived for it, by name; null: none.</summary>
    [Id(20)] public ImmutableArray<string>? Waived { get; init; }

    /// <summary>What was known of the student when it was found lawful; null for one made before that was recorded.</summary>
    [Id(21)] public StudentVersion? CheckedOn { get; init; }

    /// <summary>The epoch whose figures a threshold of skills is held against for it; null for one made before that was recorded.</summary>
    [Id(22)] public int? Epoch { get; init; }

    /// <summary>
    /// Last instant to which the seat is kept for a yes that was given in time and is still on its way; null where no answer is awaited. An
    /// answer given after <see cref="ExpiresAt"/> is late all the same.
    /// </summary>
    public DateTimeOffset? KeptUntil => Status.IsOpen() ? ExpiresAt + Grace : null;
}

/// <summary>Versions of a student's two rows.</summary>
/// <param name="Profile">Version of the row with the profile.</param>
/// <param name="Identity">Version of the row with name and birth date.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.StudentVersion")]
public sealed record StudentVersion(long Profile, long Identity);

/// <summary>One step in an offer's history.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.OfferChange")]
public sealed record OfferChange(OfferStatus Status, DateTimeOffset At, string? Reason = null);

/// <summary>An offer with its history, as employer and student may read it.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.OfferHistory")]
public sealed record OfferHistory(Offer Offer, ImmutableArray<OfferChange> Changes);

/// <summary>What an employer offers.</summary>
/// <param name="ExpiresAt">Last instant for an answer, inclusive; in the future.</param>
/// <param name="HoldsSeat">A seat is kept free for the student until the deadline; otherwise the first to accept gets it.</param>
/// <param name="WaitIfFull">Where no seat is free to hold, the student joins the waiting list instead of the offer being refused.</param>
/// <param name="Waived">Constraints that two people have waived for this pair, by name; null: none.</param>
/// <param name="CheckedOn">What was known of the student when the pair was found lawful: the placement's own note, whatever a caller says.</param>
/// <param name="Epoch">Of a round's offer the epoch of its lock; else the placement's own note of the one in force.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.OfferTerms")]
public sealed record OfferTerms(
    OfferId Id,
    StudentId Student,
    DateTimeOffset ExpiresAt,
    bool HoldsSeat = true,
    bool WaitIfFull = true,
    string? Message = null,
    ImmutableArray<string>? Waived = null,
    StudentVersion? CheckedOn = null,
    int? Epoch = null);

/// <summary>What became of offers that a round was to make at one placement.</summary>
/// <param name="Refused">Those there will never be, each with the reason; every other one is made.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.RoundOffers")]
public sealed record RoundOffers(ImmutableArray<RefusedRoundOffer> Refused);

/// <summary>An offer of a round that could not be made.</summary>
/// <param name="Reason">In words.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.RefusedRoundOffer")]
public sealed record RefusedRoundOffer(OfferId Offer, string Reason);

/// <summary>A placement's seats, counted.</summary>
/// <param name="Reserved">Given to rounds and not yet turned into their offers.</param>
/// <param name="Free">Neither reserved nor held nor filled.</param>
/// <param name="Held">Kept free for offers that are open.</param>
/// <param name="Accepted">Filled.</param>
/// <param name="Waiting">Students on the waiting list, who hold no seat.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.SeatCount")]
public sealed record SeatCount(int Seats, int Reserved, int Held, int Accepted, int Waiting, int Free);

/// <summary>What a round has of a placement's seats, and could have besides.</summary>
/// <param name="Given">Left over, held and taken by the round's offers.</param>
/// <param name="Free">Neither reserved nor held nor filled.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.RoundSeatCount")]
public sealed record RoundSeatCount(int Given, int Free);

/// <summary>Seats of a placement that are a round's.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.SeatGrant")]
public sealed record SeatGrant(RoundId Round, int Seats);
