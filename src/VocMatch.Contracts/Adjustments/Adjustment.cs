using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.States;

namespace VocMatch.Contracts.Adjustments;

/// <summary>What a suggested change to a program changes.</summary>
public enum AdjustmentKind
{
    /// <summary>Teach a skill that seats in the target occupations, or in others of their unit groups, ask for.</summary>
    AddSkill,

    /// <summary>Stop teaching a skill that no reachable seat has asked for in a year of months, and no target occupation needs.</summary>
    DropSkill,

    /// <summary>Admit more or fewer students.</summary>
    ChangeIntake,

    /// <summary>Aim at one more occupation, teaching the few skills that are missing for it.</summary>
    TargetOccupation,

    /// <summary>Teach a skill to a higher level than now.</summary>
    RaiseLevel,

    /// <summary>Teach, all together, skills that are no trade's own. Always behind all others.</summary>
    TransversalSkills,
}

/// <summary>Where a suggestion stands in the ledger of its program.</summary>
public enum AdjustmentStatus
{
    Open,
    Accepted,
    Declined,

    /// <summary>Drafted into the program's next revision.</summary>
    Implemented,

    /// <summary>Measured again and no longer among the suggestions; the prediction stays in the ledger.</summary>
    Superseded,
}

/// <summary>What a college does about a suggestion.</summary>
public enum AdjustmentAction
{
    Accept,
    Decline,
    Implement,
    Supersede,
}

/// <summary>Which action leads from which status to which.</summary>
public static class AdjustmentTransitions
{
    public static TransitionTable<AdjustmentStatus, AdjustmentAction> Table { get; } = new(
        AdjustmentStatus.Open,
        (AdjustmentStatus.Open, AdjustmentAction.Accept, AdjustmentStatus.Accepted),
        (AdjustmentStatus.Open, AdjustmentAction.Decline, AdjustmentStatus.Declined),
        (AdjustmentStatus.Open, AdjustmentAction.Implement, AdjustmentStatus.Implemented),
        (AdjustmentStatus.Open, AdjustmentAction.Supersede, AdjustmentStatus.Superseded),
        (AdjustmentStatus.Accepted, AdjustmentAction.Decline, AdjustmentStatus.Declined),
        (AdjustmentStatus.Accepted, AdjustmentAction.Implement, AdjustmentStatus.Implemented));
}

/// <summary>A suggested change to a program, with its measured effect and what became of it.</summary>
/// <param name="Number">Counts a program's adjustments from 1; never used twice.</param>
/// <param name="Title">One sentence.</param>
/// <param name="Basis">The round it was measured on; begins with <c>simulated</c> where there was none yet.</param>
/// <param name="Revision">Number of the program revision it was drafted into.</param>
/// <param name="Observed">What the first published round showed whose lists closed with the change in force, beside what was predicted.</param>
/// <param name="Undo">What takes the change back, as the program was when it was implemented; null before, and where it was implemented by an earlier version.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.Adjustment")]
public sealed record Adjustment(
    int Number,
    AdjustmentKind Kind,
    string Title,
    ProgramChange Change,
    AdjustmentEvidence Evidence,
    AdjustmentEffect Predicted,
    string Basis,
    DateTimeOffset SuggestedAt,
    AdjustmentStatus Status = AdjustmentStatus.Open,
    DateTimeOffset? DecidedAt = null,
    string? Reason = null,
    int? Revision = null,
    AdjustmentObservation? Observed = null,
    ProgramChange? Undo = null);

/// <summary>What a suggestion rests on.</summary>
/// <param name="Seats">Open seats within reach that ask for it.</param>
/// <param name="WeightedSeats">The same weighted by nearness.</param>
/// <param name="Employers">Employers behind them; null where there are fewer than ten.</param>
/// <param name="Regions">Where the seats are.</param>
/// <param name="TrendPerMonth">Change of demand in seats a month; null without a series of at least twelve months.</param>
/// <param name="Trend">In words: "+12 % a year, 95 % interval -3 to +27 %", or "too short: 5 of 12 months"; null where it is about no single skill or occupation.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.AdjustmentEvidence")]
public sealed record AdjustmentEvidence(
    int Seats, decimal WeightedSeats, int? Employers, ImmutableArray<RegionId> Regions, double? TrendPerMonth, string? Trend = null);

/// <param name="Basis">The round it was observed in.</param>
/// <param name="ErrorPoints">Predicted less observed placement rate with lists as saved, percentage points; null where there were no students.</param>
/// <param name="WithinInterval">Whether the observed rate lies within the predicted interval with lists as saved; null where there were no students.</param>
/// <param name="Own">What the change itself did to the program's own students: that round cleared without it, and as it was. Null where what takes it back is not kept.</param>
/// <param name="Others">The same for all other students.</param>
/// <param name="Students">Students of the program in that round.</param>
/// <param name="Placed">Those of them with a place.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.AdjustmentObservation")]
public sealed record AdjustmentObservation(
    string Basis,
    int Students,
    int Placed,
    decimal? ErrorPoints,
    bool? WithinInterval,
    PlacedDifference? Own = null,
    PlacedDifference? Others = null);

/// <summary>A program's suggestions and the ledger of earlier ones.</summary>
/// <param name="Basis">The round the open ones were measured on.</param>
/// <param name="Students">Students of the program in it.</param>
/// <param name="Placed">Of them placed.</param>
/// <param name="Adjustments">Open ones first, the most helpful first; then the decided, by number.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.AdjustmentList")]
public sealed record AdjustmentList(
    ProgramId Program,
    string Basis,
    bool Simulated,
    DateTimeOffset MeasuredAt,
    int ProgramRevision,
    int Students,
    int Placed,
    ImmutableArray<Adjustment> Adjustments,
    long Version);
