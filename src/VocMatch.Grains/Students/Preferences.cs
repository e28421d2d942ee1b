using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Rules;
using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Grains.Students;

/// <summary>What a ranked list of placements must be like.</summary>
internal static class Preferences
{
    /// <summary>By the placements' own rows, all in one query: what has closed, or is a draft again, is seen at once.</summary>
    public static async Task<ImmutableArray<Violation>> Check(ImmutableArray<PlacementId> ranked, IReadSide readSide)
    {
        var violations = new Violations();
        violations.Count("ranked", ranked, RankBounds.MaxLength);
        violations.Distinct("ranked", ranked, placement => placement);
        if (violations.ToImmutable() is { Length: > 0 } broken)
        {
            return broken;
        }

        var rows = ranked.IsEmpty ? [] : await readSide.Standing(ranked, CancellationToken.None);
        var published = rows.Where(row => row.Status != PlacementStatus.Draft).Select(row => row.Id).ToHashSet();
        for (var i = 0; i < ranked.Length; i++)
        {
            violations.Require(
                published.Contains(ranked[i]),
                $"ranked[{i}]",
                ranked[i].Value,
                $"The placement '{ranked[i]}' does not exist, or is not published yet.");
        }

        return violations.ToImmutable();
    }
}
