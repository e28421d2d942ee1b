using System.Collections.Immutable;
using VocMatch.Contracts.Identity;

namespace VocMatch.Contracts.Rounds;

/// <summary>What is set by hand in a round; for its officers, since a fixed pair is a result.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.RoundPairs")]
public sealed record RoundPairSet(ImmutableArray<FixedPair> Fixed, ImmutableArray<ForbiddenPair> Forbidden);

/// <summary>What is amiss with a list as it would count now.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.ListJudgement")]
public sealed record ListCheck(ImmutableArray<ListWarning> Warnings);

/// <summary>How far an operation of a round has come; succeeded and failed are final.</summary>
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

/// <summary>A student's own result, with the answer to "why not?" for every placement ranked. All of it follows from the frozen inputs and the certificate.</summary>
/// <param name="Pass">
/// How the placement came about, or without one the last pass the student took part in: 0 = by hand, 1 = own choices, 2 = completion on what
/// was left over; null: took no part.
/// </param>
/// <param name="Assignment">Null: without a placement. Its rank is that on the student's own list, 0 where the student did not rank it.</param>
/// <param name="Ranked">The student's own list as it was frozen, in its order; every rank once.</param>
/// <param name="Lottery">The student's lottery number, 16 hexadecimal digits; the higher is the better.</param>
/// <param name="Certified">The clearing that the answers on the own list are from.</param>
/// <param name="Summary">How the result came about, in words for the student.</param>
/// <param name="Completion">What the second pass looked at for the student, in its order, best score first; null: took no part in it.</param>
/// <param name="CertifiedCompletion">The second pass; null where the student took no part in it.</param>
/// <param name="Issue">Number of the result that the answers on the own list are from: the last one for which the whole list was considered.</param>
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
    string? NotOffered = null,
    string Summary = "",
    ImmutableArray<PlacementAnswer>? Completion = null,
    PassResult? CertifiedCompletion = null,
    int Issue = 1);

/// <summary>What came of one placement, and why.</summary>
/// <param name="Rank">On the student's own list; in the second pass its place in the order of that pass.</param>
/// <param name="Reason">In camel case: <c>held</c>, <c>belowCutoff</c>, <c>employerLimit</c> and so on.</param>
/// <param name="Sentence">The reason as it may be shown to the student.</param>
/// <param name="Priority">The student's own; null where not eligible.</param>
/// <param name="ClosedAt">Priority at which the seats in question closed; null where they did not.</param>
/// <param name="NoOtherListHelps">
/// True: no other ranking by the student, and neither answer to completion, would have got this place, everything else as it was. Not said
/// of a result that was repaired.
/// </param>
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
/// <param name="Place">From 1.</param>
/// <param name="Waiting">All who wait there, the student too.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.WaitingStand")]
public sealed record WaitingStand(int Place, int Waiting);

/// <summary>How likely a student ends without a placement, with the lists as they are now: other lists may still change.</summary>
/// <param name="Lotteries">How many lotteries were simulated over all lists.</param>
/// <param name="WithoutPlace">In how many of them neither pass gave the student a placement.</param>
/// <param name="Remedies">Placements that would lower it if they were added at the end of the list, the best first; at most three.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.StudentRisk")]
public sealed record StudentRisk(
    RoundId Round, StudentId Student, DateTimeOffset AsOf, int Lotteries, int WithoutPlace, ImmutableArray<RiskRemedy> Remedies);

/// <param name="WithoutPlace">In how many of the simulated lotteries the student would get nothing with this placement at the end of the list.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.RiskRemedy")]
public sealed record RiskRemedy(PlacementId Placement, int WithoutPlace);
