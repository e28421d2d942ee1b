using System.Collections.Immutable;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Data.Tables;
using VocMatch.Data.Taxonomy;
using VocMatch.Domain.Reading;

namespace VocMatch.Gateway.Imports;

/// <summary>What the import of a published classification did, or in a dry run would do.</summary>
/// <param name="DryRun">True: nothing was written.</param>
/// <param name="Created">Items that were new.</param>
/// <param name="Changed">Items that were changed.</param>
/// <param name="Unchanged">Items that were there already.</param>
/// <param name="Occupations">Occupations in the files.</param>
/// <param name="Skills">Skills in the files.</param>
/// <param name="Notes">What of the files was left out, how often, with some of the values.</param>
/// <param name="Retired">How many skills and occupations the classification does not have any more. They stay, marked as retired.</param>
/// <param name="RetiredInUse">How many of them programs, placements or students go on to name.</param>
/// <param name="RetiredItems">The first 1,000 of them, those that are used most first.</param>
public sealed record PublishedTaxonomyReport(
    bool DryRun,
    long Created,
    long Changed,
    long Unchanged,
    int Occupations,
    int Skills,
    ImmutableArray<FileNote> Notes,
    int Retired,
    int RetiredInUse,
    ImmutableArray<RetiredItem> RetiredItems);

/// <summary>Takes in a classification as it was published, in one transaction.</summary>
internal sealed class PublishedTaxonomyImport(ITaxonomyStore store, ITaxonomy taxonomy, IReadSide reading)
{
    /// <exception cref="SourceFileException">A file is missing, or not what it is said to be.</exception>
    public async Task<PublishedTaxonomyReport> Run(
        Func<SourceFiles, TaxonomyImport> read,
        SourceFiles files,
        bool dryRun,
        CancellationToken cancellation)
    {
        var published = read(files);
        var snapshot = taxonomy.Current;
        var tally = new ImportTally();
        var complete = RetiredItems.Complete(published, snapshot);
        var retired = await RetiredItems.Of(complete, snapshot, reading, cancellation);
        var changes = new TaxonomyChanges(
            TaxonomyDifference.Of(TaxonomyKinds.Regions, snapshot, complete.Regions, tally),
            TaxonomyDifference.Of(TaxonomyKinds.SkillGroups, snapshot, complete.SkillGroups, tally),
            TaxonomyDifference.Of(TaxonomyKinds.Skills, snapshot, complete.Skills, tally),
            TaxonomyDifference.Of(TaxonomyKinds.Occupations, snapshot, complete.Occupations, tally));
        var counted = tally.Report(dryRun);
        if (!dryRun && counted.Created + counted.Changed > 0)
        {
            await store.Save(changes, cancellation);
            await taxonomy.Refresh(cancellation);
        }

        return new(
            dryRun,
            counted.Created,
            counted.Changed,
            counted.Unchanged,
            published.Changes.Occupations.Count,
            published.Changes.Skills.Count,
            [.. published.Notes],
            retired.Length,
            retired.Count(item => item.Programs + item.Placements + item.Students > 0),
            [.. retired.Take(ImportReport.MaxErrors)]);
    }
}
