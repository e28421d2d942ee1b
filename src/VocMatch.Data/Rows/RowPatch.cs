using System.Text.Json;
using System.Text.Json.Nodes;
using VocMatch.Contracts.Json;

namespace VocMatch.Data.Rows;

/// <summary>
/// What a line of columns says, and nothing more: a column that is not there and a cell that is empty keep what is stored, and a cell
/// <see cref="CsvCells.Cleared"/> takes it away.
/// </summary>
public sealed class RowPatch
{
    private readonly CsvColumns _columns;
    private readonly CsvRecord _record;

    internal RowPatch(CsvColumns columns, CsvRecord record) => (_columns, _record) = (columns, record);

    /// <summary>The cell of a column that is no part of an object; null where there is none, or nothing in it.</summary>
    public string? Text(string member) => _columns.Text(_record, member);

    /// <summary>The row that the line makes of what is stored.</summary>
    public RowRead<TRow> Over<TRow>(TRow stored)
        where TRow : class
    {
        var row = JsonSerializer.SerializeToNode(stored, WireJson.Options)!.AsObject();
        var errors = _columns.WriteOver(_record, row);
        return errors.Length > 0
            ? new RowRead<TRow>(_record.Line, null, errors)
            : NdjsonRows.Parse<TRow>(_record.Line, JsonSerializer.SerializeToUtf8Bytes<JsonNode>(row));
    }
}
