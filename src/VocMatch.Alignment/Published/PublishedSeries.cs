using System.Collections.Immutable;
using VocMatch.Contracts.Identity;

namespace VocMatch.Alignment.Published;

/// <summary>Where a series comes from.</summary>
/// <param name="Vintage">The year or release it describes: <c>2023</c>, <c>2024-2034</c>.</param>
public sealed record SourceNote(string Series, string Source, string Vintage);

/// <summary>Completions of one program in one year, summed over providers or one row a provider: rows of a program are added up.</summary>
public sealed record CompletionsRow(string Program, string Title, int Completions);

/// <summary>A program leads to an occupation. Repeated pairs count once.</summary>
public sealed record CrosswalkRow(string Program, string Occupation);

/// <summary>Openings a year of an occupation, in persons (where a source prints thousands, multiplied out).</summary>
public sealed record OpeningsRow(string Occupation, string Title, int Openings);

/// <param name="Region">Null: the nation.</param>
public sealed record RegionalOpeningsRow(RegionId? Region, OpeningsRow Openings);

/// <param name="MedianAnnual">Whole units of the currency a year.</param>
public sealed record WageRow(string Occupation, int MedianAnnual);

/// <summary>An occupation that the openings count under another, combined code: <c>29-2011 -> 29-2010</c>.</summary>
public sealed record CombinedCodeRow(string Occupation, string CombinedInto);

/// <summary>Outside figures of a nation, as imported, with their sources.</summary>
public sealed record PublishedSeries
{
    public required ImmutableArray<CompletionsRow> Completions { get; init; }

    public required ImmutableArray<CrosswalkRow> Crosswalk { get; init; }

    public required ImmutableArray<OpeningsRow> Openings { get; init; }

    public ImmutableArray<WageRow> Wages { get; init; } = [];

    public ImmutableArray<CombinedCodeRow> CombinedCodes { get; init; } = [];

    public required ImmutableArray<SourceNote> Sources { get; init; }
}
