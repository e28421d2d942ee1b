using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.ProvisionGaps;

namespace VocMatch.Gateway.ProvisionGaps;

/// <summary>Notes searches of persons that found nothing; the platform's own questions to its markets are none,
/// and neither is a search before the first epoch that knows a market.</summary>
internal sealed class FruitlessSearches(IGrainFactory grains, TimeProvider time)
{
    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    /// <returns>The answer unchanged, at once.</returns>
    public Outcome<MatchList> Note(StudentId student, Outcome<MatchList> answer)
    {
        if (answer.Value is { } found)
        {
            Note(student, found.Notice, found.Matches.IsEmpty ? null : found.Matches[0].Score);
        }

        return answer;
    }

    /// <summary>The same for an answer as it is sent, one that was given before too: that somebody still searches in vain is to be known.</summary>
    public void Note(StudentId student, MatchAnswer answer) => Note(student, answer.Notice, answer.Best);

    private void Note(StudentId student, string? notice, decimal? best)
    {
        if (notice is null && !(best >= ProvisionGap.SuitableScore))
        {
            grains.RecordGap(student, Today, best);
        }
    }

    /// <inheritdoc cref="Note(StudentId, Outcome{MatchList})"/>
    public Outcome<CandidateList> Note(PlacementId placement, Outcome<CandidateList> answer)
    {
        if (answer.Value is { Notice: null, Candidates.IsEmpty: true })
        {
            grains.RecordGap(placement, Today);
        }

        return answer;
    }
}
