using System.Collections.Immutable;
using VocMatch.Alignment.Indicators;

namespace VocMatch.Alignment.Reports;

/// <summary>A column as it stands in one table: the indicator, the function that gives its cell of a row, and the one that gives it of a sum of regions.</summary>
/// <param name="Cell">Of what the table is made of, the indicator and the row's subject.</param>
/// <param name="Sum">Null: words are the same in the sum as in its first part, and a figure does not add up.</param>
internal sealed record TableColumn<TSource, TRow>(Column Column, Func<TSource, Column, TRow, Cell> Cell, Func<RegionSums, SummedRows, Column, Cell>? Sum = null)
{
    /// <summary>Whether the table has it; null: always.</summary>
    public Func<TSource, bool>? When { get; init; }
}

/// <summary>All that is declared of a table: its columns with their cells and sums, and which rows a sum of regions has.</summary>
internal sealed record TableShape<TSource, TRow>(string Id, ImmutableArray<TableColumn<TSource, TRow>> Columns)
{
    public RowSums Sums { get; init; } = RowSums.OfAnyPart;

    public ReportTable Of(string title, string note, TSource source, IEnumerable<TRow> rows)
    {
        var columns = Columns.RemoveAll(column => column.When?.Invoke(source) == false);
        return ReportTable.Of(
            Id,
            title,
            note,
            [.. columns.Select(column => column.Column)],
            rows.Select(row => (ImmutableArray<Cell>)[.. columns.Select(column => column.Cell(source, column.Column, row))]));
    }

    public SummedTable Summed() => new(
        Id, Sums, Columns.Where(column => column.Sum is not null).ToImmutableDictionary(column => column.Column, column => column.Sum!));
}

/// <summary>Of which rows of its parts a sum of regions has one.</summary>
internal enum RowSums
{
    /// <summary>Of what any part has.</summary>
    OfAnyPart,

    /// <summary>Of what every part has.</summary>
    OfEveryPart,

    /// <summary>Of none: its rows do not add up.</summary>
    None,
}

/// <summary>How a sum of regions is made of a table's rows.</summary>
internal sealed record SummedTable(string Id, RowSums Rows, ImmutableDictionary<Column, Func<RegionSums, SummedRows, Column, Cell>> Sums)
{
    public Cell Of(RegionSums sums, SummedRows rows, Column column, Cell first) =>
        column.Formula is null && !Sums.ContainsKey(column) ? first
        : Sums.TryGetValue(column, out var sum) ? sum(sums, rows, column)
        : Cell.NotApplicable;
}

/// <summary>What a row of sums is of: a code or a name, with the rows that the parts have of it.</summary>
/// <param name="Key">The place of the name among the columns; 0: it is the region itself.</param>
internal sealed record SummedRows(ReportTable Parts, int Key, ImmutableArray<ImmutableArray<Cell>> Rows)
{
    public string Name => Key == 0 ? "" : $"{Rows[0][Key]}";

    public bool Has(Column column) => Parts.Columns.Contains(column);

    public ImmutableArray<Cell> Of(Column column) => [.. Rows.Select(row => row[Parts.Columns.IndexOf(column)])];
}
