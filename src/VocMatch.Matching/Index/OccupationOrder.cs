using System.Collections.Immutable;
using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Index;

/// <summary>
/// Occupations as ranks, neighbours in the classification next to each other, so that a block of placements spans few of them;
/// and the members of every group, so that the occupation parts of one side can be spread over all ranks at once.
/// </summary>
internal sealed class OccupationOrder
{
    private readonly SkillTable _table;
    private readonly int[] _rankOf;
    private readonly Dictionary<(int Depth, string Group), List<int>> _members = [];
    private readonly Numbering _others;

    public OccupationOrder(SkillTable table)
    {
        _table = table;
        var ids = table.OccupationIds;
        var ordered = Enumerable.Range(0, ids.Length).OrderBy(number => string.Join('\0', table.Path(ids[number]).Reverse()), StringComparer.Ordinal).ToArray();
        _rankOf = new int[ids.Length];
        for (var rank = 0; rank < ordered.Length; rank++)
        {
            _rankOf[ordered[rank]] = rank;
            var path = table.Path(ids[ordered[rank]]);
            for (var depth = 0; depth < path.Length; depth++)
            {
                MembersOf(depth, path[depth]).Add(rank);
            }
        }

        _others = new Numbering(ids.Length, id => table.OccupationNumber(id) is >= 0 and var number ? _rankOf[number] : -1);
    }

    /// <summary>One more than the highest rank.</summary>
    public int Count => _others.Count;

    /// <summary>The rank of an occupation; unknown ones follow the known. For the writer alone.</summary>
    public int Rank(string occupation) => _others.Number(occupation);

    /// <summary>Writes the occupation part of every rank for somebody with these targets; ranks not reached are left alone.</summary>
    public void Spread(ImmutableArray<string> targets, ScoringPolicy policy, Span<int> units)
    {
        foreach (var target in targets)
        {
            var path = _table.Path(target);
            for (var depth = Math.Min(4, path.Length) - 1; depth >= 0; depth--)
            {
                var step = OccupationFit.Units(OccupationStep.UnitGroup - depth, policy);
                foreach (var rank in _members[(depth, path[depth])])
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

    private List<int> MembersOf(int depth, string group)
    {
        if (!_members.TryGetValue((depth, group), out var members))
        {
            _members.Add((depth, group), members = []);
        }

        return members;
    }
}
