using System.Text;
using Microsoft.Win32.SafeHandles;
using VocMatch.Contracts.Text;

namespace VocMatch.Cli.Files;

/// <summary>Takes the fields a table asked for, in the order it asked; null, or what is wrong with one of them by its place in that order.</summary>
internal delegate (int Field, string Reason)? RowHandler(scoped CsvRow row, scoped ReadOnlySpan<int> columns);

/// <summary>
/// A CSV file with a header: columns in any order, none that nobody knows but those that are to be ignored. Empty lines are allowed at the
/// end only.
/// </summary>
internal sealed class CsvTable : IDisposable
{
    private static readonly byte[] s_byteOrderMark = [0xEF, 0xBB, 0xBF];

    private readonly string _path;
    private readonly string[] _fields;
    private readonly SafeFileHandle _file;
    private readonly int[] _columns;
    private readonly Action<int> _read;
    private int _width;

    private CsvTable(string path, string[] fields, SafeFileHandle file, Action<int> read)
    {
        (_path, _fields, _file, _read) = (path, fields, file, read);
        _columns = new int[fields.Length];
        Length = TrimmedLength();
    }

    /// <summary>Where the first row starts.</summary>
    public long Start { get; private set; }

    /// <summary>Where the last row ends, empty lines after it left out.</summary>
    public long Length { get; }

    /// <summary>Opens a file and reads its header.</summary>
    /// <param name="path">The file.</param>
    /// <param name="fields">The fields wanted; those that end in '?' may be missing.</param>
    /// <param name="ignored">Columns that may be there and are not read.</param>
    /// <param name="read">Called with every block read, in bytes.</param>
    /// <param name="table">The table, to be disposed.</param>
    public static InputError? Open(string path, string[] fields, IReadOnlySet<string> ignored, Action<int> read, out CsvTable? table)
    {
        table = null;
        try
        {
            table = new CsvTable(path, fields, File.OpenHandle(path, options: FileOptions.SequentialScan), read);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return new InputError(path, 0, 0, "", unreadable.Message);
        }

        if (table.ReadHeader(ignored) is not { } error)
        {
            return null;
        }

        table.Dispose();
        table = null;
        return error;
    }

    /// <summary>Hands over the rows of a part of the file that begins and ends with a line; the first error, its line counted within the part.</summary>
    public InputError? Rows(long from, long to, long firstLine, RowHandler handle)
    {
        var reader = new LineReader(_file, from, to, _read);
        Span<int> ends = stackalloc int[_width];
        var row = new CsvRow(ends);
        var scratch = Array.Empty<byte>();
        var line = firstLine;
        for (; reader.TryRead(out var text); line++)
        {
            if (!row.TrySplit(text, ref scratch, out var fault))
            {
                return new InputError(_path, line, Math.Min(row.Count + 1, _width), "", fault!);
            }

            if (row.Count != _width)
            {
                return new InputError(_path, line, row.Count, "", text.IsEmpty ? "the line is empty" : $"there are {row.Count} fields, the header has {_width}");
            }

            if (handle(row, _columns) is { } refused)
            {
                return Error(line, refused.Field, refused.Reason);
            }
        }

        return reader.IsTooLong ? new InputError(_path, line, 0, "", $"the line is longer than {LineReader.MaxLine} bytes") : null;
    }

    /// <summary>All rows, in order.</summary>
    public InputError? Rows(RowHandler handle) => Rows(Start, Length, 2, handle);

    /// <summary>An error of a field by its place in the order the fields were asked for.</summary>
    public InputError Error(long line, int field, string reason) => new(_path, line, _columns[field] + 1, Name(_fields[field]), reason);

    /// <inheritdoc cref="Error(long, int, string)"/>
    public InputError Error(long line, string field, string reason) => Error(line, Array.FindIndex(_fields, name => Name(name) == field), reason);

    /// <summary>The first start of a line at or after a position.</summary>
    public long LineStartFrom(long position)
    {
        var buffer = new byte[1 << 16];
        while (position < Length)
        {
            var got = RandomAccess.Read(_file, buffer, position);
            var end = buffer.AsSpan(0, got).IndexOf((byte)'\n');
            if (end >= 0)
            {
                return Math.Min(Length, position + end + 1);
            }

            position += got;
        }

        return Length;
    }

    public void Dispose() => _file.Dispose();

    private static string Name(string field) => field.TrimEnd('?');

    private InputError? ReadHeader(IReadOnlySet<string> ignored)
    {
        var reader = new LineReader(_file, 0, Length, _ => { });
        if (!reader.TryRead(out var header))
        {
            return new InputError(_path, 1, 0, "", "the file is empty; a header was expected");
        }

        Start = LineStartFrom(0);
        header = header.StartsWith(s_byteOrderMark) ? header[s_byteOrderMark.Length..] : header;
        var row = new CsvRow(stackalloc int[256]);
        var scratch = Array.Empty<byte>();
        if (!row.TrySplit(header, ref scratch, out var fault))
        {
            return new InputError(_path, 1, row.Count + 1, "", fault!);
        }

        _width = row.Count;
        Array.Fill(_columns, -1);
        for (var column = 0; column < row.Count; column++)
        {
            var name = Encoding.UTF8.GetString(row[column]);
            var field = Array.FindIndex(_fields, wanted => Name(wanted) == name);
            if (field >= 0 && _columns[field] >= 0)
            {
                return new InputError(_path, 1, column + 1, name, "the column stands twice");
            }

            if (field >= 0)
            {
                _columns[field] = column;
            }
            else if (!ignored.Contains(name))
            {
                var known = _fields.Select(Name);
                return new InputError(
                    _path,
                    1,
                    column + 1,
                    name,
                    $"there is no such column; the columns are {string.Join(", ", known)}.{NearestName.Suggestion(name, known)} "
                    + "--ignore-columns leaves it out");
            }
        }

        var missing = Array.FindIndex(_fields, name => !name.EndsWith('?') && _columns[Array.IndexOf(_fields, name)] < 0);
        return missing < 0 ? null : new InputError(_path, 1, 0, "", $"the column '{_fields[missing]}' is missing");
    }

    private long TrimmedLength()
    {
        var length = RandomAccess.GetLength(_file);
        var last = new byte[1];
        while (length > 0 && RandomAccess.Read(_file, last, length - 1) == 1 && last[0] is (byte)'\n' or (byte)'\r')
        {
            length--;
        }

        return length;
    }
}
