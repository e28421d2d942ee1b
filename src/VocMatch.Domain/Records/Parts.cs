using System.Collections;
using System.Collections.Immutable;

namespace VocMatch.Domain.Records;

/// <summary>
/// Items of a state that lie in rows of their own, in the order in which they were added, each under a key: a write of the state writes those
/// that are new or were replaced since the last one, however many there are. An item is never taken away.
/// </summary>
/// <remarks>
/// Immutable but for one thing: which items the store holds, by reference, is known to all versions of one collection, as long as the
/// activation that read it. Items lie in blocks that versions share, so that to replace or add one copies one block and the list of blocks.
/// </remarks>
public sealed class Parts<T> : IParts, IReadOnlyList<T>
    where T : class
{
    private const int BlockSize = 64;

    private readonly Func<T, string> _keyOf;
    private readonly ImmutableArray<ImmutableArray<T>> _blocks;
    private readonly ImmutableDictionary<string, int> _places;
    private readonly Baseline _stored;

    /// <summary>None; it is not known what the store holds.</summary>
    public Parts(Func<T, string> keyOf)
        : this(keyOf, [], ImmutableDictionary.Create<string, int>(StringComparer.Ordinal), new())
    {
    }

    private Parts(Func<T, string> keyOf, ImmutableArray<ImmutableArray<T>> blocks, ImmutableDictionary<string, int> places, Baseline stored) =>
        (_keyOf, _blocks, _places, _stored) = (keyOf, blocks, places, stored);

    public int Count => _places.Count;

    /// <param name="place">From 0, in the order of adding.</param>
    public T this[int place] => _blocks[place / BlockSize][place % BlockSize];

    /// <summary>What the store holds, in order.</summary>
    /// <exception cref="ArgumentException">Two have the same key.</exception>
    public static Parts<T> Stored(Func<T, string> keyOf, IEnumerable<T> items)
    {
        var places = ImmutableDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        var blocks = ImmutableArray.CreateBuilder<ImmutableArray<T>>();
        foreach (var block in items.Chunk(BlockSize))
        {
            foreach (var item in block)
            {
                places.Add(keyOf(item), places.Count);
            }

            blocks.Add([.. block]);
        }

        var all = blocks.DrainToImmutable();
        return new(keyOf, all, places.ToImmutable(), new() { Blocks = all });
    }

    public T? Find(string key) => _places.TryGetValue(key, out var place) ? this[place] : null;

    /// <returns>Place of the item; -1 where there is none.</returns>
    public int PlaceOf(string key) => _places.TryGetValue(key, out var place) ? place : -1;

    /// <summary>The same with one more at the end.</summary>
    /// <exception cref="ArgumentException">There is one with its key.</exception>
    public Parts<T> Add(T item)
    {
        var places = _places.Add(_keyOf(item), Count);
        if (places.Count == _places.Count)
        {
            throw new ArgumentException($"There is an item '{_keyOf(item)}' already.", nameof(item));
        }

        return _blocks is [.., { Length: < BlockSize } last]
            ? new(_keyOf, _blocks.SetItem(_blocks.Length - 1, last.Add(item)), places, _stored)
            : new(_keyOf, _blocks.Add([item]), places, _stored);
    }

    /// <summary>The same with an item in the place of the one that has its key.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Parts<T> Replace(T item)
    {
        var place = _places[_keyOf(item)];
        var block = _blocks[place / BlockSize];
        return new(_keyOf, _blocks.SetItem(place / BlockSize, block.SetItem(place % BlockSize, item)), _places, _stored);
    }

    /// <summary>The same with an item in the place of the one that has its key, or at the end.</summary>
    public Parts<T> With(T item) => _places.ContainsKey(_keyOf(item)) ? Replace(item) : Add(item);

    public IEnumerator<T> GetEnumerator()
    {
        foreach (var block in _blocks)
        {
            foreach (var item in block)
            {
                yield return item;
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    bool IParts.IsKnown => !_stored.Blocks.IsDefault;

    IEnumerable<ChangedPart> IParts.Changes()
    {
        for (var at = 0; at < _blocks.Length; at++)
        {
            var block = _blocks[at];
            var before = _stored.Blocks.IsDefault || at >= _stored.Blocks.Length ? [] : _stored.Blocks[at];
            for (var i = 0; block != before && i < block.Length; i++)
            {
                if (i >= before.Length || !ReferenceEquals(before[i], block[i]))
                {
                    yield return new((at * BlockSize) + i, _keyOf(block[i]), block[i]);
                }
            }
        }
    }

    IEnumerable<int> IParts.Removed() => [];

    void IParts.Store() => _stored.Blocks = _blocks;

    private sealed class Baseline
    {
        /// <summary>What the store holds; default where that is not known.</summary>
        public ImmutableArray<ImmutableArray<T>> Blocks { get; set; }
    }
}

/// <summary>A collection of parts as the store sees it.</summary>
public interface IParts
{
    /// <summary>Whether it is known what the store holds; where it is not, every part is a change, and what the store holds beside them goes.</summary>
    bool IsKnown { get; }

    /// <summary>What the store does not hold.</summary>
    IEnumerable<ChangedPart> Changes();

    /// <summary>Numbers of what the store holds and the collection does not. Asked only where it is known what the store holds.</summary>
    IEnumerable<int> Removed();

    /// <summary>The store holds all of it now.</summary>
    void Store();
}

/// <param name="Number">Of the part's row among those of its kind, 0 or more, rising in the order of the collection.</param>
public readonly record struct ChangedPart(int Number, string Key, object Item);
