using System.Collections.Immutable;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Data.Rows;
using VocMatch.Domain.Reading;

namespace VocMatch.Gateway.Imports;

/// <summary>Takes in items of the taxonomy: all good lines in one transaction, then the snapshot in force is replaced.</summary>
/// <param name="kind">How the items are checked, found and saved.</param>
internal sealed class TaxonomyRowImport<TItem>(TaxonomyKind<TItem> kind, ITaxonomyStore store, ITaxonomy taxonomy) : IRowImport<TItem>
    where TItem : class
{
    public async Task<ImportReport> Run(
        IAsyncEnumerable<RowRead<TItem>> rows,
        bool dryRun,
        Action? advanced,
        CancellationToken cancellation)
    {
        var tally = new ImportTally();
        var snapshot = taxonomy.Current;
        var items = new Dictionary<string, RowRead<TItem>>(StringComparer.Ordinal);
        await foreach (var line in rows.WithCancellation(cancellation))
        {
            var read = Whole(line, snapshot);
            var errors = read.Row is { } item ? OwnErrors(read.Line, item, items) : read.Errors;
            if (errors.Length > 0)
            {
                tally.Refuse(errors);
            }
            else
            {
                items.Add(kind.Id(read.Row!), read);
            }

            advanced?.Invoke();
        }

        DropDangling(items, snapshot, tally);
        if (dryRun)
        {
            Compare(items, snapshot, tally);
        }

        var changed = TaxonomyDifference.Of(kind, snapshot, items.Values.Select(read => read.Row!), tally);
        if (!dryRun && changed.Count > 0)
        {
            await store.Save(kind.Changes(changed), cancellation);
            await taxonomy.Refresh(cancellation);
        }

        return tally.Report(dryRun);
    }

    /// <summary>A line of columns over the item it is about, where that is stored already.</summary>
    private RowRead<TItem> Whole(RowRead<TItem> read, TaxonomySnapshot snapshot) =>
        read.Patch is { } patch && RowKey.Of(patch, "id") is { } key && kind.Find(snapshot, key.Entity) is { } stored ? patch.Over(stored) : read;

    private void Compare(Dictionary<string, RowRead<TItem>> items, TaxonomySnapshot snapshot, ImportTally tally)
    {
        foreach (var (id, read) in items)
        {
            var stored = kind.Find(snapshot, id);
            if (RowDifferences.Between(stored, read.Row!) is { Length: > 0 } fields)
            {
                tally.Differ(new(read.Line, id, stored is null ? Change.Created : Change.Changed, fields));
            }
        }
    }

    private ImmutableArray<RowError> OwnErrors(long line, TItem item, Dictionary<string, RowRead<TItem>> before)
    {
        var errors = kind.Check(item).Select(violation => new RowError(line, violation.Field, violation.Value, violation.Rule));
        return before.TryGetValue(kind.Id(item), out var first)
            ? [.. errors, new RowKey(kind.Id(item)).Repeated(line, "id", first.Line)]
            : [.. errors];
    }

    /// <summary>Drops items that refer to what does not exist, and then those that referred to them.</summary>
    private void DropDangling(Dictionary<string, RowRead<TItem>> items, TaxonomySnapshot snapshot, ImportTally tally)
    {
        var dropping = true;
        while (dropping)
        {
            dropping = false;
            foreach (var (id, read) in items)
            {
                var dangling = kind.References(read.Row!)
                    .Where(reference => !reference.Exists(snapshot) && !(reference.OfSameKind && items.ContainsKey(reference.Id)))
                    .Select(reference => new RowError(read.Line, reference.Field, reference.Id, $"The {reference.What} '{reference.Id}' does not exist."))
                    .ToImmutableArray();
                if (dangling.Length > 0)
                {
                    tally.Refuse(dangling);
                    items.Remove(id);
                    dropping = true;
                }
            }
        }
    }
}
