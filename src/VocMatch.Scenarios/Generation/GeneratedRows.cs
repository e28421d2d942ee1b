using System.Collections;

namespace VocMatch.Scenarios.Generation;

/// <summary>Rows that are made when they are asked for; how many there are is known before the first.</summary>
public sealed class GeneratedRows<TRow>(int count, Func<int, TRow> row) : IReadOnlyList<TRow>
{
    public int Count => count;

    public TRow this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, count);
            return row(index);
        }
    }

    public IEnumerator<TRow> GetEnumerator()
    {
        for (var i = 0; i < count; i++)
        {
            yield return row(i);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
