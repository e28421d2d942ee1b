using System.Collections.Immutable;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Identity;

namespace VocMatch.Alignment.Published.Files;

/// <summary>A file as it was understood: its rows, or everything that is wrong with it.</summary>
/// <param name="Encoding">The encoding that was taken; empty for a workbook.</param>
/// <param name="HeaderLine">Counted from 1; 0 where no header was found.</param>
/// <param name="Columns">The header's columns.</param>
/// <param name="Rows">Empty where there are errors that forbid the file.</param>
/// <param name="Lines">For each row the line that it was taken from; of several, the first.</param>
/// <param name="Errors">Grouped by reason; a file with any is not taken.</param>
/// <param name="Notes">What was left out or taken otherwise than written, and what may be wrong.</param>
/// <param name="Remarks">What was done to the figures, for readers of a report.</param>
/// <param name="Totals">Sums by region and year.</param>
public sealed record SeriesRead(
    string Encoding,
    int HeaderLine,
    ImmutableArray<string> Columns,
    ImmutableArray<ReferenceRow> Rows,
    ImmutableArray<int> Lines,
    ImmutableArray<FileError> Errors,
    ImmutableArray<string> Notes,
    ImmutableArray<string> Remarks,
    ImmutableArray<SliceTotal> Totals);

/// <summary>One reason for which a file is refused, with every line that it holds for.</summary>
/// <param name="Column">Null where it is no column's.</param>
/// <param name="Count">Of all lines; of them at most twenty are named.</param>
public sealed record FileError(string Reason, string? Column, int Count, ImmutableArray<FilePlace> Places);

/// <param name="Line">Counted from 1; 0 where it is the file as a whole.</param>
public sealed record FilePlace(int Line, string? Value);

/// <summary>What the rows of one region and year add up to.</summary>
/// <param name="Region">Null: the nation.</param>
/// <param name="Sum">Of the figures that are given.</param>
/// <param name="Missing">Rows without a figure: where there are any, the sum is a lower bound.</param>
/// <param name="Printed">What the file's own total rows say, each with its line.</param>
public sealed record SliceTotal(RegionId? Region, string? Year, int Rows, long Sum, int Missing, ImmutableArray<PrintedTotal> Printed);

/// <param name="Value">Null where the total itself is missing.</param>
public sealed record PrintedTotal(int Line, string Label, decimal? Value);
