using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;

namespace VocMatch.Contracts.Alignment;

/// <summary>What a series published outside the platform says.</summary>
public enum ReferenceKind
{
    /// <summary>Persons who completed each program in a year, over all providers.</summary>
    Completions,

    /// <summary>Openings of each occupation a year, persons.</summary>
    Openings,

    /// <summary>Which occupations a program leads to.</summary>
    Crosswalk,

    /// <summary>Median annual wage of each occupation.</summary>
    Wages,

    /// <summary>Occupations that the openings count under another, combined code.</summary>
    CombinedCodes,

    /// <summary>The codes of one classification with their labels, parents and levels; there are as many as were imported, each with a name.</summary>
    Classification,

    /// <summary>Which codes of one named classification become which of another; one for each pair.</summary>
    ClassificationCrosswalk,

    /// <summary>The education with which each occupation is typically entered, in words.</summary>
    EntryEducation,
}

/// <summary>Why a figure is not there. A missing figure is never zero.</summary>
public enum MissingFigure
{
    /// <summary>The source hides it to protect those who are counted: <c>*</c>, <c>x</c>, <c>c</c>, <c>&lt;5</c>.</summary>
    Suppressed,

    /// <summary>The source has none: <c>..</c>, <c>.</c>, <c>[x]</c>.</summary>
    NotAvailable,

    /// <summary>The source holds it for too unreliable to be shown: <c>: u</c>, <c>F</c>.</summary>
    Unreliable,

    /// <summary>More than zero, less than half of the unit printed: <c>[low]</c>.</summary>
    Low,
}

/// <summary>A series as it was imported. Importing a kind again replaces its series as a whole; without rows there is none.</summary>
/// <param name="Source">Who published it.</param>
/// <param name="Vintage">The year or release it describes: <c>2023</c>, <c>2024-2034</c>.</param>
/// <param name="Sha256">Digest of the imported file.</param>
/// <param name="Name">Of a classification, its name; of a crosswalk between two, <c>from:to</c>; otherwise null.</param>
/// <param name="Classification">Name of the classification of the codes; null where it was not said.</param>
/// <param name="TargetClassification">Name of the classification that a crosswalk leads to; null where it was not said.</param>
/// <param name="Notes">What was done to the figures of the file, for readers of a report.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.ReferenceSeries")]
public sealed record ReferenceSeries(
    ReferenceKind Kind,
    string Source,
    string Vintage,
    string Sha256,
    ImmutableArray<ReferenceRow> Rows,
    long Version,
    string? Name = null,
    string? Classification = null,
    string? TargetClassification = null,
    ImmutableArray<string>? Notes = null);

/// <summary>A row of a series.</summary>
/// <param name="Code">The program's code, or the occupation's.</param>
/// <param name="Text">A title; for crosswalks and combined codes the code it leads to; of entry education the education, empty where the source does not give it.</param>
/// <param name="Number">Persons, openings or whole units of the currency; 0 where the kind has none. Where figures are missing, what is left: a lower bound.</param>
/// <param name="Region">The region it is of; null: the nation.</param>
/// <param name="Year">The year, or years that it is the mean of; null where the file names none.</param>
/// <param name="Missing">Why the figure, or a part of it, is not there; null where it is.</param>
/// <param name="Flag">What the source marks it with: <c>b</c> (break in the series), <c>p</c> (provisional), <c>*</c>.</param>
/// <param name="Weight">Of a crosswalk, the share of the code that goes to <paramref name="Text"/>; null: not weighted.</param>
/// <param name="Parent">Of a classification, the code above.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.ReferenceRow")]
public sealed record ReferenceRow(
    string Code,
    string Text,
    int Number,
    RegionId? Region = null,
    string? Year = null,
    MissingFigure? Missing = null,
    string? Flag = null,
    decimal? Weight = null,
    string? Parent = null);

/// <summary>What the import of a series did, or in a dry run would do.</summary>
/// <param name="DryRun">True: nothing was written.</param>
/// <param name="Rows">Rows of the series.</param>
/// <param name="Notes">What of the file was left out or taken otherwise than written, and what may be wrong with it.</param>
/// <param name="Missing">Rows whose figure the source does not give.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.ReferenceImported")]
public sealed record ReferenceImported(
    bool DryRun,
    ReferenceKind Kind,
    string Source,
    string Vintage,
    int Rows,
    string Sha256,
    Change Change,
    ImmutableArray<string>? Notes = null,
    int? Missing = null);

/// <param name="Name">As <see cref="ReferenceSeries.Name"/>.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.ReferenceName")]
public sealed record ReferenceName(ReferenceKind Kind, string Name);

/// <summary>Every reference series that is kept, under the version of the list.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.ReferenceNames")]
public sealed record ReferenceNames(ImmutableArray<ReferenceName> Names, long Version);
