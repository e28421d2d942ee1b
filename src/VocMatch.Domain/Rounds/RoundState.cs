using System.Collections.Immutable;
using System.Text.Json.Serialization;
using VocMatch.Contracts.Eligibility;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Rounds.Publishing;

namespace VocMatch.Domain.Rounds;

/// <summary>Whether the round has its scope to itself.</summary>
public enum ScopeClaim
{
    None,

    /// <summary>The round is to open: the register is asked.</summary>
    Asked,
    Held,
    Released,
}

/// <summary>A round as it is stored. What is left to do follows from it alone (<see cref="RoundWork"/>).</summary>
/// <remarks>What grows with the round lies in rows of its own, an item a row (<see cref="RoundRow.PartKinds"/>).</remarks>
public sealed record RoundState(RoundId Id, RoundSettings Settings, string Seed)
{
    public RoundPhase Phase { get; init; } = RoundPhase.Draft;

    public ScopeClaim Claim { get; init; }

    [JsonIgnore]
    public ImmutableArray<FixedPair> Fixed { get; init; } = [];

    [JsonIgnore]
    public ImmutableArray<ForbiddenPair> Forbidden { get; init; } = [];

    [JsonIgnore]
    public ImmutableArray<EmployerRanking> Rankings { get; init; } = [];

    /// <summary>The completeness report accepted at the lock; null where the date locked it.</summary>
    public string? AcceptedReport { get; init; }

    /// <summary>SHA-256 of the frozen rows; null until all of them are written.</summary>
    public string? InputDigest { get; init; }

    /// <summary>Scoring policy and epoch of the frozen priorities.</summary>
    public string? Policy { get; init; }

    public RoundResult? Result { get; init; }

    /// <summary>Results that were set aside: the same inputs must not give another one.</summary>
    public ImmutableArray<RoundResult> SetAside { get; init; } = [];

    public DateTimeOffset? PublishedAt { get; init; }

    public int OffersToMake { get; init; }

    /// <summary>Offers made for certain, in the order of <see cref="PublishPlan"/>; those behind may have been made too.</summary>
    public int OffersMade { get; init; }

    /// <summary>The plan goes from placement to placement; null: from student to student, as in rounds published before.</summary>
    public bool? OffersByPlacement { get; init; }

    /// <summary>Offers that their placements refused for good; an officer has to see to them.</summary>
    [JsonIgnore]
    public ImmutableArray<RefusedOffer> Refused { get; init; } = [];

    /// <summary>What the result was solved for and is no more; null where nothing is known to have changed.</summary>
    public StaleResult? Stale { get; init; }

    [JsonIgnore]
    public ImmutableArray<RoundRepair> Repairs { get; init; } = [];

    /// <summary>Moves of the last repair that are not offers yet.</summary>
    [JsonIgnore]
    public ImmutableArray<RepairMove> Moving { get; init; } = [];

    /// <summary>Who would change places with whom, one wish a student, in the order in which they were made.</summary>
    [JsonIgnore]
    public ImmutableArray<SwapWish> Swaps { get; init; } = [];

    /// <summary>Number of the result that counts now.</summary>
    [JsonIgnore]
    public int Issue => 1 + Repairs.Length;

    public ImmutableArray<RoundChange> Changes { get; init; } = [];

    /// <summary>Counts the times the round collected lists: what its frozen rows are kept under.</summary>
    [JsonIgnore]
    public RoundLock Lock => new(Id, Changes.Count(change => change.Phase is RoundPhase.Collecting));

    [JsonIgnore]
    public bool IsPublic => Phase is RoundPhase.Published or RoundPhase.Closed;

    /// <summary>When the lock that counts was made; null before it.</summary>
    [JsonIgnore]
    public DateTimeOffset? LockedAt =>
        Phase is RoundPhase.Draft or RoundPhase.Collecting ? null : Changes.LastOrDefault(change => change.Phase is RoundPhase.Locked)?.At;

    /// <summary>Whether a list is taken at this instant, the closing included.</summary>
    public bool TakesLists(DateTimeOffset now) => Phase is RoundPhase.Collecting && !(now > Settings.ClosesAt);

    /// <summary>What anybody may see. Seed and result stay hidden from everybody until they are published.</summary>
    public Round View(RoundProgress progress, long version) => new(
        Id,
        Phase,
        Settings,
        Fixed.Length,
        Forbidden.Length,
        Phase is RoundPhase.Published ? new("offering", OffersMade, OffersToMake) : progress,
        Changes,
        version,
        Phase is RoundPhase.Draft ? null : SeedCommitment.Of(Seed),
        IsPublic ? Seed : null,
        InputDigest,
        IsPublic ? Result : null,
        Policy,
        Lock.Number,
        Refused.Length,
        Repairs.IsEmpty ? null : [.. Repairs.TakeLast(Round.MaxRepairsShown)],
        Stale is not null);

    /// <summary>Whether a student would change places with another.</summary>
    public bool Wishes(StudentId student, StudentId with) => Swaps.Any(wish => wish.Student == student && wish.With == with);

    /// <summary>Constraints that two people have waived for a pair placed by hand.</summary>
    public ImmutableArray<string> WaivedFor(StudentId student, PlacementId placement) =>
        Fixed.FirstOrDefault(pair => pair.Student == student && pair.Placement == placement)?.Waived() ?? [];
}

/// <summary>A student's wish to change places.</summary>
/// <param name="Number">Rises with every wish of the round.</param>
public sealed record SwapWish(StudentId Student, StudentId With, int Number);

/// <summary>Why a result may not be published as it is.</summary>
public sealed record StaleResult(string Reason, DateTimeOffset Since);

/// <summary>An offer of the result that its placement refused: it is closed, or the student may not work there any more.</summary>
/// <param name="Reason">As it is shown to the student and the round's officers.</param>
public sealed record RefusedOffer(StudentId Student, PlacementId Placement, string Reason)
{
    /// <summary>When it was refused; null before that was recorded.</summary>
    public DateTimeOffset? At { get; init; }

    public EmployerId? Employer { get; init; }

    public SchoolId? School { get; init; }

    public ProgramId? Program { get; init; }

    public ImmutableArray<ConstraintResult> Unmet { get; init; } = [];

    /// <summary>The issue of the repair that took it up; null while one is due.</summary>
    public int? SettledBy { get; init; }
}
