using System.Collections.Immutable;
using VocMatch.Alignment.Published;
using VocMatch.Contracts.Identity;

namespace VocMatch.Gateway.Alignment;

/// <summary>Supply and demand by program of a nation or a region, from outside series alone.</summary>
/// <param name="Programs">Every program with completions, in order of its code; those without an occupation too.</param>
/// <param name="Unfed">Occupations with openings that no program with completions leads to; on the first page.</param>
/// <param name="Region">Null: the nation.</param>
/// <param name="Note">Of which place and year the figures are, what was done to them, what is missing.</param>
/// <param name="NextCursor">Null on the last page.</param>
public sealed record PublishedDocument(
    ImmutableArray<PublishedSource> Sources,
    ImmutableArray<ProgramStatistics> Programs,
    ImmutableArray<UnfedOccupation> Unfed,
    RegionId? Region,
    string Note,
    string? NextCursor)
{
    internal static PublishedDocument Of(PublishedSeries series, PublishedStatistics page, string? nextCursor) => new(
        [.. series.Sources.Select(source => new PublishedSource(source.Series, source.Source, source.Vintage, source.Year, source.Note))],
        page.Programs,
        page.Unfed,
        series.Region,
        PublishedWords.Note(series),
        nextCursor);
}

/// <param name="Vintage">The year or release it describes.</param>
/// <param name="Year">The year of the figures used, where the series has several.</param>
/// <param name="Note">What was done to its figures.</param>
public sealed record PublishedSource(string Series, string Source, string Vintage, string? Year, string? Note);
