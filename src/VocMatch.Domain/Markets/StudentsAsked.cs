using System.Collections.Concurrent;
using VocMatch.Contracts.Markets;
using VocMatch.Domain.Facts;
using VocMatch.Matching.Scoring;

namespace VocMatch.Domain.Markets;

/// <summary>
/// What the engine knows of a student who asks, worked out once for all markets of a silo that the one question reaches, as
/// <see cref="StudentQuestion.Asking"/> tells. The last few are kept.
/// </summary>
internal sealed class StudentsAsked(PatternPool patterns, TimeProvider time)
{
    /// <summary>More questions than are under way in a silo at once.</summary>
    private const int Kept = 512;

    private readonly ConcurrentDictionary<string, StudentExplainer> _asked = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _order = new();

    public StudentExplainer Of(StudentQuestion question, Scorer scorer)
    {
        if (question.Asking is not { } asking)
        {
            return Explainer(question, scorer);
        }

        if (_asked.TryGetValue(asking, out var known) && known.Scorer == scorer)
        {
            return known;
        }

        var explainer = Explainer(question, scorer);
        if (_asked.TryAdd(asking, explainer))
        {
            _order.Enqueue(asking);
            while (_order.Count > Kept && _order.TryDequeue(out var oldest))
            {
                _asked.TryRemove(oldest, out _);
            }
        }
        else
        {
            _asked[asking] = explainer;
        }

        return explainer;
    }

    private StudentExplainer Explainer(StudentQuestion question, Scorer scorer) =>
        scorer.For(EngineFacts.Of(question, scorer.Table, patterns, time.GetUtcNow()));
}
