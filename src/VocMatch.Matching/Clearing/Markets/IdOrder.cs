namespace VocMatch.Matching.Clearing.Markets;

/// <summary>Sorts interned ids by their UTF-8 bytes (.NET's ordinal order compares UTF-16 units and differs above U+FFFF).</summary>
internal static class IdOrder
{
    /// <summary>The numbers of the ids, in byte order of the ids.</summary>
    public static int[] Of(IdInterner ids)
    {
        var order = new int[ids.Count];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        if (IsSorted(ids))
        {
            return order;
        }

        // Most ids differ within eight bytes after what all share; only those that do not are compared in full.
        var shared = SharedPrefix(ids);
        var keys = new ulong[order.Length];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = EightBytes(ids[i][shared..]);
        }

        Array.Sort(keys, order);
        for (var from = 0; from < order.Length;)
        {
            var to = from + 1;
            while (to < order.Length && keys[to] == keys[from])
            {
                to++;
            }

            if (to - from > 1)
            {
                order.AsSpan(from, to - from).Sort((a, b) => ids[a].SequenceCompareTo(ids[b]));
            }

            from = to;
        }

        return order;
    }

    private static bool IsSorted(IdInterner ids)
    {
        for (var i = 1; i < ids.Count; i++)
        {
            if (ids[i - 1].SequenceCompareTo(ids[i]) > 0)
            {
                return false;
            }
        }

        return true;
    }

    private static int SharedPrefix(IdInterner ids)
    {
        var shared = ids[0].Length;
        for (var i = 1; i < ids.Count && shared > 0; i++)
        {
            shared = ids[0][..shared].CommonPrefixLength(ids[i]);
        }

        return shared;
    }

    // Ids hold no control characters, so the zero that fills a short id sorts it before every longer one.
    private static ulong EightBytes(ReadOnlySpan<byte> id)
    {
        ulong key = 0;
        for (var i = 0; i < 8; i++)
        {
            key = (key << 8) | (i < id.Length ? id[i] : 0u);
        }

        return key;
    }
}
