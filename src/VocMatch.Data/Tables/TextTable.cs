using System.Buffers;
using System.Text;
using System.Text.Unicode;
using nietras.SeparatedValues;

namespace VocMatch.Data.Tables;

/// <summary>
/// A published text table. Its header says where a column stands. What cannot be read as it was meant (another encoding, a column that stands
/// twice, a quote that is not closed) is named with its line.
/// </summary>
internal static class TextTable
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Comma-separated, quoted cells may hold newlines.</summary>
    /// <param name="columns">Names; one that ends with <c>?</c> may be missing, and its cells are empty then.</param>
    public static IEnumerable<SourceRow> Csv(SourceFiles files, string file, params string[] columns) =>
        Read(files.Open(file), file, ',', quoted: true, StrictUtf8, columns);

    /// <inheritdoc cref="Csv(SourceFiles, string, string[])"/>
    public static IEnumerable<SourceRow> Csv(SourceFiles files, string file, Encoding encoding, params string[] columns) =>
        Read(files.Open(file), file, ',', quoted: true, encoding, columns);

    /// <summary>Tab-delimited without quoting: a quote is a character like any other.</summary>
    /// <param name="columns">Names; one that ends with <c>?</c> may be missing, and its cells are empty then.</param>
    public static IEnumerable<SourceRow> Tabs(SourceFiles files, string file, params string[] columns) =>
        Read(files.Open(file), file, '\t', quoted: false, StrictUtf8, columns);

    /// <summary>Whether a file is there and its header has a column.</summary>
    public static bool HasColumn(SourceFiles files, string file, char separator, string column)
    {
        if (files.Find(file) is not { } stream)
        {
            return false;
        }

        using var text = new StreamReader(stream, Encoding.UTF8);
        return text.ReadLine()?.Split(separator).Contains(column) is true;
    }

    private static IEnumerable<SourceRow> Read(Stream stream, string file, char separator, bool quoted, Encoding encoding, string[] columns)
    {
        using var source = encoding == StrictUtf8 ? Checked(stream, file) : stream;
        using var text = new StreamReader(source, encoding);
        using var reader = Opened(text, file, separator, quoted);
        var names = Array.ConvertAll(columns, column => column.TrimEnd('?'));
        var positions = Positions(reader, file, columns);
        var last = 1L;
        while (Moves(reader, file, last))
        {
            var (line, cells) = Take(reader.Current, positions);
            last = line;
            yield return new SourceRow(file, line, names, cells);
        }
    }

    private static SepReader Opened(StreamReader text, string file, char separator, bool quoted)
    {
        try
        {
            return Sep.New(separator).Reader(options => options with
            {
                DisableQuotesParsing = !quoted,
                Unescape = quoted,
                DisableColCountCheck = true,
                CreateToString = SepToString.PoolPerCol(),
            }).From(text);
        }
        catch (Exception broken) when (broken is ArgumentException or InvalidDataException or NotSupportedException)
        {
            throw new SourceFileException(file, 1, null, $"The header cannot be read: {broken.Message}");
        }
    }

    private static int[] Positions(SepReader reader, string file, string[] columns)
    {
        var header = reader.HasHeader ? reader.Header.ColNames.Select(name => name.Trim()).ToList() : [];
        return Array.ConvertAll(columns, column =>
        {
            var name = column.TrimEnd('?');
            var position = header.IndexOf(name);
            return position >= 0 && header.LastIndexOf(name) > position ? throw new SourceFileException(file, 1, name, "The column stands twice.")
                : position >= 0 || column.EndsWith('?') ? position
                : throw new SourceFileException(file, 1, name, "The header does not have it.");
        });
    }

    /// <param name="last">Line of the row before.</param>
    private static bool Moves(SepReader reader, string file, long last)
    {
        try
        {
            return reader.MoveNext();
        }
        catch (Exception broken) when (broken is ArgumentException or InvalidDataException or NotSupportedException)
        {
            throw new SourceFileException(file, last + 1, null, $"The row that begins here cannot be read: {broken.Message}");
        }
    }

    private static (long Line, string[] Cells) Take(SepReader.Row row, int[] positions)
    {
        var cells = new string[positions.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = positions[i] >= 0 && positions[i] < row.ColCount ? row[positions[i]].ToString().Trim() : "";
        }

        return (row.LineNumberFrom, cells);
    }

    /// <summary>The stream, after all of it was found to be UTF-8 that no other encoding was lost in.</summary>
    private static Stream Checked(Stream stream, string file)
    {
        if (!stream.CanSeek)
        {
            var copy = new MemoryStream();
            using (stream)
            {
                stream.CopyTo(copy);
            }

            copy.Position = 0;
            stream = copy;
        }

        var line = 1L;
        var part = new ArrayBufferWriter<byte>();
        var buffer = new byte[1 << 16];
        for (var got = stream.Read(buffer); got > 0; got = stream.Read(buffer))
        {
            var rest = buffer.AsSpan(0, got);
            for (var end = rest.IndexOf((byte)'\n'); end >= 0; end = rest.IndexOf((byte)'\n'), line++)
            {
                part.Write(rest[..end]);
                Check(part.WrittenSpan, file, line);
                part.ResetWrittenCount();
                rest = rest[(end + 1)..];
            }

            part.Write(rest);
        }

        Check(part.WrittenSpan, file, line);
        stream.Position = 0;
        return stream;
    }

    private static void Check(ReadOnlySpan<byte> line, string file, long number)
    {
        if (!Utf8.IsValid(line))
        {
            throw new SourceFileException(file, number, null, $"The file is not UTF-8: {Broken(line)} is not, though it may be in another encoding. Save it as UTF-8.");
        }

        if (line.IndexOf("\uFFFD"u8) >= 0)
        {
            throw new SourceFileException(file, number, null, "The file has the sign U+FFFD, which stands where another encoding was read as UTF-8: take the file as it was published.");
        }

        if (line.Contains((byte)0))
        {
            throw new SourceFileException(file, number, null, "NUL is not a character of a text.");
        }
    }

    /// <summary>The first word that is broken, as Latin-1 would have it.</summary>
    private static string Broken(ReadOnlySpan<byte> line)
    {
        var good = 0;
        while (good < line.Length && Rune.DecodeFromUtf8(line[good..], out _, out var used) == OperationStatus.Done)
        {
            good += used;
        }

        var from = Math.Max(0, good - 10);
        return $"'{Encoding.Latin1.GetString(line[from..Math.Min(line.Length, good + 10)])}'";
    }
}
