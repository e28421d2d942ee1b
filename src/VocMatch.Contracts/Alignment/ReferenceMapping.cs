using System.Collections.Immutable;
using VocMatch.Contracts.Identity;

namespace VocMatch.Contracts.Alignment;

/// <summary>How a file of an office is read as a reference series: which column is what, how figures are written, which rows count.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.ReferenceMapping")]
public sealed record ReferenceMapping
{
    /// <summary>What the file is imported as.</summary>
    [Id(0)]
    public required ReferenceKind Kind { get; init; }

    /// <summary>The program's code, or the occupation's.</summary>
    [Id(1)]
    public required ColumnPart Code { get; init; }

    /// <summary>utf-8, utf-16, windows-1252, iso-8859-1, gb18030, shift_jis, ...; a mark at the beginning of the file comes first. Left out: UTF-8.</summary>
    [Id(2)]
    public string? Encoding { get; init; }

    /// <summary>What stands between two cells; left out: a comma. Of no meaning for XLSX.</summary>
    [Id(3)]
    public Delimiter? Delimiter { get; init; }

    /// <summary>The sheet of an XLSX file; left out: the first one.</summary>
    [Id(4)]
    public string? Sheet { get; init; }

    /// <summary>The line of the header, from 1; left out: the first line that has every column named here. Lines above it are title lines.</summary>
    [Id(5)]
    public int? HeaderLine { get; init; }

    /// <summary>Of entry education, the education.</summary>
    [Id(6)]
    public ColumnPart? Title { get; init; }

    /// <summary>Of crosswalks and combined codes, the code it leads to.</summary>
    [Id(7)]
    public ColumnPart? Target { get; init; }

    /// <summary>Of a crosswalk, the share of the code that goes to the target, over 0 and at most 1.</summary>
    [Id(8)]
    public ColumnPart? Weight { get; init; }

    /// <summary>Of a classification, the code above.</summary>
    [Id(9)]
    public ColumnPart? Parent { get; init; }

    /// <summary>Of a classification, its level, from 1 = the broadest.</summary>
    [Id(10)]
    public ColumnPart? Level { get; init; }

    /// <summary>The column of figures, or one for each year.</summary>
    [Id(11)]
    public ImmutableArray<ValueColumn> Values { get; init; } = [];

    /// <summary>A column of marks beside the figures (Statistics Canada's STATUS).</summary>
    [Id(12)]
    public ColumnPart? Status { get; init; }

    [Id(13)]
    public ColumnPart? Year { get; init; }

    /// <summary>Left out: all rows are of <see cref="WholeRegion"/>, or of the nation.</summary>
    [Id(14)]
    public ColumnPart? Region { get; init; }

    /// <summary>Names of regions in the file. A name that is not here must be the id of a region.</summary>
    [Id(15)]
    public ImmutableArray<RegionName> Regions { get; init; } = [];

    /// <summary>True: rows of regions that are not named in <see cref="Regions"/> are left out, and said.</summary>
    [Id(16)]
    public bool LeaveOutOtherRegions { get; init; }

    /// <summary>Columns in which rows that add up differ (a provider's number); without them the same code, region and year twice is an error.</summary>
    [Id(17)]
    public ImmutableArray<string> AddUpOver { get; init; } = [];

    /// <summary>Only rows that hold one of these values count: one sex, one level, one geography.</summary>
    [Id(18)]
    public ImmutableArray<RowFilter> Where { get; init; } = [];

    /// <summary>Codes or labels of total rows beside those that are known as such (Total, Insgesamt, 99, ...). They are left out, and said.</summary>
    [Id(19)]
    public ImmutableArray<string> Totals { get; init; } = [];

    /// <summary>True: groups may stand beside their parts. False: such a file is refused, because each would be counted twice.</summary>
    [Id(20)]
    public bool MixedLevels { get; init; }

    /// <summary>The decimal sign; left out: a point.</summary>
    [Id(21)]
    public DecimalSign? Decimal { get; init; }

