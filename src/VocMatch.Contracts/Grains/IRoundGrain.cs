using System.Collections.Immutable;
using Orleans.Concurrency;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Rounds;

namespace VocMatch.Contracts.Grains;

/// <summary>Runs one clearing, from the first list to the last answer.</summary>
[Alias("VocMatch.IRoundGrain")]
public interface IRoundGrain : IEventSource
{
    [AlwaysInterleave]
    Task<Round?> Find();

    /// <summary>Refused once the round is open.</summary>
    Task<Outcome<Written<Round>>> Put(RoundSettings settings, WriteOptions options);

    /// <summary>
    /// Refused once the lists are locked, where the two contradict each other, and where a fixed pair breaks a constraint that it does not
    /// override by name.
    /// </summary>
    Task<Outcome<Written<Round>>> PutPairs(
        ImmutableArray<FixedPair> @fixed, ImmutableArray<ForbiddenPair> forbidden, WriteOptions options);

    /// <summary>Confirms the override of a pair placed by hand; refused to whoever proposed it.</summary>
    Task<Outcome<Written<Round>>> ConfirmOverride(OverrideConfirmation confirmation, WriteOptions options);

    Task<Outcome<Written<Round>>> PutRanking(EmployerRanking ranking, WriteOptions options);

    /// <summary>What is set by hand; null where there is no such round.</summary>
    [AlwaysInterleave]
    Task<RoundPairSet?> Pairs();

    /// <summary>Employers' own lists, for clearing again; nobody else's to see.</summary>
    [AlwaysInterleave]
    Task<ImmutableArray<EmployerRanking>> Rankings();

    /// <summary>What a lock would freeze now.</summary>
    [AlwaysInterleave, ResponseTimeout("00:10:00")]
    Task<Outcome<CompletenessReport>> Completeness();

    /// <summary>Moves the round on.</summary>
    /// <param name="reason">Asked for where a result is set aside, a lock taken back or a round cancelled.</param>
    /// <param name="report">For a lock: the digest of the completeness report that is accepted.</param>
    [ResponseTimeout("00:10:00")]
    Task<Outcome<Transitioned<RoundPhase>>> Apply(RoundAction action, string? reason, string? report, WriteOptions options);

    /// <summary>
    /// Whether a list is taken at this instant. A student's grain asks before it writes a list and again after the write: only a list
    /// that was written while both answers were yes is confirmed as part of the round, so none that is confirmed can miss the freeze.
    /// </summary>
    [AlwaysInterleave]
    Task<bool> TakesLists();

    /// <summary>What is amiss with a list, once the lists are locked with the one that the lock took; refused for a student the round is not for.</summary>
    [AlwaysInterleave]
    Task<Outcome<ListCheck>> Check(StudentId student, ImmutableArray<PlacementId> ranked);

    /// <summary>The student's risk of ending without a placement, while lists are collected. Figures are at most a minute old.</summary>
    [AlwaysInterleave, ResponseTimeout("00:10:00")]
    Task<Outcome<StudentRisk>> RiskOf(StudentId student);

    /// <summary>How the lock's freezing, the solving or the publishing stands.</summary>
    [AlwaysInterleave]
    Task<Outcome<RoundOperation>> Operation(RoundAction action);

    /// <summary>The same once it differs from what was seen, at the latest when the time is up: long polling.</summary>
    /// <param name="timeout">More than 5 s counts as 5 s.</param>
    [AlwaysInterleave, ResponseTimeout("00:00:10")]
    Task<Outcome<RoundOperation>> OperationAfter(RoundOperation seen, TimeSpan timeout);

    /// <summary>What a repair would do now, after the drop-outs so far; refused before the offers are made, and where there is nothing to repair.</summary>
    /// <param name="lateSeats">Also takes up seats of the round's placements that came free or were added after the lock.</param>
    [ResponseTimeout("00:10:00")]
    Task<Outcome<RepairProposal>> ProposeRepair(bool lateSeats);

    /// <summary>Does what was proposed: old offers of those who move are withdrawn, new ones made.</summary>
    /// <param name="accepted">Refused where another proposal is due by now.</param>
    [ResponseTimeout("00:10:00")]
    Task<Outcome<Written<Round>>> Repair(AcceptedRepair accepted, WriteOptions options);

    /// <summary>Whom a student would change places with.</summary>
    [AlwaysInterleave]
    Task<Outcome<StudentSwap>> SwapOf(StudentId student);

    /// <summary>
    /// Says that a student would change places with another. Once both have said so of each other it is done, as a repair of its own; refused
    /// where a third student's claim would be broken by it.
    /// </summary>
    /// <param name="with">Null: takes it back.</param>
    [ResponseTimeout("00:10:00")]
    Task<Outcome<StudentSwap>> AskSwap(StudentId student, StudentId? with, WriteOptions options);

    /// <summary>A student's own result; refused before the result is published.</summary>
    [AlwaysInterleave, ResponseTimeout("00:10:00")]
    Task<Outcome<StudentResult>> ResultOf(StudentId student);
}
