using VocMatch.Contracts.Taxonomy;

namespace VocMatch.Domain.Reading;

/// <summary>Where the taxonomy is kept: rows of a table, one an item.</summary>
public interface ITaxonomyStore
{
    Task<long> Version(CancellationToken cancellation);

    Task<TaxonomySnapshot> Load(CancellationToken cancellation);

    /// <summary>Adds or replaces items in one transaction, and raises the version where anything changed.</summary>
    Task Save(TaxonomyChanges changes, CancellationToken cancellation);
}
