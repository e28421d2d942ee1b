using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Index;

/// <summary>
/// Some placements, immutable, in the order of occupation, region and place, cut into blocks of <see cref="BlockRows"/>.
/// Rows hold what an exact score needs; blocks hold what bounds it.
/// </summary>
internal sealed class PlacementSegment : ISegment<PlacementFacts>
{
    public const int BlockRows = 16;

    /// <summary>Stands for the skill of a row that names more than one skill that tells it from other work.</summary>
    public const int NotThin = -1;

    private readonly int[] _skillEnds;
    private readonly Posting[] _demands;
    private readonly DemandTerm[] _terms;
    private readonly (int Skill, int Row)[] _thin;

    public PlacementSegment(PlacementRows rows)
    {
        var order = Order(rows);
        Facts = Array.ConvertAll(order, row => rows.Facts[row]);
        Occupations = Array.ConvertAll(order, row => rows.Occupations[row]);
        Regions = Array.ConvertAll(order, row => rows.Regions[row]);
        Conditions = Array.ConvertAll(order, row => rows.Conditions[row]);
        Directions = Array.ConvertAll(order, row => rows.Directions[row]);
        ThinSkills = Array.ConvertAll(order, row => rows.ThinSkills[row]);
        _thin = [.. ThinSkills.Select((skill, row) => (skill, row)).Where(thin => thin.skill != NotThin).Order()];
        _skillEnds = new int[order.Length];
        _demands = new Posting[rows.Demands.Count];
        _terms = new DemandTerm[rows.Demands.Count];
        var end = 0;
        for (var row = 0; row < order.Length; row++)
        {
            var demands = rows.DemandsOf(order[row]);
            demands.CopyTo(_demands.AsSpan(end));
            rows.TermsOf(order[row]).CopyTo(_terms.AsSpan(end));
            _skillEnds[row] = end += demands.Length;
        }

        BlockCount = (order.Length + BlockRows - 1) / BlockRows;
        Skills = new SkillBlocks(this);
        Heads = new BlockHead[BlockCount];
        Areas = new Area[BlockCount];
        for (var block = 0; block < BlockCount; block++)
        {
            var first = block * BlockRows;
            var span = first..EndOf(block);
            var region = Regions.AsSpan(span).ContainsAnyExcept(Regions[first]) ? BlockHead.MixedRegions : Regions[first];
            Heads[block] = new BlockHead(Most(Conditions.AsSpan(span)), region, Occupations[first], Occupations[EndOf(block) - 1]);
            Areas[block] = Area.Of(Directions.AsSpan(span));
        }
    }

    public int Count => Facts.Length;

    public PlacementFacts[] Facts { get; }

    /// <summary>Occupation ranks; they never fall from one row to the next.</summary>
    public int[] Occupations { get; }

    public int[] Regions { get; }

    public int[] Conditions { get; }

    public Direction[] Directions { get; }

    /// <summary>Of every row the one skill that tells it from other work, or <see cref="NotThin"/>.</summary>
    public int[] ThinSkills { get; }

    public int BlockCount { get; }

    /// <summary>What bounds every block apart from its skills.</summary>
    public BlockHead[] Heads { get; }

    /// <summary>Where the placements of every block lie.</summary>
    public Area[] Areas { get; }

    /// <summary>For every skill the blocks that ask for it.</summary>
    public SkillBlocks Skills { get; }

    /// <summary>The rows that name this skill and no other that tells them from other work.</summary>
    public ReadOnlySpan<(int Skill, int Row)> ThinOf(int skill)
    {
        var (from, to) = (FirstThinFrom(skill), FirstThinFrom(skill + 1));
        return _thin.AsSpan(from, to - from);
    }

    public ReadOnlySpan<Posting> DemandsOf(int row)
    {
        var start = row == 0 ? 0 : _skillEnds[row - 1];
        return _demands.AsSpan(start, _skillEnds[row] - start);
    }

    /// <summary>One for each of <see cref="DemandsOf"/>.</summary>
    public ReadOnlySpan<DemandTerm> TermsOf(int row)
    {
        var start = row == 0 ? 0 : _skillEnds[row - 1];
        return _terms.AsSpan(start, _skillEnds[row] - start);
    }

    /// <summary>The row after the last of a block.</summary>
    public int EndOf(int block) => Math.Min(Count, (block + 1) * BlockRows);

    private int FirstThinFrom(int skill) => ~Array.BinarySearch(_thin, (skill, -1));

    private static int Most(ReadOnlySpan<int> values)
    {
        var most = values[0];
        foreach (var value in values)
        {
            most = Math.Max(most, value);
        }

        return most;
    }

    private static int[] Order(PlacementRows rows)
    {
        var keys = new ulong[rows.Facts.Count];
        var order = new int[keys.Length];
        for (var row = 0; row < keys.Length; row++)
        {
            order[row] = row;
            keys[row] = ((ulong)rows.Occupations[row] << 44) | ((ulong)(rows.Regions[row] & 0xFFF) << 32) | ZOrder.Of(rows.Facts[row].Location);
        }

        Array.Sort(keys, order);
        return order;
    }
}
