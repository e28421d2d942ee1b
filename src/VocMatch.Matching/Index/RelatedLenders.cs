using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Index;

/// <summary>The related-skill table the other way round: for a skill asked for, the skills that lend it credit when held.</summary>
internal sealed class RelatedLenders
{
    private readonly (int Held, int Permille)[][] _lenders;

    public RelatedLenders(SkillTable table, ScoringPolicy policy)
    {
        var lenders = new List<(int Held, int Permille)>[table.SkillIds.Length];
        for (var held = 0; held < lenders.Length; held++)
        {
            var neighbours = table.Related(held);
            foreach (var neighbour in neighbours[..Math.Min(policy.RelatedNeighbours, neighbours.Length)])
            {
                if (SkillFit.RelatedCredit(neighbour.CosinePermille, policy) is > 0 and var permille)
                {
                    (lenders[neighbour.Skill] ??= []).Add((held, permille));
                }
            }
        }

        _lenders = Array.ConvertAll(lenders, list => list?.ToArray() ?? []);
    }

    /// <summary>Who lends to a skill; nobody does to one that the taxonomy does not have.</summary>
    public ReadOnlySpan<(int Held, int Permille)> Of(int skill) => skill < _lenders.Length ? _lenders[skill] : [];
}
