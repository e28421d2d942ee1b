using System.Collections.Concurrent;
using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Index;

/// <summary>
/// The items of an index with their versions. Writers take turns; readers never wait: each answer comes from one published snapshot with
/// one epoch. Written like a log-structured merge tree (O'Neil and others, 1996): immutable segments, of which a write rebuilds the smallest,
/// and which merge when they are of similar size, so that an item is copied a logarithmic number of times.
/// </summary>
internal sealed class SegmentedIndex<TFacts, TSegment, TRows>
    where TFacts : class
    where TSegment : class, ISegment<TFacts>
    where TRows : ISegmentRows<TFacts, TSegment>, new()
{
    private const int MinSegment = 64;
    private const int GrowthOfSegments = 4;

    private readonly Lock _writing = new();
    private readonly Func<TFacts, string> _idOf;
    private readonly ConcurrentDictionary<string, (TSegment Segment, int Row)> _rows = new(StringComparer.Ordinal);
    private volatile Snapshot _current;

    public SegmentedIndex(Scorer scorer, Func<TFacts, string> idOf)
    {
        ArgumentNullException.ThrowIfNull(scorer);
        (_idOf, _current) = (idOf, new Snapshot(0, new ScoringFrame(scorer), []));
    }

    /// <summary>What a reader answers from.</summary>
    public Snapshot Current => _current;

    /// <summary>The item with this id, as last written.</summary>
    public TFacts? Find(string id) => _rows.TryGetValue(id, out var at) ? at.Segment.Facts[at.Row] : null;

    /// <summary>Replaces everything held. Of several items with one id the last counts.</summary>
    public void Load(IEnumerable<TFacts> items)
    {
        var latest = Latest(items);
        lock (_writing)
        {
            _rows.Clear();
            Publish(_current.Frame, [Built(latest, _current.Frame)]);
        }
    }

    /// <summary>Adds items, or replaces those with their ids, all in one version. Of several with one id the last counts.</summary>
    public void Upsert(IEnumerable<TFacts> items)
    {
        var latest = Latest(items);
        lock (_writing)
        {
            var views = _current.Views.ToList();
            var rows = new TRows();
            foreach (var item in latest)
            {
                Delete(_idOf(item), views);
                rows.Add(item, _current.Frame);
            }

            MergeSimilar(views, rows);
            views.Add(Placed(rows));
            Publish(_current.Frame, views);
        }
    }

    /// <summary>Removes an item; false when there is none with this id.</summary>
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

    private Dictionary<string, TFacts>.ValueCollection Latest(IEnumerable<TFacts> items)
    {
        var latest = new Dictionary<string, TFacts>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            latest[_idOf(item)] = item;
        }

        return latest.Values;
    }

    private SegmentView<TFacts, TSegment> Built(IEnumerable<TFacts> items, ScoringFrame frame)
    {
        var rows = new TRows();
        foreach (var item in items)
        {
            rows.Add(item, frame);
        }

        return Placed(rows);
    }

    /// <summary>Copies the smallest segment, and then every next one that is not clearly larger, into the rows.</summary>
    private static void MergeSimilar(List<SegmentView<TFacts, TSegment>> views, TRows rows)
    {
        var limit = MinSegment;
        while (views.Count > 0 && views[^1].Live < limit)
        {
            CopyLive(views[^1], rows);
            views.RemoveAt(views.Count - 1);
            limit = rows.Count < MinSegment ? 0 : rows.Count * GrowthOfSegments;
        }
    }

    private static void CopyLive(SegmentView<TFacts, TSegment> view, TRows rows)
    {
        for (var row = 0; row < view.Segment.Facts.Length; row++)
        {
            if (!view.Deleted[row])
            {
                rows.Add(view.Segment, row);
            }
        }
    }

    // A segment that is mostly deleted is written again without what is, so that searches never read more than twice what lives.
    private bool Delete(string id, List<SegmentView<TFacts, TSegment>> views)
    {
        if (!_rows.TryGetValue(id, out var at))
        {
            return false;
        }

        var number = views.FindIndex(view => view.Segment == at.Segment);
        var view = views[number] with { Deleted = views[number].Deleted.With(at.Row) };
        if (view.Deleted.Count * 2 <= view.Segment.Facts.Length)
        {
            views[number] = view;
        }
        else if (view.Live == 0)
        {
            views.RemoveAt(number);
        }
        else
        {
            var rows = new TRows();
            CopyLive(view, rows);
            views[number] = Placed(rows);
        }

        return true;
    }

    /// <summary>Builds a segment and notes where its items are.</summary>
    private SegmentView<TFacts, TSegment> Placed(TRows rows)
    {
        var segment = rows.Build();
        for (var row = 0; row < segment.Facts.Length; row++)
        {
            _rows[_idOf(segment.Facts[row])] = (segment, row);
        }

        return new(segment, Deletions.None(segment.Facts.Length));
    }

    private void Publish(ScoringFrame frame, List<SegmentView<TFacts, TSegment>> views) => _current = new Snapshot(_current.Version + 1, frame, [.. views]);

    /// <summary>One version: what is held, in the numbers of one frame.</summary>
    /// <param name="Version">Grows with every change.</param>
    internal sealed record Snapshot(long Version, ScoringFrame Frame, SegmentView<TFacts, TSegment>[] Views)
    {
        public int Count => Views.Sum(view => view.Live);

        public IEnumerable<TFacts> Items =>
            Views.SelectMany(view => view.Segment.Facts.Where((_, row) => !view.Deleted[row]));
    }
}

/// <summary>A segment as one version of the index sees it.</summary>
internal sealed record SegmentView<TFacts, TSegment>(TSegment Segment, Deletions Deleted)
    where TSegment : class, ISegment<TFacts>
{
    /// <summary>How many of its items are not deleted.</summary>
    public int Live => Segment.Facts.Length - Deleted.Count;
}