    /// <summary>What sets thousands apart; left out: nothing does. A space stands for every kind of space.</summary>
    [Id(22)]
    public ThousandsSign? Thousands { get; init; }

    /// <summary>What a figure stands for: 1000 where the file prints thousands; left out: 1.</summary>
    [Id(23)]
    public decimal? Multiplier { get; init; }

    /// <summary>Of wages an hour: the hours of a year by which they are multiplied (2080 in the United States).</summary>
    [Id(24)]
    public decimal? HoursPerYear { get; init; }

    /// <summary>True: a figure that is no whole number after it was multiplied is rounded, half away from zero. Wages always are.</summary>
    [Id(25)]
    public bool Round { get; init; }

    /// <summary>Marks in place of a figure, beside those that are known, or against them.</summary>
    [Id(26)]
    public ImmutableArray<FigureMark> Marks { get; init; } = [];

    /// <summary>Which of several years are kept; left out: each.</summary>
    [Id(27)]
    public YearChoice? Years { get; init; }

    /// <summary>Name of the classification of the codes: cip-2020, isced-f-2013, kldb-2010, uk-soc-2020, us-soc-2018, isco-08, ...</summary>
    [Id(28)]
    public string? Classification { get; init; }

    /// <summary>Name of the classification that a crosswalk leads to.</summary>
    [Id(29)]
    public string? TargetClassification { get; init; }

    /// <summary>The region that the whole file is of, where no column says it (a state's own table).</summary>
    [Id(30)]
    public RegionId? WholeRegion { get; init; }
}

/// <summary>A column, or a part of its cells.</summary>
/// <param name="Column">Its header; line breaks and repeated spaces count as one space.</param>
/// <param name="Pattern">A regular expression (.NET, without look-around and back references); the first group is taken, or the whole match. Left out: the cell.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.ColumnPart")]
public sealed record ColumnPart(string Column, string? Pattern = null);

/// <param name="Year">The year of which it is; left out where a column of the file says it, or none does.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.ValueColumn")]
public sealed record ValueColumn(string Column, string? Year = null);

/// <param name="Name">As the file has it: a name or an official code.</param>
/// <param name="Region">The platform's region; left out: the nation.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.RegionName")]
public sealed record RegionName(string Name, RegionId? Region = null);

/// <param name="Is">Values of which a row must hold one.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.RowFilter")]
public sealed record RowFilter(string Column, ImmutableArray<string> Is);

/// <param name="Mark">As the file prints it.</param>
/// <param name="Missing">Why the figure is not there; left out: the mark means exactly zero.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.FigureMark")]
public sealed record FigureMark(string Mark, MissingFigure? Missing = null);

/// <summary>What separates the cells of a text file.</summary>
public enum Delimiter
{
    Comma,
    Semicolon,
    Tab,

    /// <summary>Eurostat's: commas in the first column, tabs between the others.</summary>
    TabAndComma,
    Pipe,
}

/// <summary>What separates whole and decimals in the figures of a file.</summary>
public enum DecimalSign
{
    Point,
    Comma,
}

/// <summary>What separates groups of three digits in the figures of a file.</summary>
public enum ThousandsSign
{
    Comma,
    Point,
    Space,
    Apostrophe,
}

/// <summary>Which year of several a file gives is taken.</summary>
public enum YearChoice
{
    Each,

    /// <summary>The latest year of the file.</summary>
    Latest,

    /// <summary>The mean over the years of the file, rounded half away from zero; missing where one of them is.</summary>
    Mean,
}

/// <summary>A mapping under its name.</summary>
/// <param name="Version">Raised with every change, and never given twice to a name.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.SavedMapping")]
public sealed record SavedMapping(string Name, ReferenceMapping Mapping, long Version);

/// <summary>Every saved mapping.</summary>
/// <param name="Version">Of the collection; each mapping has its own.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.SavedMappings")]
public sealed record SavedMappings(ImmutableArray<SavedMapping> Items, long Version);
