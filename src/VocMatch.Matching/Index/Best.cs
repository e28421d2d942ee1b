using System.Collections.Immutable;
using System.Runtime.InteropServices;
using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Index;

/// <summary>The best k items seen, as a binary heap with the worst of them on top. Equal scores are decided by the ids' bytes.</summary>
internal sealed class Best<T>
    where T : class
{
    private (int Score, string Id, T Item)[] _heap = new (int, string, T)[32];
    private int _wanted;
    private int _least;

    /// <summary>How many are to be kept.</summary>
    public int Wanted => _wanted;

    /// <summary>How many are kept now.</summary>
    public int Count { get; private set; }

    /// <summary>The least score that can still enter, by a smaller id if need be.</summary>
    public int Threshold { get; private set; }

    /// <summary>Empties the heap for the best <paramref name="wanted"/> items of those that score <paramref name="least"/> or more.</summary>
    public void Start(int wanted, int least = int.MinValue)
    {
        Clear();
        _wanted = wanted;
        Threshold = _least = least;
    }

    /// <summary>Whether an item would enter.</summary>
    public bool Admits(int score, string id) =>
        score > Threshold || (score == Threshold && (Count < _wanted || Utf8Order.Compare(id, _heap[0].Id) < 0));

    /// <summary>Enters an item that is admitted.</summary>
    public void Enter(int score, string id, T item)
    {
        if (Count < _wanted)
        {
            if (Count == _heap.Length)
            {
                Array.Resize(ref _heap, _heap.Length * 2);
            }

            Rise(Count++, (score, id, item));
        }
        else
        {
            Sink(Count, (score, id, item));
        }

        Threshold = Count == _wanted ? _heap[0].Score : _least;
    }

    /// <summary>Takes all out, best first.</summary>
    public ImmutableArray<TRanked> TakeAll<TRanked>(Func<T, int, TRanked> rank)
    {
        var ranked = new TRanked[Count];
        while (Count > 0)
        {
            var last = Count - 1;
            var (score, item) = TakeWorst();
            ranked[last] = rank(item, score);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(ranked);
    }

    private (int Score, T Item) TakeWorst()
    {
        var (score, _, item) = _heap[0];
        Count--;
        var last = _heap[Count];
        _heap[Count] = default;
        if (Count > 0)
        {
            Sink(Count, last);
        }

        return (score, item);
    }

    /// <summary>Lets go of what is held.</summary>
    public void Clear()
    {
        Array.Clear(_heap, 0, Count);
        Count = 0;
    }

    private static bool Worse(in (int Score, string Id, T Item) a, in (int Score, string Id, T Item) b) =>
        a.Score != b.Score ? a.Score < b.Score : Utf8Order.Compare(a.Id, b.Id) > 0;

    private void Rise(int hole, (int Score, string Id, T Item) entry)
    {
        while (hole > 0 && Worse(entry, _heap[(hole - 1) / 2]))
        {
            _heap[hole] = _heap[(hole - 1) / 2];
            hole = (hole - 1) / 2;
        }

        _heap[hole] = entry;
    }

    private void Sink(int count, (int Score, string Id, T Item) entry)
    {
        var hole = 0;
        while ((2 * hole) + 1 < count)
        {
            var child = (2 * hole) + 1;
            if (child + 1 < count && Worse(_heap[child + 1], _heap[child]))
            {
                child++;
            }

            if (!Worse(_heap[child], entry))
            {
                break;
            }

            _heap[hole] = _heap[child];
            hole = child;
        }

        _heap[hole] = entry;
    }
}
