using System.Buffers.Binary;
using System.Numerics;

namespace VocMatch.Matching.Clearing.Markets;

/// <summary>
/// Numbers ids in the order they are first seen, without an object for each: one byte arena, one open-addressing
/// table whose slots hold 32 bits of the hash beside the number.
/// </summary>
internal sealed class IdInterner
{
    private byte[] _arena = new byte[1024];
    private int[] _ends = new int[64];
    private ulong[] _slots = new ulong[128];
    private int _count;
    private int _last = -1;

    public int Count => _count;

    public ReadOnlySpan<byte> this[int number]
    {
        get
        {
            var start = number == 0 ? 0 : _ends[number - 1];
            return _arena.AsSpan(start, _ends[number] - start);
        }
    }

    /// <summary>The number of an id seen before, or -1. Safe to call from several threads while nobody interns.</summary>
    public int Find(ReadOnlySpan<byte> id)
    {
        var hash = Hash(id);
        var mask = _slots.Length - 1;
        for (var at = (int)hash & mask; _slots[at] != 0; at = (at + 1) & mask)
        {
            if ((uint)(_slots[at] >> 32) == hash && this[(int)(uint)_slots[at] - 1].SequenceEqual(id))
            {
                return (int)(uint)_slots[at] - 1;
            }
        }

        return -1;
    }

    /// <summary>The number of the id that was interned last if it is this one, else -1.</summary>
    public int FindLast(ReadOnlySpan<byte> id) => this[_last].SequenceEqual(id) ? _last : -1;

    /// <summary>The number of an id, given now if it is new. Rows of one student usually follow each other, so the last answer is tried first.</summary>
    public int Intern(ReadOnlySpan<byte> id)
    {
        if (_last >= 0 && this[_last].SequenceEqual(id))
        {
            return _last;
        }

        var hash = Hash(id);
        var mask = _slots.Length - 1;
        var at = (int)hash & mask;
        for (; _slots[at] != 0; at = (at + 1) & mask)
        {
            if ((uint)(_slots[at] >> 32) == hash && this[(int)(uint)_slots[at] - 1].SequenceEqual(id))
            {
                return _last = (int)(uint)_slots[at] - 1;
            }
        }

        _slots[at] = ((ulong)hash << 32) | (uint)(_count + 1);
        Append(id);
        if (_count * 2 > _slots.Length)
        {
            Rehash();
        }

        return _last = _count - 1;
    }

    /// <summary>The ids in UTF-8 byte order, and for each number its place in that order.</summary>
    public IdTable Seal(out int[] placeOf)
    {
        var order = IdOrder.Of(this);
        placeOf = new int[_count];
        var bytes = new byte[_count == 0 ? 0 : _ends[_count - 1]];
        var ends = new int[_count];
        var end = 0;
        for (var place = 0; place < order.Length; place++)
        {
            var id = this[order[place]];
            id.CopyTo(bytes.AsSpan(end));
            end += id.Length;
            ends[place] = end;
            placeOf[order[place]] = place;
        }

        return new IdTable(bytes, ends);
    }

    private static uint Hash(ReadOnlySpan<byte> id)
    {
        const ulong Multiplier = 0x9E3779B97F4A7C15;
        var hash = (ulong)id.Length * Multiplier;
        while (id.Length >= 8)
        {
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(id));
            id = id[8..];
        }

        ulong rest = 0;
        for (var i = 0; i < id.Length; i++)
        {
            rest |= (ulong)id[i] << (8 * i);
        }

        hash = Mix(hash ^ rest);
        return (uint)(hash >> 32);

        static ulong Mix(ulong value)
        {
            var high = Math.BigMul(value, Multiplier, out var low);
            return high ^ low ^ BitOperations.RotateLeft(value, 23);
        }
    }

    private void Append(ReadOnlySpan<byte> id)
    {
        var start = _count == 0 ? 0 : _ends[_count - 1];
        if (start + id.Length > _arena.Length)
        {
            Array.Resize(ref _arena, (int)Math.Min(Array.MaxLength, Math.Max(_arena.Length * 2L, start + id.Length)));
        }

        if (_count == _ends.Length)
        {
            Array.Resize(ref _ends, _ends.Length * 2);
        }

        id.CopyTo(_arena.AsSpan(start));
        _ends[_count++] = start + id.Length;
    }

    private void Rehash()
    {
        var old = _slots;
        _slots = new ulong[old.Length * 2];
        var mask = _slots.Length - 1;
        foreach (var slot in old)
        {
            if (slot == 0)
            {
                continue;
            }

            var at = (int)(uint)(slot >> 32) & mask;
            while (_slots[at] != 0)
            {
                at = (at + 1) & mask;
            }

            _slots[at] = slot;
        }
    }
}
