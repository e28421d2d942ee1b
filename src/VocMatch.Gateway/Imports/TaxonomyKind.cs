using System.Collections.Immutable;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Taxonomy;

namespace VocMatch.Gateway.Imports;

/// <summary>What an import must know about one kind of taxonomy item.</summary>
/// <param name="Find">The present item, or null.</param>
/// <param name="Check">Rules of the item itself that are broken.</param>
/// <param name="References">Other items it names.</param>
internal sealed record TaxonomyKind<TItem>(
    Func<TItem, string> Id,
    Func<TaxonomySnapshot, string, TItem?> Find,
    Func<TItem, ImmutableArray<Violation>> Check,
    Func<TItem, IEnumerable<TaxonomyReference>> References,
    Func<IReadOnlyList<TItem>, TaxonomyChanges> Changes)
    where TItem : class;

/// <param name="Field">Where it stands in the item.</param>
/// <param name="What">What it names, in words.</param>
/// <param name="OfSameKind">True where a line of the same import may bring it.</param>
internal sealed record TaxonomyReference(string Field, string What, string Id, bool OfSameKind, Func<TaxonomySnapshot, bool> Exists);
