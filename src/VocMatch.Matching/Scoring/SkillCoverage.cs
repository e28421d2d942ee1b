namespace VocMatch.Matching.Scoring;

/// <summary>
/// How much of what a placement asks for one student holds, for its threshold: 100 sum w(p,s) c(s) / W(p) percent, with the weights and
/// credits of the score (<see cref="SkillFit"/>). Unlike the score's part it reaches 100 for whoever holds everything, also where an
/// advertisement names little; a placement that asks for nothing is covered whole. Worked out when a threshold first asks for it.
/// </summary>
internal sealed class SkillCoverage(StudentFacts student, Scorer scorer)
{
    private StudentCredits? _credits;

    private StudentCredits Credits => _credits ??= new StudentCredits(student, scorer.Policy, scorer.Table);

    /// <summary>Whether the threshold is reached; compared as whole numbers, before any rounding.</summary>
    public bool Reaches(PlacementFacts placement)
    {
        if (placement.MinimumSkillFit == 0)
        {
            return true;
        }

        var (covered, total) = Sums(placement);
        return Reaches(covered, total, placement.MinimumSkillFit);
    }

    /// <summary>Whether credits, each times its weight, reach a percentage of all weights.</summary>
    public static bool Reaches(long covered, long total, int percent) => (Int128)covered * 100 >= (Int128)percent * total * SkillFit.WholeCredit;

    /// <summary>What a demand weighs. An epoch that was frozen over no placement knows no idf: then all skills weigh the same, not nothing.</summary>
    public static long WeightOf(DemandedSkill demand, Scorer scorer) =>
        SkillFit.Weight(Math.Max(1, scorer.Epoch.IdfOf(demand.Skill)), demand.Essential, scorer.Policy);

    /// <summary>Hundredths of a percent, rounded down: what is shown below a threshold is below it.</summary>
    public int Hundredths(PlacementFacts placement)
    {
        var (covered, total) = Sums(placement);
        return total == 0 ? 10_000 : (int)((Int128)covered * 10_000 / ((Int128)total * SkillFit.WholeCredit));
    }

    /// <summary>The first skill that is required and not held at its level; null when there is none.</summary>
    public DemandedSkill? FirstLacking(PlacementFacts placement)
    {
        foreach (var demand in placement.Skills)
        {
            if (demand.Required && LevelOf(demand.Skill) < demand.Level)
            {
                return demand;
            }
        }

        return null;
    }

    /// <summary>1 to 5; 0 when the skill is not held.</summary>
    public int LevelOf(string skill) => Credits.LevelOf(skill);

    // A weight is below 2^29, so that ten million demands would still fit.
    private (long Covered, long Total) Sums(PlacementFacts placement)
    {
        long covered = 0, total = 0;
        foreach (var demand in placement.Skills)
        {
            var weight = WeightOf(demand, scorer);
            covered += weight * Credits.For(demand).Permille;
            total += weight;
        }

        return (covered, total);
    }
}
