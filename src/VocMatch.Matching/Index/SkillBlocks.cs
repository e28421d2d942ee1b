using System.Runtime.InteropServices;
using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Index;

/// <summary>Posting lists of blocks: for every skill the blocks with a row that asks for it, with what bounds its part there.</summary>
internal sealed class SkillBlocks
{
    private readonly Dictionary<int, SkillList> _lists;
    private readonly Posting[] _postings;

    public SkillBlocks(PlacementSegment segment)
    {
        var counts = CountBlocks(segment);
        _lists = new Dictionary<int, SkillList>(counts.Count);
        var total = 0;
        foreach (var (skill, blocks) in counts)
        {
            _lists.Add(skill, new SkillList { Start = total, LowestLevel = SkillLevels.Highest });
            total += blocks.Count;
        }

        _postings = new Posting[total];
        for (var row = 0; row < segment.Count; row++)
        {
            foreach (var demand in segment.DemandsOf(row))
            {
                Enter(row / PlacementSegment.BlockRows, demand);
            }
        }
    }

    /// <summary>The most that a skill adds anywhere with these credits, when its list is longer than that; else 0.</summary>
    public int MaxUnits(int skill, LevelCredits credits, int longerThan) =>
        _lists.TryGetValue(skill, out var list) && list.Length > longerThan ? SkillFit.Units(list.MaxUnits, credits.At(list.LowestLevel)) : 0;

    /// <summary>Adds to every block the most that one skill can add there with these credits, up to a cap.</summary>
    public void Accumulate(int skill, LevelCredits credits, int cap, Span<int> bounds)
    {
        if (!_lists.TryGetValue(skill, out var list))
        {
            return;
        }

        foreach (var posting in _postings.AsSpan(list.Start, list.Length))
        {
            ref var bound = ref bounds[posting.Key];
            bound = Math.Min(cap, bound + SkillFit.Units(posting.FullUnits, credits.At(posting.Level)));
        }
    }

    private static Dictionary<int, (int Count, int Last)> CountBlocks(PlacementSegment segment)
    {
        var counts = new Dictionary<int, (int Count, int Last)>();
        for (var row = 0; row < segment.Count; row++)
        {
            var block = row / PlacementSegment.BlockRows;
            foreach (var demand in segment.DemandsOf(row))
            {
                ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, demand.Key, out var known);
                if (!known || count.Last != block)
                {
                    count = (count.Count + 1, block);
                }
            }
        }

        return counts;
    }

    /// <summary>Blocks come in order, so a block is either the last of a skill's list or not in it yet.</summary>
    private void Enter(int block, Posting demand)
    {
        ref var list = ref CollectionsMarshal.GetValueRefOrNullRef(_lists, demand.Key);
        list.MaxUnits = Math.Max(list.MaxUnits, demand.FullUnits);
        list.LowestLevel = Math.Min(list.LowestLevel, demand.Level);
        var next = list.Start + list.Length;
        if (list.Length > 0 && _postings[next - 1] is var last && last.Key == block)
        {
            _postings[next - 1] = new Posting(block, Math.Max(last.FullUnits, demand.FullUnits), Math.Min(last.Level, demand.Level));
        }
        else
        {
            _postings[next] = new Posting(block, demand.FullUnits, demand.Level);
            list.Length++;
        }
    }

    private struct SkillList
    {
        public int Start;
        public int Length;
        public int MaxUnits;
        public int LowestLevel;
    }
}
