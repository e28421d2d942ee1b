using System.Collections.Immutable;
using VocMatch.Contracts.Offers;

namespace VocMatch.Domain.Employers;

/// <summary>
/// When those applications of a placement were shared that count for its employer's answering: the ones that were answered, and the ones that
/// wait for an answer. One more, one less, and each question cost the logarithm of how many there are.
/// </summary>
internal sealed record AnswerTimes
{
    public static AnswerTimes None { get; } = new();

    private ImmutableSortedSet<(DateTimeOffset SharedAt, int Place)> Answered { get; init; } = [];

    private ImmutableSortedSet<(DateTimeOffset SharedAt, int Place)> Waiting { get; init; } = [];

    /// <param name="place">Tells the application from others that were shared at the same instant; 0 or more.</param>
    public AnswerTimes With(int place, Application application) => application switch
    {
        { SharedAt: { } shared, AnsweredAt: not null } => this with { Answered = Answered.Add((shared, place)) },
        { SharedAt: { } shared, Stage: ApplicationStage.Shared } => this with { Waiting = Waiting.Add((shared, place)) },
        _ => this,
    };

    public AnswerTimes Without(int place, Application application) => application.SharedAt is { } shared
        ? this with { Answered = Answered.Remove((shared, place)), Waiting = Waiting.Remove((shared, place)) }
        : this;

    /// <summary>How many were answered of those shared at an instant or after it.</summary>
    public int AnsweredSince(DateTimeOffset instant) => Answered.Count - CountBefore(Answered, instant);

    /// <summary>How many wait of those shared before an instant.</summary>
    public int WaitingBefore(DateTimeOffset instant) => CountBefore(Waiting, instant);

    /// <summary>When the first was shared that was answered, of those shared at an instant or after it; null where there is none.</summary>
    public DateTimeOffset? FirstAnsweredSince(DateTimeOffset instant) => FirstSince(Answered, instant);

    /// <summary>When the first was shared that waits, of those shared at an instant or after it; null where there is none.</summary>
    public DateTimeOffset? FirstWaitingSince(DateTimeOffset instant) => FirstSince(Waiting, instant);

    private static DateTimeOffset? FirstSince(ImmutableSortedSet<(DateTimeOffset SharedAt, int Place)> times, DateTimeOffset instant) =>
        CountBefore(times, instant) is var before && before < times.Count ? times[before].SharedAt : null;

    private static int CountBefore(ImmutableSortedSet<(DateTimeOffset SharedAt, int Place)> times, DateTimeOffset instant) => ~times.IndexOf((instant, -1));
}
