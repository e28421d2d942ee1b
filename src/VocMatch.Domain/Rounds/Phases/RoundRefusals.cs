using System.Collections.Immutable;
using VocMatch.Contracts.Events;
using VocMatch.Contracts.Rounds;
using VocMatch.Contracts.Tasks;
using VocMatch.Domain.Eligibility;
using VocMatch.Domain.Students;

namespace VocMatch.Domain.Rounds.Phases;

/// <summary>Offers that follow from a result and were not made: who is notified, whose task it is, and what the student reads.</summary>
internal static class RoundRefusals
{
    public static ImmutableArray<DomainEvent> Raised(RoundState round, IEnumerable<RefusedOffer> refused) =>
        [.. refused.Where(one => one.At is not null).Select(one => Event(EventKind.TaskRaised, round, one))];

    /// <summary>A repair, or the round's end, has taken up whatever was refused.</summary>
    public static (RoundState Round, ImmutableArray<DomainEvent> Events) Settle(RoundState round, int issue)
    {
        var open = round.Refused.Where(one => one.SettledBy is null).ToList();
        return open.Count == 0
            ? (round, [])
            : (round with { Refused = [.. round.Refused.Select(one => one.SettledBy is null ? one with { SettledBy = issue } : one)] },
                [.. open.Where(one => one.At is not null).Select(one => Event(EventKind.TaskDone, round, one))]);
    }

    /// <summary>Nobody reads that a place is theirs which they were not offered.</summary>
    public static StudentResult Shown(RoundState round, StudentResult result)
    {
        if (result.Assignment is not { } assigned
            || round.Refused.FirstOrDefault(one => one.SettledBy is null && one.Student == result.Student && one.Placement == assigned.Placement)
                is not { } refused)
        {
            return result;
        }

        return result with
        {
            Assignment = null,
            NotOffered = refused.Reason,
            Summary = refused.Reason,
            Ranked = Shown(result.Ranked),
            Completion = result.Completion is { } completion ? Shown(completion) : null,
        };

        ImmutableArray<PlacementAnswer> Shown(ImmutableArray<PlacementAnswer> answers) =>
        [
            .. answers.Select(answer => answer.Placement == assigned.Placement
                ? answer with { Reason = "offerNotMade", Sentence = refused.Reason, NoOtherListHelps = false }
                : answer),
        ];
    }

    private static DomainEvent Event(EventKind kind, RoundState round, RefusedOffer refused)
    {
        var raisedAt = refused.At!.Value;
        return new(
            kind,
            refused.Placement,
            refused.Student,
            Round: round.Id,
            Employer: refused.Employer,
            Detail: refused.Unmet.IsEmpty ? "the placement offers no seat" : ConstraintWords.Names(refused.Unmet),
            Task: new(
                TaskKind.OfferNotMade,
                $"pair:{refused.Student}/{refused.Placement}",
                raisedAt,
                raisedAt + StudentCommitments.TimeToSettle,
                refused.Reason,
                refused.Unmet,
                refused.Program,
                kind is EventKind.TaskDone ? "A repair, or the end of the round, has taken it up." : null),
            School: refused.School);
    }
}
