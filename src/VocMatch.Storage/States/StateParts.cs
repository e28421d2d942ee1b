using System.Reflection;
using System.Text.Json;
using VocMatch.Domain.Records;

namespace VocMatch.Storage.States;

/// <summary>What of a state lies in rows of its own.</summary>
internal static class StateParts<T>
{
    /// <summary>Empty of a state that is one row.</summary>
    public static IReadOnlyList<PartKind<T>> Kinds { get; } = typeof(T).GetInterfaces().Any(IsParted)
        ? (IReadOnlyList<PartKind<T>>)typeof(StateParts).GetMethod(nameof(StateParts.KindsOf), BindingFlags.Static | BindingFlags.Public)!
            .MakeGenericMethod(typeof(T)).Invoke(null, null)!
        : [];

    public static bool Any => Kinds.Count > 0;

    /// <summary>What a write of the state has to write beside its row.</summary>
    /// <param name="isNew">There was no row, and so no parts.</param>
    public static PartChanges ChangesOf(T state, bool isNew)
    {
        var changed = new List<PartRow>();
        var removed = new List<RemovedPart>();
        var replaced = new List<string>();
        foreach (var kind in Kinds)
        {
            if (kind.Of(state) is not { } parts)
            {
                continue;
            }

            if (parts.IsKnown)
            {
                removed.AddRange(parts.Removed().Select(number => new RemovedPart(kind.Name, number)));
            }
            else if (!isNew)
            {
                replaced.Add(kind.Name);
            }

            changed.AddRange(parts.Changes().Select(part => new PartRow(
                kind.Name,
                part.Number,
                part.Key,
                kind.StatusOf(part.Item),
                JsonSerializer.SerializeToUtf8Bytes(part.Item, part.Item.GetType(), StateJson.Options))));
        }

        return new(changed, removed, replaced);
    }

    /// <summary>The store holds what the state was written with.</summary>
    public static void Store(T state)
    {
        foreach (var kind in Kinds)
        {
            kind.Of(state)?.Store();
        }
    }

    /// <param name="rows">Of every kind, each kind's in order.</param>
    public static T Read(T state, IReadOnlyCollection<StoredPart> rows)
    {
        foreach (var kind in Kinds)
        {
            state = kind.Read(state, rows.Where(row => row.Kind == kind.Name).Select(row => row.Payload), StateJson.Options);
        }

        return state;
    }

    private static bool IsParted(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IPartedState<>);
}

internal static class StateParts
{
    public static IReadOnlyList<PartKind<T>> KindsOf<T>()
        where T : IPartedState<T> => T.PartKinds;
}

/// <param name="Changed">Rows to write; one that stands under the same number of the same kind is replaced.</param>
/// <param name="Removed">Rows that go; none of them is among those to write.</param>
/// <param name="Replaced">Kinds of which the store may hold others: all that there are is among the rows to write, and the others go.</param>
internal sealed record PartChanges(IReadOnlyList<PartRow> Changed, IReadOnlyList<RemovedPart> Removed, IReadOnlyList<string> Replaced)
{
    public static PartChanges None { get; } = new([], [], []);

    public bool IsEmpty => Changed.Count == 0 && Removed.Count == 0 && Replaced.Count == 0;
}

/// <param name="Status">What rows of the kind are searched by; null where they are not.</param>
/// <param name="Payload">JSON as UTF-8.</param>
internal sealed record PartRow(string Kind, int Number, string Key, string? Status, byte[] Payload);

internal sealed record RemovedPart(string Kind, int Number);

/// <param name="Payload">JSON as UTF-8.</param>
internal sealed record StoredPart(string Kind, byte[] Payload);
