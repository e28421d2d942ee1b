namespace VocMatch.Matching.Scoring;

/// <summary>
/// What a student's skills count for: a skill held counts by its level, and lends credit to its nearest skills. A skill held at a low
/// level keeps the related credit where that is higher, so that learning never lowers a fit.
/// </summary>
internal sealed class StudentCredits
{
    private readonly Dictionary<string, int> _levels = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Permille, string RelatedTo)> _related = new(StringComparer.Ordinal);

    public StudentCredits(StudentFacts student, ScoringPolicy policy, SkillTable table)
    {
        foreach (var held in student.Skills)
        {
            _levels[held.Skill] = Math.Max(held.Level, LevelOf(held.Skill));
        }

        foreach (var skill in _levels.Keys)
        {
            if (table.SkillNumber(skill) is >= 0 and var number)
            {
                Lend(skill, table.Related(number), policy, table);
            }
        }
    }

    /// <summary>All that count for something; one that is held and lent for stands twice.</summary>
    public IEnumerable<string> Skills => _levels.Keys.Concat(_related.Keys);

    /// <summary>1 to 5; 0 when the skill is not held.</summary>
    public int LevelOf(string skill) => _levels.GetValueOrDefault(skill);

    /// <summary>The credit for a demand in thousandths, and the skill that lends it when it is a related one.</summary>
    public (int Permille, string? RelatedTo) For(DemandedSkill demand)
    {
        var held = LevelOf(demand.Skill) is > 0 and var level ? SkillFit.HeldCredit(level, demand.Level) : 0;
        return _related.TryGetValue(demand.Skill, out var related) && related.Permille > held ? (related.Permille, related.RelatedTo) : (held, null);
    }

    private void Lend(string held, ReadOnlySpan<RelatedSkill> neighbours, ScoringPolicy policy, SkillTable table)
    {
        foreach (var neighbour in neighbours[..Math.Min(policy.RelatedNeighbours, neighbours.Length)])
        {
            var skill = table.SkillIds[neighbour.Skill];
            var permille = SkillFit.RelatedCredit(neighbour.CosinePermille, policy);
            var known = _related.TryGetValue(skill, out var best);
            if (permille > 0 && (!known || permille > best.Permille || (permille == best.Permille && Utf8Order.Compare(held, best.RelatedTo) < 0)))
            {
                _related[skill] = (permille, held);
            }
        }
    }
}
