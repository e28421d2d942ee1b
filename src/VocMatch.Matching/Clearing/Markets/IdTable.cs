using System.Text;

namespace VocMatch.Matching.Clearing.Markets;

/// <summary>
/// The ids of one kind (students, placements, employers, tags) in UTF-8 byte order: an id's index is its place in
/// that order, so comparing two indexes compares the ids.
/// </summary>
public sealed class IdTable
{
    /// <summary>The longest id, in UTF-8 bytes.</summary>
    public const int MaxBytes = 128;

    private readonly byte[] _bytes;
    private readonly int[] _ends;

    /// <param name="bytes">All ids, one after the other.</param>
    /// <param name="ends">Where each id ends in <paramref name="bytes"/>.</param>
    internal IdTable(byte[] bytes, int[] ends)
    {
        _bytes = bytes;
        _ends = ends;
    }

    public int Count => _ends.Length;

    /// <summary>The id at <paramref name="index"/> as text.</summary>
    public string this[int index] => Encoding.UTF8.GetString(Utf8(index));

    /// <summary>The bytes of the id at <paramref name="index"/>.</summary>
    public ReadOnlySpan<byte> Utf8(int index)
    {
        var start = index == 0 ? 0 : _ends[index - 1];
        return _bytes.AsSpan(start, _ends[index] - start);
    }

    /// <summary>The index of an id, or -1; binary search.</summary>
    public int IndexOf(ReadOnlySpan<byte> id)
    {
        int low = 0, high = Count - 1;
        while (low <= high)
        {
            var middle = (int)((uint)(low + high) >> 1);
            var order = Utf8(middle).SequenceCompareTo(id);
            if (order == 0)
            {
                return middle;
            }

            if (order < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle - 1;
            }
        }

        return -1;
    }

    /// <inheritdoc cref="IndexOf(ReadOnlySpan{byte})"/>
    public int IndexOf(string id) => IndexOf(Encoding.UTF8.GetBytes(id));
}
