using System.Collections.Immutable;

namespace VocMatch.Data.Rows;

/// <summary>One line of an import: a row, or what is wrong with it. A wrong line never stops the good ones after it.</summary>
/// <param name="Line">Number of the line on which the row begins, from 1.</param>
/// <param name="Row">Null exactly when there are errors.</param>
/// <param name="Patch">
/// A line of columns as it stands: what it does not say about something that is stored already is kept. Its row is what it says of
/// something new. Null where a line says everything.
/// </param>
public readonly record struct RowRead<TRow>(long Line, TRow? Row, ImmutableArray<RowError> Errors, RowPatch? Patch = null)
    where TRow : class
{
    internal static RowRead<TRow> Good(long line, TRow row) => new(line, row, []);

    internal static RowRead<TRow> Wrong(RowError error) => new(error.Line, null, [error]);
}

/// <summary>What is wrong with a line.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Field">The member's path (<c>skills[2].level</c>) or the column's name; null where the line as a whole is wrong.</param>
/// <param name="Value">The value found, shortened; null where there is none.</param>
/// <param name="Rule">What was expected, as a sentence.</param>
public sealed record RowError(long Line, string? Field, string? Value, string Rule);
