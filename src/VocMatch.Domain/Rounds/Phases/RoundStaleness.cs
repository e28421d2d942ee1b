using System.Collections.Immutable;
using VocMatch.Contracts.Events;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Tasks;
using VocMatch.Domain.Records;

namespace VocMatch.Domain.Rounds.Phases;

/// <summary>A round that cannot go on since what it rests on has changed: its officers' task until the lock or the result is taken back.</summary>
internal static class RoundStaleness
{
    /// <summary>Refuses to go on, and says so to the round's officers; the same reason again changes nothing.</summary>
    /// <param name="what">What is stale, as the beginning of a sentence.</param>
    public static Decision<RoundState, Outcome<RoundState>> Mark(RoundState round, string what, string reason, DateTimeOffset now)
    {
        var sentence = $"{what}. {reason}";
        if (round.Stale?.Reason == sentence)
        {
            return new(round, Refusal.Conflict(sentence));
        }

        var marked = round with { Stale = new(sentence, now) };
        return new(marked, Refusal.Conflict(sentence), [.. Over(round), TaskOf(EventKind.TaskRaised, marked)]);
    }

    /// <summary>What it rests on is as it was, or is taken up anew.</summary>
    public static ImmutableArray<DomainEvent> Over(RoundState round) => round.Stale is null ? [] : [TaskOf(EventKind.TaskDone, round)];

    private static DomainEvent TaskOf(EventKind kind, RoundState round) => new(
        kind,
        Round: round.Id,
        Task: new(
            TaskKind.ResultStale,
            $"round:{round.Id}",
            round.Stale!.Since,
            round.Settings.PublishesAt is { } due && due > round.Stale.Since ? due : round.Stale.Since.AddDays(1),
            round.Stale.Reason,
            [],
            Ended: kind is EventKind.TaskDone ? "The lock or the result was taken back, or what it rests on is as it was or has changed in another way." : null));
}
