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
        var unknown = new List<PartCount>();
        foreach (var kind in Kinds)
        {
            if (kind.Of(state) is not { } parts)
            {
                continue;
            }

            if (!parts.IsKnown && !isNew)
            {
                unknown.Add(new(kind.Name, parts.Count));
            }

            changed.AddRange(parts.Changes().Select(part => new PartRow(
                kind.Name,
                part.Place,
                part.Key,
                kind.StatusOf(part.Item),
                JsonSerializer.SerializeToUtf8Bytes(part.Item, part.Item.GetType(), StateJson.Options))));
        }

        return changed.Count == 0 && unknown.Count == 0 ? PartChanges.None : new(changed, unknown);
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

/// <param name="Changed">Rows to write; one that stands in the same place of the same kind is replaced.</param>
/// <param name="Unknown">Kinds of which the store may hold others: all that there are is among the rows to write, and the others go.</param>
internal sealed record PartChanges(IReadOnlyList<PartRow> Changed, IReadOnlyList<PartCount> Unknown)
{
    public static PartChanges None { get; } = new([], []);

    public bool IsEmpty => Changed.Count == 0 && Unknown.Count == 0;
}

/// <param name="Status">What rows of the kind are searched by; null where they are not.</param>
/// <param name="Payload">JSON as UTF-8.</param>
internal sealed record PartRow(string Kind, int Place, string Key, string? Status, byte[] Payload);

/// <param name="Count">How many there are; the places from this on are empty.</param>
internal sealed record PartCount(string Kind, int Count);

/// <param name="Payload">JSON as UTF-8.</param>
internal sealed record StoredPart(string Kind, byte[] Payload);
