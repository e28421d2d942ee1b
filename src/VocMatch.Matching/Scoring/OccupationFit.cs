using System.Collections.Immutable;

namespace VocMatch.Matching.Scoring;

/// <summary>How near an occupation is to one that a student targets.</summary>
public enum OccupationStep
{
    None,
    MajorGroup,
    SubMajorGroup,
    MinorGroup,
    UnitGroup,
    Exact,
}

/// <summary>The occupation part: the nearest of the targeted occupations counts.</summary>
internal static class OccupationFit
{
    public static OccupationStep Step(ImmutableArray<string> targets, string occupation, SkillTable table)
    {
        var best = OccupationStep.None;
        foreach (var target in targets)
        {
            if (Step(target, occupation, table) is var step && step > best)
            {
                best = step;
            }
        }

        return best;
    }

    public static int Units(OccupationStep step, ScoringPolicy policy) => ScoreUnits.OfWeight(policy.OccupationWeight, Permille(step, policy));

    private static OccupationStep Step(string target, string occupation, SkillTable table)
    {
        if (target == occupation)
        {
            return OccupationStep.Exact;
        }

        var mine = table.Path(target);
        var theirs = table.Path(occupation);
        for (var depth = 0; depth < Math.Min(4, Math.Min(mine.Length, theirs.Length)); depth++)
        {
            if (mine[depth] == theirs[depth])
            {
                return OccupationStep.UnitGroup - depth;
            }
        }

        return OccupationStep.None;
    }

    private static int Permille(OccupationStep step, ScoringPolicy policy) => step switch
    {
        OccupationStep.Exact => policy.ExactOccupationPermille,
        OccupationStep.UnitGroup => policy.UnitGroupPermille,
        OccupationStep.MinorGroup => policy.MinorGroupPermille,
        OccupationStep.SubMajorGroup => policy.SubMajorGroupPermille,
        OccupationStep.MajorGroup => policy.MajorGroupPermille,
        _ => 0,
    };
}
