using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Scenarios.Generation;

namespace VocMatch.Scenarios.Demo;

/// <summary>The skills an advertisement asks for.</summary>
internal sealed class DemoSkillLists(DemoOccupations occupations)
{
    private const int ThinPercent = 3;
    private const int EndlessPercent = 2;
    private const int EndlessLength = 40;

    private readonly ImmutableArray<SkillId> all = [.. occupations.Skills.Select(s => s.Id)];

    public ImmutableArray<SkillDemand> Draw(DemoOccupation occupation, SplitMix64 random) => random.Below(100) switch
    {
        < ThinPercent => Thin(occupation, random),
        < ThinPercent + EndlessPercent => Endless(occupation, random),
        _ => Usual(occupation, random),
    };

    /// <summary>One skill, and often one that everybody has.</summary>
    private ImmutableArray<SkillDemand> Thin(DemoOccupation occupation, SplitMix64 random) =>
        [new SkillDemand(random.Chance(60) ? random.Pick(occupations.Transversal) : random.Pick(occupation.Occupation.Skills).Skill, true, random.Between(1, 3))];

    /// <summary>Everything anybody in the firm could think of.</summary>
    private ImmutableArray<SkillDemand> Endless(DemoOccupation occupation, SplitMix64 random)
    {
        var own = occupation.Occupation.Skills.Select(s => new SkillDemand(s.Skill, s.Essential, random.Between(2, 4)));
        var colleagues = occupations.BySector[occupation.Sector].SelectMany(o => random.Some(o.Occupation.Skills, 5)).Select(s => s.Skill);
        var others = colleagues.Concat(random.Some(occupations.Transversal, 8)).Concat(random.Some(all, 60)).Select(s => new SkillDemand(s, random.Chance(30), random.Between(1, 3)));
        return [.. own.Concat(others).DistinctBy(s => s.Skill).Take(EndlessLength + random.Below(16))];
    }

    /// <summary>Most of what the occupation takes, a few things everybody should have, now and then something out of place.</summary>
    private ImmutableArray<SkillDemand> Usual(DemoOccupation occupation, SplitMix64 random)
    {
        var own = occupation.Occupation.Skills
            .Where(s => random.Chance(s.Essential ? 82 : 38))
            .Select(s => new SkillDemand(s.Skill, s.Essential ? random.Chance(88) : random.Chance(15), random.Between(s.Essential ? 2 : 1, 3)));
        var transversal = random.Some(occupations.Transversal, random.Below(4)).Select(s => new SkillDemand(s, random.Chance(40), random.Between(1, 3)));
        var misplaced = random.Some(all, random.Chance(22) ? random.Between(1, 2) : 0).Select(s => new SkillDemand(s, random.Chance(40), random.Between(1, 3)));
        return [.. own.Concat(transversal).Concat(misplaced).DistinctBy(s => s.Skill).DefaultIfEmpty(new SkillDemand(occupation.Occupation.Skills[0].Skill, true, 2))];
    }
}
