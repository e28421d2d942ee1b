using System.Collections.Immutable;
using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Index;

/// <summary>
/// Exact top-k of students by block bounds, as <see cref="PlacementSearch"/> finds placements: blocks are opened from the highest bound down
/// until none reaches the k-th best score, and constraints are asked only of those who would enter. One for each thread.
/// </summary>
internal sealed class StudentSearch
{

    [ThreadStatic]
    private static StudentSearch? _ofThisThread;

    private readonly PlacementQuery _query = new();
    private readonly Best<StudentFacts> _best = new();
    private readonly BoundBuckets _buckets = new();
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

            return _best.TakeAll(static (student, score) => new RankedStudent(student, score));
        }
        finally
        {
            _query.Clear();
            _best.Clear();
            (_frame, _placement) = (null!, null!);
        }
    }

    private void Search(SegmentView<StudentFacts, StudentSegment> view)
    {
        var bounds = Bound(view.Segment);
        while (_buckets.Next(_best.Threshold, out var least, out var below))
        {
            Open(view, bounds, least, below);
        }
    }

    /// <summary>For every block a score that none of its students exceeds, and in which order they are to be opened.</summary>
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

        _buckets.Start(_best.Wanted);
        for (var block = 0; block < bounds.Length; block++)
        {
            var occupation = 0;
            foreach (var rank in segment.TargetsOf(block))
            {
                occupation = Math.Max(occupation, _query.OccupationUnits[rank]);
            }

            bounds[block] = Math.Min(_query.Cap, bounds[block]) + occupation + _query.Conditions + _frame.FullProximity;
            _buckets.Add(bounds[block]);
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

        var isFeature = _query.IsFeature(demand);
        var credits = _credits.AsSpan(0, bounds.Length);
        var sources = _query.SourcesOf(demand);
        foreach (var (skill, permille) in sources)
        {
            foreach (var posting in segment.BlocksWith(skill))
            {
                ref var credit = ref credits[posting.Key];
                credit = Math.Max(credit, permille > 0 ? permille : isFeature ? posting.Level : byLevel[posting.Level]);
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
