using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Programs;
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

/// <summary>What may be said of a change.</summary>
public enum EffectVerdict
{
    /// <summary>Where lists respond, more of the program's own students are placed, whichever lottery of forty is drawn, and no fewer of all students.</summary>
    Helps,

    /// <summary>More of the program's own students are placed, and fewer of all students.</summary>
    MovesSeatsFromOthers,

    /// <summary>Nobody is placed less, of the program's own students or of all.</summary>
    LosesNobody,

    /// <summary>No gain that the lottery could not have given as well.</summary>
    NoGainShown,
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

/// <summary>Exactly what would change in the program's content.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.ProgramChange")]
public sealed record ProgramChange
{
    [Id(0)] public ImmutableArray<SkillLevel> AddedSkills { get; init; } = [];

    [Id(1)] public ImmutableArray<SkillId> DroppedSkills { get; init; } = [];

    [Id(2)] public ImmutableArray<OccupationId> AddedOccupations { get; init; } = [];

    /// <summary>Students admitted a year from then on; null: as now.</summary>
    [Id(3)] public int? Intake { get; init; }

    [Id(4)] public ImmutableArray<OccupationId> DroppedOccupations { get; init; } = [];

    /// <summary>What takes the change back from a program that had this content before it.</summary>
    public ProgramChange Undo(ProgramContent before)
    {
        var taught = before.Teaches.ToDictionary(one => one.Skill);
        return new()
        {
            AddedSkills = [.. AddedSkills.Select(added => added.Skill).Concat(DroppedSkills).Distinct().Where(taught.ContainsKey).Select(skill => taught[skill])],
            DroppedSkills = [.. AddedSkills.Select(added => added.Skill).Where(skill => !taught.ContainsKey(skill))],
            AddedOccupations = [.. DroppedOccupations.Where(before.TargetOccupations.Contains)],
            DroppedOccupations = [.. AddedOccupations.Where(occupation => !before.TargetOccupations.Contains(occupation))],
            Intake = Intake is null ? null : before.Intake,
        };
    }

    /// <summary>The content with the change; applying it twice changes nothing more.</summary>
    public ProgramContent ApplyTo(ProgramContent content) => content with
    {
        Teaches =
        [
            .. content.Teaches.Where(taught => !DroppedSkills.Contains(taught.Skill) && AddedSkills.All(added => added.Skill != taught.Skill)),
            .. AddedSkills,
        ],
        TargetOccupations = [.. content.TargetOccupations.Except(DroppedOccupations).Union(AddedOccupations)],
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

/// <summary>What clearing again with the change gave: with lists as they were saved, and with lists that respond. One lottery on both sides, both passes.</summary>
/// <param name="Text">In words; of measurements by earlier versions "placed 61 % -> 75 % (+17 of 120, 12 to 20), others -2".</param>
/// <param name="Students">The program's own students in the round.</param>
/// <param name="StudentsAfter">With the change: another number where the intake changes.</param>
/// <param name="PlacedBefore">Of them placed without the change, with lists as saved.</param>
/// <param name="PlacedAfter">Placed with it, with lists as saved, under the same lottery.</param>
/// <param name="Low">The second smallest number placed with it over forty lotteries: paired differences added to what is placed without it.</param>
/// <param name="High">The second largest.</param>
/// <param name="OthersChange">All other students placed more or, negative, fewer, with lists as saved.</param>
/// <param name="Seeds">Further lotteries tried; 0 where the change made no difference that asked for it. Lottery uncertainty only: behaviour is taken as the rule says.</param>
/// <param name="Simulated">True where no lists were saved and a rule made them.</param>
/// <param name="Lists">Where the lists without the change come from.</param>
/// <param name="Verdict">What may be said of it; null in measurements of earlier versions.</param>
/// <param name="Saved">Scores and eligibility follow the change, lists do not: what the same round shows when it is run again with the change.</param>
/// <param name="Responding">Lists are lengthened by one rule without the change and with it.</param>
/// <param name="LongerListsAlone">What that rule gives with no change at all; part of no other figure.</param>
/// <param name="ExpectedSeats">Seats a year that fall to the program, for a change of intake; null for others.</param>
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
    string? Lists = null,
    EffectVerdict? Verdict = null,
    EffectByLists? Saved = null,
    EffectByLists? Responding = null,
    EffectByLists? LongerListsAlone = null,
    decimal? ExpectedSeats = null);

/// <summary>The effect of a change under one rule for lists.</summary>
/// <param name="Own">The program's own students; for a change to a placement, the students of its region; for a new program, its class.</param>
/// <param name="Others">All other students of the round.</param>
/// <param name="Rule">Which lists were cleared, in words.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.EffectByLists")]
public sealed record EffectByLists(PlacedDifference Own, PlacedDifference Others, string Rule);

/// <summary>How many students are placed without a change and with it, under the same lottery.</summary>
/// <param name="Difference">After less before.</param>
/// <param name="Lotteries">What other lotteries make of the difference; null where none were tried.</param>
/// <param name="Before">Students placed without the change.</param>
/// <param name="After">Students placed with it.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.PlacedDifference")]
public sealed record PlacedDifference(int Before, int After, int Difference, LotteryRange? Lotteries = null);

/// <summary>Paired differences under forty further lotteries. Lottery uncertainty only: behaviour is taken as the rule says.</summary>
/// <param name="Low">The second smallest difference.</param>
/// <param name="High">The second largest difference.</param>
/// <param name="Mean">The mean difference.</param>
/// <param name="MeanLow">The mean less 2.02 standard errors.</param>
/// <param name="MeanHigh">The mean and 2.02 standard errors.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.LotteryRange")]
public sealed record LotteryRange(int Low, int High, double Mean, double MeanLow, double MeanHigh, int Seeds);

/// <summary>What a change would do, measured when it was asked, and kept nowhere.</summary>
/// <param name="Basis">The round it was measured on; begins with <c>simulated</c> where no lists were saved.</param>
/// <param name="Own">Whose students are the own ones.</param>
/// <param name="Epoch">The epoch under whose figures both sides were scored; null where none is named.</param>
/// <param name="EpochNote">That a lock renews the epoch, and what may differ then, in words.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.ChangeEffect")]
public sealed record ChangeEffect(string Basis, bool Simulated, string Own, AdjustmentEffect Effect, int? Epoch = null, string? EpochNote = null);

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
