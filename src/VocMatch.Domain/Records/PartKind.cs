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
