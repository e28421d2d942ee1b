using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Rounds;

namespace VocMatch.Contracts.Tasks;

/// <summary>What somebody has to see to. Names are kept in stores and shown: never renamed.</summary>
public enum TaskKind
{
    /// <summary>An offer that stands, or a seat that was taken, breaks a constraint since something about the student was corrected.</summary>
    CommitmentUnlawful,

    /// <summary>A round owed an offer that may not or cannot be made: a repair is due.</summary>
    OfferNotMade,

    /// <summary>What a round rests on has changed: its lock or its result is taken back, and made again, before anything is published.</summary>
    ResultStale,
}

/// <summary>What an event says of a task. Whose it is follows from the event: the school, the employer and the round it names.</summary>
/// <param name="Subject">Kind and id of what it is about: <c>offer:o1</c>, <c>round:r1</c>.</param>
/// <param name="RaisedAt">Part of the task's id: what closes a task names the same instant.</param>
/// <param name="Unmet">The constraints that do not hold, with both values; empty where it is about something else.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.TaskNote")]
public sealed record TaskNote(
    TaskKind Kind, string Subject, DateTimeOffset RaisedAt, DateTimeOffset Due, string Reason, ImmutableArray<ConstraintResult> Unmet);

/// <summary>An item in somebody's work queue.</summary>
/// <param name="Id">Recipient, instant and event: the same however often its event is delivered.</param>
/// <param name="Recipient">Kind and id: <c>school:s1</c>, <c>employer:e1</c>, <c>round:r1</c> (its officers).</param>
/// <param name="Reason">One sentence; an employer's says nothing of the student beyond the names of constraints.</param>
/// <param name="Student">Null for an employer, to whom the offer is named.</param>
/// <param name="DoneAt">When what it asks for was done or fell away; null while it is open.</param>
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
    DateTimeOffset? DoneAt = null);

/// <summary>One task. Key: its id.</summary>
[Alias("VocMatch.ITaskGrain")]
public interface ITaskGrain : IGrainWithStringKey
{
    /// <summary>Puts it into the queue. Repeating it, and raising one that was closed, changes nothing.</summary>
    Task Raise(TaskItem item);

    /// <summary>Takes it off the queue; one that was never raised stays closed from then on.</summary>
    /// <param name="item">As it would have been raised.</param>
    Task Close(TaskItem item, DateTimeOffset at);
}
