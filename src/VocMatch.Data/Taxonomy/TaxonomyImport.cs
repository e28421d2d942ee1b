using VocMatch.Contracts.Taxonomy;
using VocMatch.Data.Tables;

namespace VocMatch.Data.Taxonomy;

/// <summary>A published classification as items of the taxonomy, and what of it was left out.</summary>
public sealed record TaxonomyImport(TaxonomyChanges Changes, IReadOnlyList<SourceNote> Notes);
