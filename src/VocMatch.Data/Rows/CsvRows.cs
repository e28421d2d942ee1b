using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace VocMatch.Data.Rows;

/// <summary>
/// Rows as CSV (RFC 4180, UTF-8): the header names members in any order, those of nested objects with dots
/// (<c>pay.amountPerMonth</c>); lists stand in one cell, separated by <c>;</c>. An empty cell says nothing: what is stored is kept, as
/// it is where the column is not there; a cell <c>(none)</c> takes it away.
/// </summary>
public static class CsvRows
{
    public const string ContentType = "text/csv";

    /// <summary>Reads rows as they arrive. A header that is wrong ends the reading: no line could be understood.</summary>
    /// <typeparam name="TRow">A row of this namespace, or Region, SkillGroup, Skill or Occupation.</typeparam>
    public static async IAsyncEnumerable<RowRead<TRow>> Read<TRow>(
        Stream stream,
        [EnumeratorCancellation] CancellationToken cancellation = default)
        where TRow : class
    {
        CsvColumns? columns = null;
        await foreach (var record in CsvRecords.Read(stream, NdjsonRows.MaxLineLength, cancellation))
        {
            if (columns is not null)
            {
                yield return Parse<TRow>(columns, record);
                continue;
            }

            (columns, var errors) = record.BrokenRule is { } rule
                ? (null, [new RowError(record.Line, null, null, rule)])
                : CsvColumns.Bind(typeof(TRow), record);
            if (columns is null || errors.Length > 0)
            {
                yield return new RowRead<TRow>(record.Line, null, errors);
                yield break;
            }
        }
    }

    private static RowRead<TRow> Parse<TRow>(CsvColumns columns, CsvRecord record)
        where TRow : class
    {
        if (record.BrokenRule is { } rule)
        {
            return RowRead<TRow>.Wrong(new RowError(record.Line, null, null, rule));
        }

        if (record.Cells.Length != columns.Count)
        {
            return RowRead<TRow>.Wrong(new RowError(record.Line, null, null, $"It has {record.Cells.Length} cells, the header has {columns.Count}."));
        }

        var json = new ArrayBufferWriter<byte>(1024);
        ImmutableArray<RowError> errors;
        using (var writer = new Utf8JsonWriter(json))
        {
            errors = columns.Write(record, writer);
        }

        return errors.Length > 0
            ? new RowRead<TRow>(record.Line, null, errors)
            : NdjsonRows.Parse<TRow>(record.Line, json.WrittenSpan) with { Patch = new RowPatch(columns, record) };
    }
}
