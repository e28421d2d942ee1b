using System.Runtime.InteropServices;
using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Index;

/// <summary>
/// Some students, immutable, in the order of their first target and their home, cut into blocks of <see cref="BlockRows"/>: students of a block
/// learn much the same and live near each other, so that what bounds the block bounds each of them closely.
/// </summary>
internal sealed class StudentSegment : ISegment<StudentFacts>
{
    public const int BlockRows = 16;

    private readonly int[] _skillEnds;
    private readonly HeldSkill[] _skills;
    private readonly int[] _occupationEnds;
    private readonly int[] _occupations;
    private readonly int[] _targetEnds;
    private readonly int[] _targets;
    private readonly Dictionary<int, (int Start, int Length)> _lists = [];
    private readonly HeldSkill[] _postings;

    public StudentSegment(StudentRows rows)
    {
        var order = Order(rows);
        Facts = Array.ConvertAll(order, row => rows.Facts[row]);
        Homes = Array.ConvertAll(order, row => rows.Homes[row]);
        (_skillEnds, _skills) = (new int[order.Length], new HeldSkill[rows.Skills.Count]);
        (_occupationEnds, _occupations) = (new int[order.Length], new int[rows.Occupations.Count]);
        var (skills, occupations) = (0, 0);
        for (var row = 0; row < order.Length; row++)
        {
            var held = rows.SkillsOf(order[row]);
            held.CopyTo(_skills.AsSpan(skills));
            _skillEnds[row] = skills += held.Length;
            var targets = rows.OccupationsOf(order[row]);
            targets.CopyTo(_occupations.AsSpan(occupations));
            _occupationEnds[row] = occupations += targets.Length;
        }

        BlockCount = (order.Length + BlockRows - 1) / BlockRows;
        Areas = new Area[BlockCount];
        _targetEnds = new int[BlockCount];
        var distinct = new List<int>();
        for (var block = 0; block < BlockCount; block++)
        {
            Areas[block] = Area.Of(Homes.AsSpan(block * BlockRows, EndOf(block) - (block * BlockRows)));
            for (var row = block * BlockRows; row < EndOf(block); row++)
            {
                foreach (var target in OccupationsOf(row))
                {
                    if (!CollectionsMarshal.AsSpan(distinct)[(block == 0 ? 0 : _targetEnds[block - 1])..].Contains(target))
                    {
                        distinct.Add(target);
                    }
                }
            }

            _targetEnds[block] = distinct.Count;
        }

        _targets = [.. distinct];
        _postings = Post();
    }

    public StudentFacts[] Facts { get; }

    public Direction[] Homes { get; }

    public int BlockCount { get; }

    /// <summary>Where the students of every block live.</summary>
    public Area[] Areas { get; }

    /// <summary>The row after the last of a block.</summary>
    public int EndOf(int block) => Math.Min(Facts.Length, (block + 1) * BlockRows);

    public ReadOnlySpan<HeldSkill> SkillsOf(int row) => Part(_skills, _skillEnds, row);

    /// <summary>Ranks of the occupations that a student wants.</summary>
    public ReadOnlySpan<int> OccupationsOf(int row) => Part(_occupations, _occupationEnds, row);

    /// <summary>Ranks of the occupations that somebody of a block wants, each once.</summary>
    public ReadOnlySpan<int> TargetsOf(int block) => Part(_targets, _targetEnds, block);

    /// <summary>The blocks in which a skill is held, ascending.</summary>
    public ReadOnlySpan<HeldSkill> BlocksWith(int skill) =>
        _lists.TryGetValue(skill, out var list) ? _postings.AsSpan(list.Start, list.Length) : [];

    private static ReadOnlySpan<T> Part<T>(T[] column, int[] ends, int row)
    {
        var start = row == 0 ? 0 : ends[row - 1];
        return column.AsSpan(start, ends[row] - start);
    }

    // Lists of blocks by skill: counted, laid out, filled; blocks come in order, so that a block is the last of a list or not in it yet.
    private HeldSkill[] Post()
    {
        var counts = new Dictionary<int, (int Count, int LastBlock)>();
        for (var row = 0; row < Facts.Length; row++)
        {
            foreach (var held in SkillsOf(row))
            {
                ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, held.Key, out var known);
                if (!known || count.LastBlock != row / BlockRows)
                {
                    count = (count.Count + 1, row / BlockRows);
                }
            }
        }

        var total = 0;
        foreach (var (skill, (count, _)) in counts)
        {
            _lists.Add(skill, (total, 0));
            total += count;
        }

        var postings = new HeldSkill[total];
        for (var row = 0; row < Facts.Length; row++)
        {
            foreach (var held in SkillsOf(row))
            {
                ref var list = ref CollectionsMarshal.GetValueRefOrNullRef(_lists, held.Key);
                var next = list.Start + list.Length;
                if (list.Length > 0 && postings[next - 1] is var last && last.Key == row / BlockRows)
                {
                    postings[next - 1] = new HeldSkill(last.Key, Math.Max(last.Level, held.Level));
                }
                else
                {
                    postings[next] = new HeldSkill(row / BlockRows, held.Level);
                    list.Length++;
                }
            }
        }

        return postings;
    }

    private static int[] Order(StudentRows rows)
    {
        var keys = new ulong[rows.Count];
        var order = new int[keys.Length];
        for (var row = 0; row < keys.Length; row++)
        {
            order[row] = row;
            var targets = rows.OccupationsOf(row);
            keys[row] = ((ulong)(targets.IsEmpty ? int.MaxValue : targets[0]) << 32) | ZOrder.Of(rows.Facts[row].Home);
        }

        Array.Sort(keys, order);
        return order;
    }
}
