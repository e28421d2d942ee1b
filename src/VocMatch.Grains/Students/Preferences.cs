using System.Collections.Immutable;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Domain.Rules;
using VocMatch.Grains.Runtime;
using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Grains.Students;

/// <summary>What a ranked list of placements must be like.</summary>
internal static class Preferences
{
    public static async Task<ImmutableArray<Violation>> Check(ImmutableArray<PlacementId> ranked, IGrainFactory grains)
    {
        var violations = new Violations();
        violations.Count("ranked", ranked, RankBounds.MaxLength);
        violations.Distinct("ranked", ranked, placement => placement);
        if (violations.ToImmutable() is { Length: > 0 } broken)
        {
            return broken;
        }

        var found = await ManyGrains.Ask(ranked, id => grains.GetGrain<IPlacementGrain>(id.Value).Find());
        for (var i = 0; i < ranked.Length; i++)
        {
            violations.Require(
                found[i] is { Status: not PlacementStatus.Draft },
                $"ranked[{i}]",
                ranked[i].Value,
                $"The placement '{ranked[i]}' does not exist, or is not published yet.");
        }

        return violations.ToImmutable();
    }
}
