using System.Collections.Immutable;
using System.Runtime.InteropServices;
using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Index;

/// <summary>
/// Exact top-k of students by block bounds, as <see cref="PlacementSearch"/> finds placements: blocks are opened from the highest bound down
/// until none reaches the k-th best score, and constraints are asked only of those who would enter. One for each thread.
/// </summary>
internal sealed class StudentSearch
{
    private const int BucketBits = 12;
    private const int BucketCount = (ScoreUnits.Full >> BucketBits) + 1;
    private const int GrowthOfRounds = 8;

    [ThreadStatic]
    private static StudentSearch? _ofThisThread;

    private readonly PlacementQuery _query = new();
    private readonly Best<StudentFacts> _best = new();
    private readonly int[] _buckets = new int[BucketCount];
    private int[] _bounds = [];
    private int[] _credits = [];
    private PlacementFacts _placement = null!;
    private ScoringFrame _frame = null!;

    public static StudentSearch OfThisThread => _ofThisThread ??= new StudentSearch();

    public ImmutableArray<RankedStudent> Top(ScoringFrame frame, ReadOnlySpan<SegmentView<StudentFacts, StudentSegment>> views, PlacementFacts placement, int k)
    {
        (_frame, _placement) = (frame, placement);
        _best.Start(k);
        try
        {
            _query.Prepare(placement, frame);
            foreach (var view in views)
            {
                Search(view);
            }

            var ranked = new RankedStudent[_best.Count];
            while (_best.Count > 0)
            {
                var last = _best.Count - 1;
                var (score, student) = _best.TakeWorst();
                ranked[last] = new RankedStudent(student, score);
            }

            return ImmutableCollectionsMarshal.AsImmutableArray(ranked);
        }
        finally
        {
            _query.Clear();
            _best.Clear();
            (_frame, _placement) = (null!, null!);
        }
    }

    // Few blocks at first, then ever more: most answers need only those with the highest bounds, and each round costs one pass over the bounds.
    private void Search(SegmentView<StudentFacts, StudentSegment> view)
    {
        var bounds = Bound(view.Segment);
        var upper = BucketCount;
        for (var wanted = _best.Wanted; upper > 0 && (upper << BucketBits) > _best.Threshold; wanted *= GrowthOfRounds)
        {
            var lower = upper;
            for (var count = 0; lower > 0 && count < wanted;)
            {
                count += _buckets[--lower];
            }

            Open(view, bounds, lower << BucketBits, upper << BucketBits);
            upper = lower;
        }
    }

    /// <summary>For every block a score that none of its students exceeds, and how many blocks fall into each bucket of scores.</summary>
    private ReadOnlySpan<int> Bound(StudentSegment segment)
    {
        if (_bounds.Length < segment.BlockCount)
        {
            (_bounds, _credits) = (new int[segment.BlockCount], new int[segment.BlockCount]);
        }

        var bounds = _bounds.AsSpan(0, segment.BlockCount);
        bounds.Clear();
        for (var demand = 0; demand < _query.DemandCount; demand++)
        {
            AddDemand(segment, demand, bounds);
        }

        Array.Clear(_buckets);
        for (var block = 0; block < bounds.Length; block++)
        {
            var occupation = 0;
            foreach (var rank in segment.TargetsOf(block))
            {
                occupation = Math.Max(occupation, _query.OccupationUnits[rank]);
            }

            bounds[block] = Math.Min(_query.Cap, bounds[block]) + occupation + _query.Conditions + _frame.FullProximity;
            _buckets[bounds[block] >> BucketBits]++;
        }

        return bounds;
    }

    // Of the skills that give a demand credit the best one counts, not their sum: so the best of a block is found before it is added.
    private void AddDemand(StudentSegment segment, int demand, Span<int> bounds)
    {
        var asked = _query.Demand(demand);
        Span<int> byLevel = stackalloc int[SkillLevels.Highest + 1];
        for (var level = SkillLevels.Lowest; level <= SkillLevels.Highest; level++)
        {
            byLevel[level] = SkillFit.HeldCredit(level, asked.Level);
        }

        var credits = _credits.AsSpan(0, bounds.Length);
        var sources = _query.SourcesOf(demand);
        foreach (var (skill, permille) in sources)
        {
            foreach (var posting in segment.BlocksWith(skill))
            {
                ref var credit = ref credits[posting.Key];
                credit = Math.Max(credit, permille > 0 ? permille : byLevel[posting.Level]);
            }
        }

        foreach (var (skill, _) in sources)
        {
            foreach (var posting in segment.BlocksWith(skill))
            {
                ref var credit = ref credits[posting.Key];
                bounds[posting.Key] += SkillFit.Units(asked.FullUnits, credit);
                credit = 0;
            }
        }
    }

    private void Open(SegmentView<StudentFacts, StudentSegment> view, ReadOnlySpan<int> bounds, int least, int below)
    {
        for (var block = 0; block < bounds.Length; block++)
        {
            var bound = bounds[block];
            if (bound >= least && bound < below && bound >= _best.Threshold && NearEnough(view.Segment, block, bound))
            {
                ScoreRows(view, block);
            }
        }
    }

    private bool NearEnough(StudentSegment segment, int block, int bound) =>
        bound - _frame.FullProximity + _frame.Scorer.Proximity(segment.Areas[block].LeastMetresFrom(_query.Site)) >= _best.Threshold;

    private void ScoreRows(SegmentView<StudentFacts, StudentSegment> view, int block)
    {
        var segment = view.Segment;
        for (int row = block * StudentSegment.BlockRows, end = segment.EndOf(block); row < end; row++)
        {
            if (view.Deleted[row])
            {
                continue;
            }

            var withoutProximity = _query.UnitsWithoutProximity(segment.SkillsOf(row), segment.OccupationsOf(row));
            if (withoutProximity + _frame.FullProximity < _best.Threshold)
            {
                continue;
            }

            var chord = segment.Homes[row].ChordTo(_query.Site);
            if (withoutProximity + _frame.ProximityBounds.AtMost(chord) < _best.Threshold)
            {
                continue;
            }

            var student = segment.Facts[row];
            var metres = Direction.MetresOfChord(chord);
            var score = withoutProximity + _frame.Scorer.Proximity(metres);
            if (_best.Admits(score, student.Id) && Constraints.AllHold(student, _placement, metres, new SkillCoverage(student, _frame.Scorer)))
            {
                _best.Enter(score, student.Id, student);
            }
        }
    }
}
