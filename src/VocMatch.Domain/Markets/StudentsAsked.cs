using System.Runtime.CompilerServices;
using VocMatch.Contracts.Markets;
using VocMatch.Domain.Facts;
using VocMatch.Matching.Scoring;

namespace VocMatch.Domain.Markets;

/// <summary>
/// What the engine knows of a student who asks, worked out once for all markets of a silo that the one question reaches. Kept for as
/// long as the question is under way.
/// </summary>
internal sealed class StudentsAsked(PatternPool patterns, TimeProvider time)
{
    private readonly ConditionalWeakTable<StudentQuestion, StudentExplainer> _asked = [];

    public StudentExplainer Of(StudentQuestion question, Scorer scorer)
    {
        if (_asked.TryGetValue(question, out var known) && known.Scorer == scorer)
        {
            return known;
        }

        var explainer = scorer.For(EngineFacts.Of(question, scorer.Table, patterns, time.GetUtcNow()));
        _asked.AddOrUpdate(question, explainer);
        return explainer;
    }
}
