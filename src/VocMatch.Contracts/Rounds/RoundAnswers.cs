using System.Collections.Immutable;
using VocMatch.Contracts.Identity;

namespace VocMatch.Contracts.Rounds;

/// <summary>What is set by hand in a round; for its officers, since a fixed pair is a result.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.RoundPairs")]
public sealed record RoundPairSet(ImmutableArray<FixedPair> Fixed, ImmutableArray<ForbiddenPair> Forbidden);

/// <summary>What is amiss with a list as it would count now.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.ListJudgement")]
public sealed record ListJudgement(ImmutableArray<ListWarning> Warnings);

public enum OperationStatus
{
    NotStarted,
    Running,
    Succeeded,
    Failed,
}

/// <summary>Long work of a round, to be watched.</summary>
/// <param name="Id">Action and round: <c>solve:spring-2027</c>. A later run of the same action has the same id.</param>
/// <param name="Reason">Why it failed.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.RoundOperation")]
public sealed record RoundOperation(
    string Id, RoundId Round, RoundAction Action, OperationStatus Status, RoundProgress Progress, string? Reason = null);

/// <summary>A student's own result, with the answer to "why not?" for every placement ranked. All of it follows from the certificate.</summary>
/// <param name="Pass">0 = fixed by hand, 1 = ranked, 2 = completed on what was left over; null: took no part.</param>
/// <param name="Assignment">Null: without a placement.</param>
/// <param name="Lottery">The student's lottery number, 16 hexadecimal digits; the higher is the better.</param>
/// <param name="NotOffered">Why the place that the round found is not the student's all the same; null where nothing came between.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.StudentResult")]
public sealed record StudentResult(
    RoundId Round,
    StudentId Student,
    int? Pass,
    Assignment? Assignment,
    ImmutableArray<PlacementAnswer> Ranked,
    string Seed,
    string Lottery,
    PassResult Certified,
    string? NotOffered = null);

/// <summary>What came of one placement ranked, and why.</summary>
/// <param name="Reason">In camel case: <c>held</c>, <c>belowCutoff</c>, <c>employerLimit</c> and so on.</param>
/// <param name="Sentence">The reason as it may be shown to the student.</param>
/// <param name="Priority">The student's own; null where not eligible.</param>
/// <param name="ClosedAt">Priority at which the seats in question closed; null where they did not.</param>
/// <param name="NoOtherListHelps">True: no other ranking by the student would have got this place.</param>
/// <param name="Parts">What the student's score is made of.</param>
/// <param name="Waiting">Shown from ten who wait on; null below.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.PlacementAnswer")]
public sealed record PlacementAnswer(
    PlacementId Placement,
    int Rank,
    string Reason,
    string Sentence,
    decimal? Priority,
    decimal? ClosedAt,
    bool NoOtherListHelps,
    PriorityParts? Parts,
    WaitingStand? Waiting);

/// <summary>Where a student stands among those who rank a placement above what they got: an order, not a promise.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.WaitingStand")]
public sealed record WaitingStand(int Place, int Waiting);

/// <summary>How likely a student ends without a placement, with the lists as they are now: other lists may still change.</summary>
/// <param name="Lotteries">How many lotteries were simulated over all lists.</param>
/// <param name="Unplaced">In how many of them the student got nothing.</param>
/// <param name="Remedies">Placements that would lower it if they were added at the end of the list, the best first; at most three.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.StudentRisk")]
public sealed record StudentRisk(
    RoundId Round, StudentId Student, DateTimeOffset AsOf, int Lotteries, int Unplaced, ImmutableArray<RiskRemedy> Remedies);

/// <param name="Unplaced">In how many of the simulated lotteries the student would get nothing with this placement at the end of the list.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.RiskRemedy")]
public sealed record RiskRemedy(PlacementId Placement, int Unplaced);
