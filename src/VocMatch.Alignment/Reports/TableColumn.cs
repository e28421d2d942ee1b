using System.Collections.Immutable;
using VocMatch.Alignment.Indicators;

namespace VocMatch.Alignment.Reports;

/// <summary>A column as it stands in one table: the indicator, and the function that gives its cell of a row.</summary>
/// <param name="Cell">Of the protected figures, the indicator and the row's subject.</param>
internal sealed record TableColumn<TRow>(Column Column, Func<Figures, Column, TRow, Cell> Cell)
{
    /// <summary>The table of some columns and rows.</summary>
    public static ReportTable Of(
        string id, string title, string note, Figures figures, ImmutableArray<TableColumn<TRow>> columns, IEnumerable<TRow> rows) => ReportTable.Of(
        id,
        title,
        note,
        [.. columns.Select(column => column.Column)],
        rows.Select(row => (ImmutableArray<Cell>)[.. columns.Select(column => column.Cell(figures, column.Column, row))]));
}
