using System.Collections.Concurrent;

namespace VocMatch.Matching.Index;

/// <summary>
/// Dense numbers for ids: first those that are known beforehand, then new ids in the order the one writer meets them.
/// Readers may look up while the writer adds.
/// </summary>
internal sealed class Numbering(int known, Func<string, int> knownNumber)
{
    private readonly ConcurrentDictionary<string, int> _added = new(StringComparer.Ordinal);
    private volatile int _count = known;

    /// <summary>One more than the highest number given; a number is counted before anything that bears it is published.</summary>
    public int Count => _count;

    /// <summary>The number of an id, or -1.</summary>
    public int Find(string id)
    {
        var number = knownNumber(id);
        return number >= 0 || _added.TryGetValue(id, out number) ? number : -1;
    }

    /// <summary>The number of an id, given now if need be. For the writer alone.</summary>
    public int Number(string id)
    {
        var number = Find(id);
        if (number < 0)
        {
            number = _count;
            _added[id] = number;
            _count = number + 1;
        }

        return number;
    }
}
