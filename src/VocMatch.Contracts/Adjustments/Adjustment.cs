using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.States;

namespace VocMatch.Contracts.Adjustments;

public enum AdjustmentKind
{
    /// <summary>Teach a skill that seats in the target occupations ask for.</summary>
    AddSkill,

    /// <summary>Stop teaching a skill that no reachable seat asks for.</summary>
    DropSkill,

    /// <summary>Admit more or fewer students.</summary>
    ChangeIntake,

    /// <summary>Aim at one more occupation, teaching the few skills that are missing for it.</summary>
    TargetOccupation,
}

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

public enum AdjustmentAction
{
    Accept,
    Decline,
    Implement,
    Supersede,
}

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
    AdjustmentObservation? Observed = null);

/// <summary>Exactly what would change in the program's content.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.ProgramChange")]
public sealed record ProgramChange
{
    [Id(0)] public ImmutableArray<SkillLevel> AddedSkills { get; init; } = [];

    [Id(1)] public ImmutableArray<SkillId> DroppedSkills { get; init; } = [];

    [Id(2)] public ImmutableArray<OccupationId> AddedOccupations { get; init; } = [];

    /// <summary>Students admitted a year from then on; null: as now.</summary>
    [Id(3)] public int? Intake { get; init; }

    /// <summary>The content with the change; applying it twice changes nothing more.</summary>
    public ProgramContent ApplyTo(ProgramContent content) => content with
    {
        Teaches =
        [
            .. content.Teaches.Where(taught => !DroppedSkills.Contains(taught.Skill) && AddedSkills.All(added => added.Skill != taught.Skill)),
            .. AddedSkills,
        ],
        TargetOccupations = [.. content.TargetOccupations.Union(AddedOccupations)],
        Intake = Intake ?? content.Intake,
    };
}

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

/// <summary>What clearing again with the change gave.</summary>
/// <param name="Text">In words: "placed 61 % -> 75 % (+17 of 120, 12 to 20), others -2".</param>
/// <param name="Students">Students of the program in the round.</param>
/// <param name="StudentsAfter">With the change: another number where the intake changes.</param>
/// <param name="PlacedBefore">Of them placed without the change, under the round's own lottery.</param>
/// <param name="PlacedAfter">Placed with it, under the same lottery.</param>
/// <param name="Low">Placed with it where the lottery goes against the program: the second least favourable of forty.</param>
/// <param name="High">Placed with it where the lottery favours the program: the second most favourable of forty.</param>
/// <param name="OthersChange">Students of other programs placed more or, negative, fewer.</param>
/// <param name="Seeds">Further lotteries tried. Lottery uncertainty only: behaviour is taken as it was.</param>
/// <param name="Simulated">True where no round has been run yet and preferences were simulated.</param>
/// <param name="Lists">By which rule the lists with the change come about; null in measurements of earlier versions.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.AdjustmentEffect")]
public sealed record AdjustmentEffect(
    string Text,
    int Students,
    int StudentsAfter,
    int PlacedBefore,
    int PlacedAfter,
    int Low,
    int High,
    int OthersChange,
    int Seeds,
    bool Simulated,
    string? Lists = null);

/// <param name="Basis">The round it was observed in.</param>
/// <param name="ErrorPoints">Predicted less observed placement rate, percentage points; null where there were no students.</param>
/// <param name="WithinInterval">Whether the observed rate lies within the predicted interval; null where there were no students.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.AdjustmentObservation")]
public sealed record AdjustmentObservation(string Basis, int Students, int Placed, decimal? ErrorPoints, bool? WithinInterval);

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
