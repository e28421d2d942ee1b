using System.Collections.Immutable;
using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Index;

/// <summary>
/// Exact top-k by block bounds (after block-max indexes: Ding and Suel, 2011). Every block gets a bound that no row of it can
/// exceed; blocks are opened from the highest bound down until no bound reaches the k-th best score; rows of an open block get
/// the very integers that <see cref="Scorer"/> computes. One for each thread, so that a query allocates only its answer.
/// </summary>
internal sealed class PlacementSearch
{
    private const int Unreachable = -1;

    /// <summary>Long lists of skills that can add little are not read: all bounds are raised by this much at most instead.</summary>
    private const int MaxSlack = 2 * ScoreUnits.PerPoint;

    [ThreadStatic]
    private static PlacementSearch? _ofThisThread;

    // Exact because every bound is built of the same rounded integers as the score: a sum of largest parts is not below any sum of parts, and a row
    // is passed over only where its bound is below the k-th best score, not equal to it, since equal scores are decided by id.
    private readonly StudentQuery _query = new();
    private readonly Best<PlacementFacts> _best = new();
    private readonly BoundBuckets _buckets = new();
    private int[] _bounds = [];
    private StudentFacts _student = null!;
    private SkillCoverage _coverage = null!;
    private ScoringFrame _frame = null!;

    public static PlacementSearch OfThisThread => _ofThisThread ??= new PlacementSearch();

    public ImmutableArray<RankedPlacement> Top(ScoringFrame frame, ReadOnlySpan<SegmentView<PlacementFacts, PlacementSegment>> views, StudentFacts student, int k, int least)
    {
        Start(frame, student, k, least);
        try
        {
            foreach (var view in views)
            {
                Search(view);
            }

            return Taken();
        }
        finally
        {
            Forget();
        }
    }

    /// <summary>The best of those that name one skill that tells them from other work, and the student holds it.</summary>
    public ImmutableArray<RankedPlacement> Thin(ScoringFrame frame, ReadOnlySpan<SegmentView<PlacementFacts, PlacementSegment>> views, StudentFacts student, int k)
    {
        Start(frame, student, k, least: 0);
        try
        {
            for (var i = 0; i < _query.SkillCount; i++)
            {
                var (skill, _) = _query.Credit(i);
                if (_query.LevelOf(skill) == 0)
                {
                    continue;
                }

                foreach (var view in views)
                {
                    foreach (var (_, row) in view.Segment.ThinOf(skill))
                    {
                        ScoreRow(view, row);
                    }
                }
            }

            return Taken();
        }
        finally
        {
            Forget();
        }
    }

    private void Start(ScoringFrame frame, StudentFacts student, int k, int least)
    {
        (_frame, _student, _coverage) = (frame, student, new SkillCoverage(student, frame.Scorer));
        _best.Start(k, least);
        _query.Prepare(student, frame);
    }

    private ImmutableArray<RankedPlacement> Taken() => _best.TakeAll(static (placement, score) => new RankedPlacement(placement, score));

    private void Forget()
    {
        _query.Clear();
        _best.Clear();
        (_frame, _student, _coverage) = (null!, null!, null!);
    }

    private void Search(SegmentView<PlacementFacts, PlacementSegment> view)
    {
        var bounds = Bound(view.Segment);
        while (_buckets.Next(_best.Threshold, out var least, out var below))
        {
            Open(view, bounds, least, below);
        }
    }

    /// <summary>For every block a score that none of its rows exceeds, and in which order they are to be opened.</summary>
    private ReadOnlySpan<int> Bound(PlacementSegment segment)
    {
        if (_bounds.Length < segment.BlockCount)
        {
            _bounds = new int[segment.BlockCount];
        }

        var bounds = _bounds.AsSpan(0, segment.BlockCount);
        bounds.Clear();
        var cap = _frame.Scorer.Policy.SkillCap;
        var slack = 0;
        for (var i = 0; i < _query.SkillCount; i++)
        {
            var (skill, credits) = _query.Credit(i);
            var most = segment.Skills.MaxUnits(skill, credits, bounds.Length / 4);
            if (most > 0 && slack + most <= MaxSlack)
            {
                slack += most;
            }
            else
            {
                segment.Skills.Accumulate(skill, credits, cap, bounds);
            }
        }

        var units = _query.OccupationUnits;
        var reachable = _query.Reachable;
        var constant = _frame.FullProximity + slack;
        var heads = segment.Heads;
        _buckets.Start(_best.Wanted);
        for (var block = 0; block < bounds.Length; block++)
        {
            ref readonly var head = ref heads[block];
            if (head.Region != BlockHead.MixedRegions && !reachable[head.Region])
            {
                bounds[block] = Unreachable;
                continue;
            }

            var best = units[head.FirstOccupation];
            for (var rank = head.FirstOccupation + 1; rank <= head.LastOccupation; rank++)
            {
                best = Math.Max(best, units[rank]);
            }

            // Slack may lift a full skill bound above the cap; no score passes the whole.
            var bound = Math.Min(ScoreUnits.Full, bounds[block] + best + head.Conditions + constant);
            bounds[block] = bound;
            _buckets.Add(bound);
        }

        return bounds;
    }

    /// <summary>Opens the blocks whose bound lies in a range and still matters.</summary>
    private void Open(SegmentView<PlacementFacts, PlacementSegment> view, ReadOnlySpan<int> bounds, int least, int below)
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

    private bool NearEnough(PlacementSegment segment, int block, int bound) =>
        bound - _frame.FullProximity + _frame.Scorer.Proximity(segment.Areas[block].LeastMetresFrom(_query.Home)) >= _best.Threshold;

    private void ScoreRows(SegmentView<PlacementFacts, PlacementSegment> view, int block)
    {
        for (int row = block * PlacementSegment.BlockRows, end = view.Segment.EndOf(block); row < end; row++)
        {
            ScoreRow(view, row);
        }
    }

    private void ScoreRow(SegmentView<PlacementFacts, PlacementSegment> view, int row)
    {
        var segment = view.Segment;
        if (!_query.Reachable[segment.Regions[row]] || view.Deleted[row])
        {
            return;
        }

        // Dearer questions last: skills, then the distance by a table, then its arcsine, then the constraints of a row that would enter.
        var withoutProximity = (int)Math.Min(_frame.Scorer.Policy.SkillCap, _query.SkillUnits(segment.DemandsOf(row)))
            + _query.OccupationUnits[segment.Occupations[row]] + segment.Conditions[row];
        if (withoutProximity + _frame.FullProximity < _best.Threshold)
        {
            return;
        }

        var chord = segment.Directions[row].ChordTo(_query.Home);
        if (withoutProximity + _frame.ProximityBounds.AtMost(chord) < _best.Threshold)
        {
            return;
        }

        var placement = segment.Facts[row];
        var metres = Direction.MetresOfChord(chord);
        var score = withoutProximity + _frame.Scorer.Proximity(metres);
        if (_best.Admits(score, placement.Id) && Constraints.AllHoldBesideSkills(_student, placement, metres, _coverage) && SkillsSuffice(segment, row))
        {
            _best.Enter(score, placement.Id, placement);
        }
    }

    private bool SkillsSuffice(PlacementSegment segment, int row)
    {
        var demands = segment.DemandsOf(row);
        var terms = segment.TermsOf(row);
        return _query.HoldsRequired(demands, terms) && _query.Reaches(demands, terms, segment.Facts[row].MinimumSkillFit);
    }
}
