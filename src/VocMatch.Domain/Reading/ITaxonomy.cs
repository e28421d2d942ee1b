using VocMatch.Contracts.Taxonomy;

namespace VocMatch.Domain.Reading;

/// <summary>The snapshot in force in this process. Read it once per operation, not once per item.</summary>
public interface ITaxonomy
{
    TaxonomySnapshot Current { get; }

    /// <summary>Takes over what the store holds now, for callers that must see their own import.</summary>
    Task Refresh(CancellationToken cancellation = default);
}
