using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace VocMatch.Data.Rows;

/// <summary>A record of a CSV stream, or the rule it breaks as a whole.</summary>
/// <param name="Line">On which it begins, from 1.</param>
internal readonly record struct CsvRecord(long Line, string[] Cells, string? BrokenRule);

/// <summary>Splits a stream into records (RFC 4180): comma, cells in double quotes may hold commas, newlines and doubled quotes.</summary>
internal static class CsvRecords
{
    public static async IAsyncEnumerable<CsvRecord> Read(
        Stream stream,
        int maxLength,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        // A record goes on over the next line while a quote is open, that is while the number of quotes is odd.
        var open = new ArrayBufferWriter<byte>();
        var (firstLine, quotes) = (0L, 0);
        await foreach (var line in ByteLines.Read(stream, maxLength, cancellation))
        {
            if (open.WrittenCount == 0)
            {
                firstLine = line.Number;
            }

            quotes += line.Bytes.Span.Count((byte)'"');
            var goesOn = quotes % 2 == 1;
            if (line.TooLong || open.WrittenCount + line.Bytes.Length > maxLength)
            {
                (open, quotes) = (new(), 0);
                yield return new CsvRecord(firstLine, [], $"A record has at most {maxLength} bytes, and every quote is closed.");
            }
            else if (goesOn)
            {
                open.Write(line.Bytes.Span);
                open.Write("\n"u8);
            }
            else if (open.WrittenCount > 0)
            {
                open.Write(line.Bytes.Span);
                yield return Split(firstLine, open.WrittenSpan);
                (open, quotes) = (new(), 0);
            }
            else if (line.Bytes.Span.ContainsAnyExcept(" \t"u8))
            {
                yield return Split(firstLine, line.Bytes.Span);
                quotes = 0;
            }
        }

        if (open.WrittenCount > 0)
        {
            yield return new CsvRecord(firstLine, [], "A quote that is opened here is never closed.");
        }
    }

    private static CsvRecord Split(long line, ReadOnlySpan<byte> record)
    {
        if (!Utf8.IsValid(record))
        {
            return new CsvRecord(line, [], "The line is not valid UTF-8.");
        }

        if (record.Contains((byte)0))
        {
            return new CsvRecord(line, [], "NUL is not a character of a text.");
        }

        var text = Encoding.UTF8.GetString(record);
        var cells = new List<string>();
        for (var at = 0; at <= text.Length;)
        {
            if (!TryCell(text, ref at, out var cell))
            {
                return new CsvRecord(line, [], $"Column {cells.Count + 1}: a quote stands at both ends of a cell or is doubled inside it.");
            }

            cells.Add(cell);
        }

        return new CsvRecord(line, [.. cells], null);
    }

    /// <summary>Takes the cell that begins at <paramref name="at"/> and moves on behind the comma after it.</summary>
    private static bool TryCell(string text, ref int at, out string cell)
    {
        if (at == text.Length || text[at] != '"')
        {
            var comma = text.IndexOf(',', at);
            var end = comma < 0 ? text.Length : comma;
            cell = text[at..end];
            at = end + 1;
            return !cell.Contains('"');
        }

        var unquoted = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] != '"')
            {
                unquoted.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                unquoted.Append(text[at++]);
            }
            else
            {
                break;
            }
        }

        cell = unquoted.ToString();
        at++;
        var closed = at == text.Length || (at < text.Length && text[at] == ',');
        at++;
        return closed;
    }
}
