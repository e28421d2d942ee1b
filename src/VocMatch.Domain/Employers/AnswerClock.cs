using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Placements;

namespace VocMatch.Domain.Employers;

/// <summary>
/// How an employer's answering weighs on its rank. Only what is overdue now lowers it, so answering repairs it at once; four answered
/// applications are taken for granted, so that one forgotten letter does not sink a small employer.
/// </summary>
public static class AnswerClock
{
    /// <summary>Days an employer has to answer an application that was shared with it.</summary>
    public const int DaysToAnswer = 14;

    /// <summary>The least the factor can be, in thousandths.</summary>
    public const int LowestPerMille = 500;

    private const int TakenForGranted = 4;

    /// <summary>Days for which an application that was answered counts, from when it was shared.</summary>
    public const int DaysCounted = 180;

    /// <summary>
    /// The standing of an employer whose placements count so: factor = 1000 x (answered + 4) / (answered + overdue + 4), rounded down, at least 500.
    /// </summary>
    public static AnswerStanding Of(IReadOnlyCollection<AnswerCount> placements)
    {
        var (answered, overdue) = (placements.Sum(count => count.Answered), placements.Sum(count => count.Overdue));
        var factor = Math.Max(LowestPerMille, 1_000 * (answered + TakenForGranted) / (answered + overdue + TakenForGranted));
        return new(factor, answered, overdue, overdue == 0 ? null : Sentence(factor, overdue));
    }

    /// <summary>When <see cref="Count"/> gives another answer though nobody does anything; null where it never will.</summary>
    internal static DateTimeOffset? NextChange(AnswerTimes times, DateTimeOffset now)
    {
        DateTimeOffset?[] changes =
        [
            times.FirstAnsweredSince(now.AddDays(-DaysCounted))?.AddDays(DaysCounted),
            times.FirstWaitingSince(now.AddDays(-DaysToAnswer))?.AddDays(DaysToAnswer),
        ];
        return changes.Min()?.AddMilliseconds(1);
    }

    /// <summary>
    /// Answered are those the employer acted on and that were shared within the last <see cref="DaysCounted"/> days; overdue are those still waiting
    /// after <see cref="DaysToAnswer"/>, however old.
    /// </summary>
    internal static AnswerCount Count(AnswerTimes times, DateTimeOffset now) =>
        new(times.AnsweredSince(now.AddDays(-DaysCounted)), times.WaitingBefore(now.AddDays(-DaysToAnswer)));

    /// <summary>A score in the engine's units as it counts for the rank.</summary>
    public static int Lower(int units, int factorPerMille) => (int)((long)units * factorPerMille / 1_000);

    private static string Sentence(int factor, int overdue)
    {
        var lowered = 1_000 - factor;
        var waits = overdue == 1 ? "1 application has waited" : $"{overdue} applications have waited";
        return $"{waits} for your answer for more than {DaysToAnswer} days: your placements rank {lowered / 10}.{lowered % 10} % lower until you answer.";
    }
}
