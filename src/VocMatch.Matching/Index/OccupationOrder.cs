using System.Collections.Immutable;
using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Index;

/// <summary>
/// Occupations as ranks, neighbours in the classification next to each other, so that a block of placements spans few of them;
/// and the members of every group, so that the occupation parts of one side can be spread over all ranks at once.
/// </summary>
internal sealed class OccupationOrder(SkillTable table)
{
    private readonly Numbering _others = new(
        table.OccupationIds.Length, id => table.OccupationNumber(id) is >= 0 and var number ? table.OccupationRanks.RankOf(number) : -1);

    /// <summary>One more than the highest rank.</summary>
    public int Count => _others.Count;

    /// <summary>The rank of an occupation; unknown ones follow the known. For the writer alone.</summary>
    public int Rank(string occupation) => _others.Number(occupation);

    /// <summary>Writes the occupation part of every rank for somebody with these targets; ranks not reached are left alone.</summary>
    public void Spread(ImmutableArray<string> targets, ScoringPolicy policy, Span<int> units)
    {
        foreach (var target in targets)
        {
            var path = table.Path(target);
            for (var depth = Math.Min(4, path.Length) - 1; depth >= 0; depth--)
            {
                var step = OccupationFit.Units(OccupationStep.UnitGroup - depth, policy);
                foreach (var rank in table.OccupationRanks.MembersOf(depth, path[depth]))
                {
                    units[rank] = Math.Max(units[rank], step);
                }
            }

            if (_others.Find(target) is >= 0 and var exact && exact < units.Length)
            {
                units[exact] = OccupationFit.Units(OccupationStep.Exact, policy);
            }
        }
    }
}
