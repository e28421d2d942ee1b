using System.Collections.Immutable;
using System.Globalization;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Matching.Scoring;

namespace VocMatch.Domain.Markets;

/// <summary>What an employer is advised to add to an advertisement that says too little.</summary>
internal static class AdvertisementAdvices
{
    private const int MaxAdded = 4;

    /// <summary>Skills of the occupation that are not named yet and that tell it from other work, essential ones first; at most four.</summary>
    public static ImmutableArray<SkillId> Missing(Placement placement, TaxonomySnapshot taxonomy)
    {
        var named = placement.Posting.Skills.Select(demand => demand.Skill).ToHashSet();
        return taxonomy.Occupations.TryGetValue(placement.Posting.Occupation, out var occupation)
            ?
            [
                .. occupation.Skills
                    .Where(listed => !named.Contains(listed.Skill) && taxonomy.Skills.TryGetValue(listed.Skill, out var skill) && !taxonomy.IsTransversal(skill))
                    .OrderBy(listed => listed.Essential ? 0 : 1)
                    .Select(listed => listed.Skill)
                    .Take(MaxAdded),
            ]
            : [];
    }

    /// <summary>The same placement as if it asked for them too, as essential and at the lowest level.</summary>
    public static Placement With(Placement placement, ImmutableArray<SkillId> added) =>
        placement with { Posting = placement.Posting with { Skills = [.. placement.Posting.Skills, .. added.Select(skill => new SkillDemand(skill, Essential: true, SkillLevels.Lowest))] } };

    public static AdvertisementAdvice Of(ImmutableArray<SkillId> added, CandidateList now, CandidateList then, TaxonomySnapshot taxonomy)
    {
        var known = now.Candidates.Select(candidate => candidate.Pseudonym).ToHashSet(StringComparer.Ordinal);
        var others = then.Candidates.Count(candidate => !known.Contains(candidate.Pseudonym));
        var (before, after) = (Best(now), Best(then));
        var names = string.Join(", ", added.Select(skill => taxonomy.Skills[skill].Name));
        var change = after is { } best
            ? $" Of the {Text(then.Candidates.Length)} best candidates {Text(others)} would be others, and the best would score {Text(best)}{(before is { } score ? $" instead of {Text(score)}" : "")}."
            : " It would find no candidate either.";
        return new(
            added,
            then.Candidates.Length,
            others,
            before,
            after,
            $"The advertisement says too little for skills to rank anybody by it. The occupation also takes: {names}. Name those that the work needs.{change}");
    }

    private static decimal? Best(CandidateList list) => list.Candidates is [var first, ..] ? first.Score : null;

    private static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
