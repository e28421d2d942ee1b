using System.Text.Json;
using VocMatch.Contracts.Json;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Taxonomy;

namespace VocMatch.Gateway.Imports;

/// <summary>Which items differ from those in force.</summary>
internal static class TaxonomyDifference
{
    /// <summary>Counts every item, and gives back those that are new or changed.</summary>
    public static List<TItem> Of<TItem>(TaxonomyKind<TItem> kind, TaxonomySnapshot snapshot, IEnumerable<TItem> items, ImportTally tally)
        where TItem : class
    {
        var different = new List<TItem>();
        foreach (var item in items)
        {
            var change = kind.Find(snapshot, kind.Id(item)) is not { } present ? Change.Created
                : Same(present, item) ? Change.Unchanged
                : Change.Changed;
            tally.Count(change);
            if (change != Change.Unchanged)
            {
                different.Add(item);
            }
        }

        return different;
    }

    private static bool Same<TItem>(TItem first, TItem second) =>
        JsonSerializer.SerializeToUtf8Bytes(first, WireJson.Options).AsSpan()
            .SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(second, WireJson.Options));
}
