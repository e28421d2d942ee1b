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

    /// <summary>
    /// factor = 1000 x (answered + 4) / (answered + overdue + 4), rounded down, at least 500. Answered are those the employer acted on
    /// and that were shared within the last <paramref name="windowDays"/> days; overdue are those still waiting, however old.
    /// </summary>
    public static AnswerStanding Of(IEnumerable<Application> applications, DateTimeOffset now, int windowDays = 180) =>
        Of([Count(applications, now, windowDays)]);

    /// <summary>The standing of an employer whose placements count so.</summary>
    public static AnswerStanding Of(IReadOnlyCollection<AnswerCount> placements)
    {
        var (answered, overdue) = (placements.Sum(count => count.Answered), placements.Sum(count => count.Overdue));
        var factor = Math.Max(LowestPerMille, 1_000 * (answered + TakenForGranted) / (answered + overdue + TakenForGranted));
        return new(factor, answered, overdue, overdue == 0 ? null : Sentence(factor, overdue));
    }

    /// <summary>When <see cref="Count"/> gives another answer though nobody does anything; null where it never will.</summary>
    public static DateTimeOffset? NextChange(IEnumerable<Application> applications, DateTimeOffset now, int windowDays = 180) =>
        applications
            .Where(application => application.SharedAt is not null)
            .Select(application => application.AnsweredAt is not null ? application.SharedAt!.Value.AddDays(windowDays)
                : application.Stage is ApplicationStage.Shared ? application.SharedAt!.Value.AddDays(DaysToAnswer)
                : (DateTimeOffset?)null)
            .Where(change => change >= now)
            .Min()?.AddMilliseconds(1);

    public static AnswerCount Count(IEnumerable<Application> applications, DateTimeOffset now, int windowDays = 180)
    {
        var answered = 0;
        var overdue = 0;
        foreach (var application in applications)
        {
            if (application.SharedAt is not { } shared)
            {
                continue;
            }

            if (application.AnsweredAt is not null)
            {
                answered += shared >= now.AddDays(-windowDays) ? 1 : 0;
            }
            else if (application.Stage is ApplicationStage.Shared && now > shared.AddDays(DaysToAnswer))
            {
                overdue++;
            }
        }

        return new(answered, overdue);
    }

    /// <summary>A score in the engine's units as it counts for the rank.</summary>
    public static int Lower(int units, int factorPerMille) => (int)((long)units * factorPerMille / 1_000);

    private static string Sentence(int factor, int overdue)
    {
        var lowered = 1_000 - factor;
        var waits = overdue == 1 ? "1 application has waited" : $"{overdue} applications have waited";
        return $"{waits} for your answer for more than {DaysToAnswer} days: your placements rank {lowered / 10}.{lowered % 10} % lower until you answer.";
    }
}
