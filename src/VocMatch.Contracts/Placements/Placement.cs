using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.States;
using VocMatch.Contracts.Work;

namespace VocMatch.Contracts.Placements;

/// <summary>A placement as everybody may see it.</summary>
/// <param name="Region">The site's region.</param>
/// <param name="Location">The site's place, or its region's centroid.</param>
/// <param name="Answering">How applications for it were answered; null where there is nothing to count.</param>
/// <param name="OpenSeats">Seats that are neither taken nor held by an offer nor a round's.</param>
/// <param name="Warnings">Only in the answer to a PUT: what of the content may not be meant, in sentences; null: nothing.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.Placement")]
public sealed record Placement(
    PlacementId Id,
    PlacementStatus Status,
    PlacementPosting Posting,
    RegionId Region,
    GeoPoint Location,
    int OpenSeats,
    long Version,
    AnswerCount? Answering = null,
    ImmutableArray<string>? Warnings = null);

/// <summary>What an employer posts.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.PlacementPosting")]
public sealed record PlacementPosting
{
    [Id(0)] public required EmployerId Employer { get; init; }

    [Id(1)] public required SiteId Site { get; init; }

    [Id(2)] public required string Title { get; init; }

    [Id(3)] public string? Description { get; init; }

    [Id(4)] public required OccupationId Occupation { get; init; }

    [Id(5)] public required PlacementKind Kind { get; init; }

    /// <summary>1 to 10,000.</summary>
    [Id(6)] public required int Seats { get; init; }

    [Id(7)] public ImmutableArray<SkillDemand> Skills { get; init; } = [];

    [Id(8)] public required WorkPattern Pattern { get; init; }

    [Id(9)] public Pay? Pay { get; init; }

    [Id(10)] public Conditions Conditions { get; init; } = new();

    /// <summary>Youngest age on the first day: 16 or 18; null = what the law says.</summary>
    [Id(11)] public int? MinimumAge { get; init; }

    /// <summary>Lowest level of qualification (EQF 1 to 8) the student's program must lead to.</summary>
    [Id(12)] public int? MinimumLevel { get; init; }

    /// <summary>Fields of study taken, each a code or the beginning of one; empty: all.</summary>
    [Id(13)] public ImmutableArray<string> Fields { get; init; } = [];

    /// <summary>Checks that must be valid to the last day: <c>police</c>, <c>medical</c>.</summary>
    [Id(14)] public ImmutableArray<string> Requirements { get; init; } = [];

    /// <summary>Soft reserves by student tag; their sum is at most the seats.</summary>
    [Id(15)] public ImmutableArray<Reserve> Reserves { get; init; } = [];

    /// <summary>Last instant an application is taken, inclusive; null = until closed.</summary>
    [Id(16)] public DateTimeOffset? ApplyBy { get; init; }

    [Id(17)] public bool Generated { get; init; }

    /// <summary>What becomes of a seat that comes free while somebody waits for it; null = offered to the first at once.</summary>
    [Id(18)] public WaitingListPolicy? WaitingList { get; init; }

    /// <summary>The least of the skills asked for, by weight, that a student must hold to be taken, 0 to 100 percent; 0 = anybody.</summary>
    [Id(19)] public int MinimumSkillFit { get; init; }
}

/// <param name="Level">Level asked, 1 to 5.</param>
/// <param name="Required">Whether nobody is taken who does not hold it at that level.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.SkillDemand")]
public sealed record SkillDemand(SkillId Skill, bool Essential, int Level, bool Required = false);

/// <param name="AmountPerMonth">Whole units of the currency, gross.</param>
/// <param name="Currency">ISO 4217.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.Pay")]
public sealed record Pay(int AmountPerMonth, string Currency);

/// <summary>What comes with the work beside pay.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.Conditions")]
public sealed record Conditions
{
    [Id(0)] public bool Accommodation { get; init; }

    [Id(1)] public bool Meals { get; init; }

    [Id(2)] public bool Insurance { get; init; }

    /// <summary>Share of the work that is remote, 0 to 100 percent.</summary>
    [Id(3)] public int RemotePercent { get; init; }
}

/// <summary>Seats for which students with a tag come first; what none of them takes is open to all.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.Reserve")]
public sealed record Reserve(string Tag, int Seats);

/// <summary>What sort of work is posted.</summary>
public enum PlacementKind
{
    Internship,
    Apprenticeship,
    Job,
}

/// <summary>Whether a posting is shown: a draft and a closed one are in no market.</summary>
public enum PlacementStatus
{
    Draft,
    Published,
    Closed,
}

/// <summary>What an employer does with a posting.</summary>
public enum PlacementAction
{
    Publish,
    Close,
    Reopen,
}

/// <summary>Which action leads from which status to which.</summary>
public static class PlacementTransitions
{
    public static TransitionTable<PlacementStatus, PlacementAction> Table { get; } = new(
        PlacementStatus.Draft,
        (PlacementStatus.Draft, PlacementAction.Publish, PlacementStatus.Published),
        (PlacementStatus.Draft, PlacementAction.Close, PlacementStatus.Closed),
        (PlacementStatus.Published, PlacementAction.Close, PlacementStatus.Closed),
        (PlacementStatus.Closed, PlacementAction.Reopen, PlacementStatus.Draft));
}
