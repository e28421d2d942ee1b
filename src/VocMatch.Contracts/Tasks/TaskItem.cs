using System.Collections.Immutable;
using VocMatch.Contracts.Eligibility;
using VocMatch.Contracts.Identity;

namespace VocMatch.Contracts.Tasks;

/// <summary>What somebody has to see to. Names are kept in stores and shown: never renamed.</summary>
public enum TaskKind
{
    /// <summary>An offer that stands, or a seat that was taken, breaks a constraint since something about the student was corrected.</summary>
    CommitmentUnlawful,

    /// <summary>A round had to make an offer that may not or cannot be made: a repair is due.</summary>
    OfferNotMade,

    /// <summary>What a round rests on has changed: its lock or its result is taken back, and made again, before anything is published.</summary>
    ResultStale,
}

/// <summary>What an event says of a task. Whose it is follows from the event: the school, the employer and the round it names.</summary>
/// <param name="Subject">Kind and id of what it is about: <c>offer:o1</c>, <c>round:r1</c>.</param>
/// <param name="RaisedAt">Part of the task's id: what closes a task names the same instant.</param>
/// <param name="Unmet">The constraints that do not hold, with both values; empty where it is about something else.</param>
/// <param name="Program">The student's, where there is a student.</param>
/// <param name="Ended">Of what closes a task: why what raised it is so no more, as a sentence.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.TaskNote")]
public sealed record TaskNote(
    TaskKind Kind, string Subject, DateTimeOffset RaisedAt, DateTimeOffset Due, string Reason, ImmutableArray<ConstraintResult> Unmet,
    ProgramId? Program = null, string? Ended = null);

/// <summary>An item in somebody's work queue.</summary>
/// <param name="Id">Recipient, instant and event: the same however often its event is delivered.</param>
/// <param name="Recipient">Kind and id: <c>school:s1</c>, <c>employer:e1</c>, <c>round:r1</c> (its officers).</param>
/// <param name="Reason">One sentence; an employer's says nothing of the student beyond the names of constraints.</param>
/// <param name="Student">Null for an employer, to whom the offer is named.</param>
/// <param name="DoneAt">When what it asks for was done or fell away; null while it is open.</param>
/// <param name="Program">The student's; null for an employer.</param>
/// <param name="DoneBy">Who marked it done, as they named themselves; null where it closed itself, or nobody said.</param>
/// <param name="Note">What whoever marked it done or opened it again has noted last.</param>
/// <param name="EndedAt">When what raised it was so no more; it is not opened again after that.</param>
/// <param name="Ended">Why, as a sentence.</param>
/// <param name="ReopenedAt">When somebody opened it again; null where nobody has.</param>
/// <param name="ReopenedBy">Who, as they named themselves.</param>
/// <param name="ByHand">Somebody marked it done; false while it is open, and where it closed itself.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.TaskItem")]
public sealed record TaskItem(
    string Id,
    string Recipient,
    TaskKind Kind,
    string Subject,
    string Reason,
    DateTimeOffset RaisedAt,
    DateTimeOffset Due,
    ImmutableArray<ConstraintResult> Unmet,
    StudentId? Student = null,
    PlacementId? Placement = null,
    OfferId? Offer = null,
    RoundId? Round = null,
    DateTimeOffset? DoneAt = null,
    ProgramId? Program = null,
    string? DoneBy = null,
    string? Note = null,
    DateTimeOffset? EndedAt = null,
    string? Ended = null,
    DateTimeOffset? ReopenedAt = null,
    string? ReopenedBy = null,
    bool ByHand = false);

/// <summary>Whether a task is still to be done.</summary>
public enum TaskItemState
{
    Open,
    Done,
}

/// <summary>Which tasks are listed; a member that is null asks for nothing.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.TaskFilter")]
public sealed record TaskFilter(
    TaskItemState? State = null, PlacementId? Placement = null, StudentId? Student = null, ProgramId? Program = null)
{
    public bool Admits(TaskItem item) =>
        (State is null || State == (item.DoneAt is null ? TaskItemState.Open : TaskItemState.Done))
        && (Placement is null || Placement == item.Placement)
        && (Student is null || Student == item.Student)
        && (Program is null || Program == item.Program);
}

/// <summary>Who marks a task done or opens it again, and what they have to say.</summary>
/// <param name="By">As they name themselves, at most 200 characters; null where they do not say.</param>
/// <param name="Note">At most 2,000 characters; null: nothing to say.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.TaskRemark")]
public sealed record TaskRemark(string? By = null, string? Note = null);
