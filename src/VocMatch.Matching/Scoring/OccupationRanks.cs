namespace VocMatch.Matching.Scoring;

/// <summary>
/// The occupations of a taxonomy as ranks, neighbours in the classification next to each other, and the members of every group. Depends on the
/// taxonomy alone, so that it is made once for all who number occupations by it.
/// </summary>
internal sealed class OccupationRanks
{
    private readonly int[] _rankOf;
    private readonly Dictionary<(int Depth, string Group), List<int>> _members = [];

    public OccupationRanks(SkillTable table)
    {
        var ids = table.OccupationIds;
        var ordered = Enumerable.Range(0, ids.Length).OrderBy(number => string.Join('\0', table.Path(ids[number]).Reverse()), StringComparer.Ordinal).ToArray();
        _rankOf = new int[ids.Length];
        for (var rank = 0; rank < ordered.Length; rank++)
        {
            _rankOf[ordered[rank]] = rank;
            var path = table.Path(ids[ordered[rank]]);
            for (var depth = 0; depth < path.Length; depth++)
            {
                if (!_members.TryGetValue((depth, path[depth]), out var members))
                {
                    _members.Add((depth, path[depth]), members = []);
                }

                members.Add(rank);
            }
        }
    }

    /// <summary>The rank of an occupation by its number.</summary>
    public int RankOf(int number) => _rankOf[number];

    /// <summary>The ranks of the occupations in a group that an occupation of the taxonomy lies in, ascending.</summary>
    public List<int> MembersOf(int depth, string group) => _members[(depth, group)];
}
