using System.Collections.Concurrent;
using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Index;

/// <summary>
/// The placements of a market, answering exactly and fast which of them are best for a student. Writers take turns; readers
/// never wait: each answer comes from one published version with one epoch. Written like a log-structured merge tree (O'Neil
/// and others, 1996): immutable segments, of which a write rebuilds the smallest, and which merge when they are of similar size.
/// </summary>
public sealed class PlacementIndex
{
    private const int SmallestSegment = 64;
    private const int GrowthOfSegments = 4;
    private readonly Lock _writing = new();
    private readonly ConcurrentDictionary<string, (PlacementSegment Segment, int Row)> _rows = new(StringComparer.Ordinal);
    private volatile Snapshot _current;

    public PlacementIndex(Scorer scorer)
    {
        ArgumentNullException.ThrowIfNull(scorer);
        _current = new Snapshot(0, new ScoringFrame(scorer), []);
    }

    /// <summary>Grows with every change.</summary>
    public long Version => _current.Version;

    /// <summary>How many placements are held.</summary>
    public int Count => _current.Views.Sum(view => view.Live);

    /// <summary>The policy and epoch in force.</summary>
    public Scorer Scorer => _current.Frame.Scorer;

    /// <summary>The placement with this id, as last written.</summary>
    public PlacementFacts? Find(string id) => _rows.TryGetValue(id, out var at) ? at.Segment.Facts[at.Row] : null;

    /// <summary>Replaces everything held. Of several placements with one id the last counts.</summary>
    public void Load(IEnumerable<PlacementFacts> placements)
    {
        var latest = Latest(placements);
        lock (_writing)
        {
            _rows.Clear();
            Publish(_current.Frame, [Built(latest, _current.Frame)]);
        }
    }

    /// <summary>Adds a placement, or replaces the one with its id.</summary>
    public void Upsert(PlacementFacts placement) => Upsert([placement]);

    /// <summary>Adds placements, or replaces those with their ids, all in one version. Of several with one id the last counts.</summary>
    public void Upsert(IEnumerable<PlacementFacts> placements)
    {
        var latest = Latest(placements);
        lock (_writing)
        {
            var views = _current.Views.ToList();
            var rows = new PlacementRows();
            foreach (var placement in latest)
            {
                Delete(placement.Id, views);
                rows.Add(placement, _current.Frame);
            }

            MergeSimilar(views, rows);
            views.Add(Placed(SegmentView.Of(rows)));
            Publish(_current.Frame, views);
        }
    }

    /// <summary>Removes a placement; false when there is none with this id.</summary>
    public bool Remove(string id)
    {
        lock (_writing)
        {
            var views = _current.Views.ToList();
            if (!Delete(id, views))
            {
                return false;
            }

            _rows.TryRemove(id, out _);
            Publish(_current.Frame, views);
            return true;
        }
    }

    /// <summary>Puts another policy, taxonomy or epoch in force for everything held.</summary>
    public void Renew(Scorer scorer)
    {
        ArgumentNullException.ThrowIfNull(scorer);
        lock (_writing)
        {
            var frame = new ScoringFrame(scorer);
            Publish(frame, [Built(_rows.Values.Select(at => at.Segment.Facts[at.Row]), frame)]);
        }
    }

    /// <summary>
    /// The best <paramref name="k"/> placements for a student, equal scores in the byte order of their ids: exactly what scoring
    /// every placement would give.
    /// </summary>
    /// <param name="least">
    /// Placements that score less are left out: who has the best k of another index wants only what can still enter them.
    /// </param>
    public TopPlacements Top(StudentFacts student, int k, int least = 0)
    {
        ArgumentNullException.ThrowIfNull(student);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        var (version, frame, views) = _current;
        return new TopPlacements(version, frame.Scorer, PlacementSearch.OfThisThread.Top(frame, views, student, k, least));
    }

    private static IEnumerable<PlacementFacts> Latest(IEnumerable<PlacementFacts> placements)
    {
        var latest = new Dictionary<string, PlacementFacts>(StringComparer.Ordinal);
        foreach (var placement in placements)
        {
            latest[placement.Id] = placement;
        }

        return latest.Values;
    }

    private SegmentView Built(IEnumerable<PlacementFacts> placements, ScoringFrame frame)
    {
        var rows = new PlacementRows();
        foreach (var placement in placements)
        {
            rows.Add(placement, frame);
        }

        return Placed(SegmentView.Of(rows));
    }

    /// <summary>Copies the smallest segment, and then every next one that is not clearly larger, into the rows.</summary>
    private static void MergeSimilar(List<SegmentView> views, PlacementRows rows)
    {
        var limit = SmallestSegment;
        while (views.Count > 0 && views[^1].Live < limit)
        {
            views[^1].CopyTo(rows);
            views.RemoveAt(views.Count - 1);
            limit = rows.Facts.Count < SmallestSegment ? 0 : rows.Facts.Count * GrowthOfSegments;
        }
    }

    private bool Delete(string id, List<SegmentView> views)
    {
        if (!_rows.TryGetValue(id, out var at))
        {
            return false;
        }

        var number = views.FindIndex(view => view.Segment == at.Segment);
        var view = views[number] with { Deleted = views[number].Deleted.With(at.Row) };
        if (view.Deleted.Count * 2 <= view.Segment.Count)
        {
            views[number] = view;
        }
        else if (view.Live == 0)
        {
            views.RemoveAt(number);
        }
        else
        {
            var rows = new PlacementRows();
            view.CopyTo(rows);
            views[number] = Placed(SegmentView.Of(rows));
        }

        return true;
    }

    /// <summary>Notes where the placements of a new segment are.</summary>
    private SegmentView Placed(SegmentView view)
    {
        for (var row = 0; row < view.Segment.Count; row++)
        {
            _rows[view.Segment.Facts[row].Id] = (view.Segment, row);
        }

        return view;
    }

    private void Publish(ScoringFrame frame, List<SegmentView> views) => _current = new Snapshot(_current.Version + 1, frame, [.. views]);

    private sealed record Snapshot(long Version, ScoringFrame Frame, SegmentView[] Views);
}
