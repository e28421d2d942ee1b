using System.Collections.Immutable;
using System.Text.Json;

namespace VocMatch.Domain.Records;

/// <summary>A state of which some collections lie in rows of their own. It is immutable: at one version it is one value.</summary>
/// <remarks>Those collections are left out of the state's own JSON.</remarks>
internal interface IPartedState<TSelf>
    where TSelf : IPartedState<TSelf>
{
    static abstract IReadOnlyList<PartKind<TSelf>> PartKinds { get; }
}

/// <summary>One collection of a state that lies in rows of its own.</summary>
/// <param name="name">The kind's name in the store; it never changes.</param>
internal abstract class PartKind<TState>(string name)
{
    public string Name => name;

    /// <summary>The state's parts of this kind; null where it has none.</summary>
    public abstract IParts? Of(TState state);

    /// <summary>How a part stands, as rows of its kind are searched by; null where they are not.</summary>
    public abstract string? StatusOf(object part);

    /// <summary>The state with what the store holds.</summary>
    /// <param name="rows">JSON of each part, in order.</param>
    public abstract TState Read(TState state, IEnumerable<byte[]> rows, JsonSerializerOptions options);
}

/// <param name="keyOf">The part's key among those of one state.</param>
/// <param name="with">The state with these parts; asked with none too.</param>
internal sealed class PartKind<TState, TPart>(
    string name, Func<TPart, string> keyOf, Func<TState, Parts<TPart>?> of, Func<TState, Parts<TPart>, TState> with, Func<TPart, Enum>? statusOf = null)
    : PartKind<TState>(name)
    where TPart : class
{
    public override IParts? Of(TState state) => of(state);

    public override string? StatusOf(object part) =>
        statusOf is null ? null : JsonNamingPolicy.CamelCase.ConvertName(statusOf((TPart)part).ToString());

    public override TState Read(TState state, IEnumerable<byte[]> rows, JsonSerializerOptions options) =>
        with(state, Parts<TPart>.Stored(keyOf, rows.Select(row => JsonSerializer.Deserialize<TPart>(row, options)!)));
}

/// <summary>
/// A collection that is an array in memory, for those that shrink or are replaced as a whole: a write of the state compares it with what the
/// store holds, item by item, and writes and removes the rows that differ.
/// </summary>
/// <param name="keyOf">What a reader of the store finds the part by.</param>
/// <param name="with">The state with these parts; asked with none too.</param>
/// <param name="storedOf">What the store holds of the state: all versions of it share it, as long as the activation that read it.</param>
/// <param name="numberOf">
/// A number that the part never loses, rising in the order of the array; null: its place, so that what follows one that goes is written anew.
/// </param>
internal sealed class ArrayPartKind<TState, TPart>(
    string name,
    Func<TPart, string> keyOf,
    Func<TState, ImmutableArray<TPart>> of,
    Func<TState, ImmutableArray<TPart>, TState> with,
    Func<TState, StoredArrays> storedOf,
    Func<TPart, long>? numberOf = null)
    : PartKind<TState>(name)
    where TPart : notnull
{
    public override IParts? Of(TState state) => new ArrayParts(this, of(state), storedOf(state));

    public override string? StatusOf(object part) => null;

    public override TState Read(TState state, IEnumerable<byte[]> rows, JsonSerializerOptions options)
    {
        ImmutableArray<TPart> read = [.. rows.Select(row => JsonSerializer.Deserialize<TPart>(row, options)!)];
        var next = with(state, read);
        storedOf(next).Put(Name, read);
        return next;
    }

    private string KeyOf(TPart part) => keyOf(part);

    private int NumberOf(ImmutableArray<TPart> parts, int place) => numberOf is null ? place : checked((int)numberOf(parts[place]));

    private sealed class ArrayParts(ArrayPartKind<TState, TPart> kind, ImmutableArray<TPart> parts, StoredArrays stored) : IParts
    {
        private readonly ImmutableArray<TPart>? _stored = stored.Find<TPart>(kind.Name);

        public bool IsKnown => _stored is not null;

        public IEnumerable<ChangedPart> Changes()
        {
            var (held, at) = (_stored ?? [], 0);
            for (var place = 0; place < parts.Length; place++)
            {
                var number = kind.NumberOf(parts, place);
                while (at < held.Length && kind.NumberOf(held, at) < number)
                {
                    at++;
                }

                var isHeld = at < held.Length && kind.NumberOf(held, at) == number && EqualityComparer<TPart>.Default.Equals(held[at], parts[place]);
                if (!isHeld)
                {
                    yield return new(number, kind.KeyOf(parts[place]), parts[place]);
                }
            }
        }

        public IEnumerable<int> Removed()
        {
            var (held, place) = (_stored ?? [], 0);
            for (var at = 0; at < held.Length; at++)
            {
                var number = kind.NumberOf(held, at);
                while (place < parts.Length && kind.NumberOf(parts, place) < number)
                {
                    place++;
                }

                if (place == parts.Length || kind.NumberOf(parts, place) != number)
                {
                    yield return number;
                }
            }
        }

        public void Store() => stored.Put(kind.Name, parts);
    }
}

/// <summary>Which arrays of a state the store holds in rows of their own, by kind; none of a kind that was neither read nor written.</summary>
internal sealed class StoredArrays
{
    private readonly Dictionary<string, object> _arrays = new(StringComparer.Ordinal);

    public ImmutableArray<T>? Find<T>(string kind) => _arrays.TryGetValue(kind, out var array) ? (ImmutableArray<T>)array : null;

    public void Put<T>(string kind, ImmutableArray<T> parts) => _arrays[kind] = parts;
}
