using System.Collections.Immutable;
using VocMatch.Alignment.Data;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Identity;

namespace VocMatch.Alignment.Published;

/// <summary>Completions of one program in one year, summed over providers or one row a provider: rows of a program are added up.</summary>
/// <param name="Completions">Where a figure is missing, what is given: a lower bound.</param>
/// <param name="Flag">The source's mark.</param>
public sealed record CompletionsRow(string Program, string Title, int Completions, MissingFigure? Missing = null, string? Flag = null);

/// <summary>A program leads to an occupation. Repeated pairs count once.</summary>
/// <param name="Weight">The share of the program's completers who go there; null: not weighted.</param>
public sealed record CrosswalkRow(string Program, string Occupation, decimal? Weight = null);

/// <summary>Openings a year of an occupation, in persons (where a source prints thousands, multiplied out).</summary>
/// <param name="Openings">Where a figure is missing, what is given: a lower bound.</param>
/// <param name="Flag">The source's mark.</param>
public sealed record OpeningsRow(string Occupation, string Title, int Openings, MissingFigure? Missing = null, string? Flag = null);

/// <param name="MedianAnnual">Whole units of the currency a year.</param>
public sealed record WageRow(string Occupation, int MedianAnnual);

/// <summary>An occupation that the openings count under another, combined code: <c>29-2011 -> 29-2010</c>.</summary>
public sealed record CombinedCodeRow(string Occupation, string CombinedInto);

/// <param name="Education">The typical one for entry, in the source's words; empty where it does not give it.</param>
public sealed record EntryEducationRow(string Occupation, string Education);

/// <summary>Outside figures of a nation or a region, as imported, with their sources.</summary>
public sealed record PublishedSeries
{
    public required ImmutableArray<CompletionsRow> Completions { get; init; }

    public required ImmutableArray<CrosswalkRow> Crosswalk { get; init; }

    public required ImmutableArray<OpeningsRow> Openings { get; init; }

    /// <summary>Those that are given.</summary>
    public ImmutableArray<WageRow> Wages { get; init; } = [];

    public ImmutableArray<CombinedCodeRow> CombinedCodes { get; init; } = [];

    /// <summary>Null where no series of it was imported, or none that could be joined to the openings.</summary>
    public ImmutableArray<EntryEducationRow>? EntryEducation { get; init; }

    public required ImmutableArray<SourceNote> Sources { get; init; }

    /// <summary>Null: the nation.</summary>
    public RegionId? Region { get; init; }
}
