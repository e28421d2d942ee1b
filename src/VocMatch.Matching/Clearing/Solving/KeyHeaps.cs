namespace VocMatch.Matching.Clearing.Solving;

/// <summary>Binary heaps of keys, lowest first, that share one array: each has a fixed part of it.</summary>
internal sealed class KeyHeaps
{
    private readonly int[] _start;
    private readonly long[] _keys;
    private readonly int[] _count;

    /// <param name="capacities">The most keys each heap can hold.</param>
    public KeyHeaps(ReadOnlySpan<int> capacities)
    {
        _start = new int[capacities.Length];
        _count = new int[capacities.Length];
        long total = 0;
        for (var heap = 0; heap < capacities.Length; heap++)
        {
            _start[heap] = checked((int)total);
            total += capacities[heap];
        }

        _keys = new long[total];
    }

    public int Count(int heap) => _count[heap];

    /// <summary>The lowest key of a heap that is not empty.</summary>
    public long Lowest(int heap) => _keys[_start[heap]];

    public void Add(int heap, long key)
    {
        var keys = _keys.AsSpan(_start[heap]);
        var at = _count[heap]++;
        while (at > 0 && keys[(at - 1) / 2] > key)
        {
            keys[at] = keys[(at - 1) / 2];
            at = (at - 1) / 2;
        }

        keys[at] = key;
    }

    /// <summary>Adds a key and removes the lowest, which may be the one added.</summary>
    public long AddThenRemoveLowest(int heap, long key)
    {
        if (_count[heap] == 0 || key <= Lowest(heap))
        {
            return key;
        }

        var lowest = Lowest(heap);
        SiftDown(heap, key);
        return lowest;
    }

    public long RemoveLowest(int heap)
    {
        var lowest = Lowest(heap);
        var last = _keys[_start[heap] + --_count[heap]];
        if (_count[heap] > 0)
        {
            SiftDown(heap, last);
        }

        return lowest;
    }

    private void SiftDown(int heap, long key)
    {
        var count = _count[heap];
        var keys = _keys.AsSpan(_start[heap], count);
        var at = 0;
        for (var child = 1; child < count; child = 2 * at + 1)
        {
            if (child + 1 < count && keys[child + 1] < keys[child])
            {
                child++;
            }

            if (keys[child] >= key)
            {
                break;
            }

            keys[at] = keys[child];
            at = child;
        }

        keys[at] = key;
    }
}
