using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace VocMatch.Alignment.Data;

/// <summary>
/// One section of the input as bytes: a line a row, fields separated by tabs, tab, line feed and backslash escaped, lines in ordinal
/// order of their UTF-8 bytes. The same rows in any order give the same bytes.
/// </summary>
internal sealed class CanonicalRows
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create("\t\n\\");

    // The rows of a country are millions of lines: they lie in blocks one behind the other, and no line is an object.
    private const int BlockBytes = 1 << 20;

    private readonly List<byte[]> _blocks = [];
    private readonly List<(int Block, int Start, int Length)> _lines = [];
    private readonly StringBuilder _line = new();
    private int _free;

    public void Add(params ReadOnlySpan<object?> fields)
    {
        _line.Clear();
        foreach (var field in fields)
        {
            if (_line.Length > 0)
            {
                _line.Append('\t');
            }

            _line.Append(Text(field));
        }

        _line.Append('\n');
        var text = _line.ToString();
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_blocks.Count == 0 || _blocks[^1].Length - _free < most)
        {
            _blocks.Add(new byte[Math.Max(BlockBytes, most)]);
            _free = 0;
        }

        var length = Encoding.UTF8.GetBytes(text, _blocks[^1].AsSpan(_free));
        _lines.Add((_blocks.Count - 1, _free, length));
        _free += length;
    }

    public string Sha256()
    {
        _lines.Sort((a, b) => Bytes(a).SequenceCompareTo(Bytes(b)));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in _lines)
        {
            hash.AppendData(Bytes(line));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private ReadOnlySpan<byte> Bytes((int Block, int Start, int Length) line) => _blocks[line.Block].AsSpan(line.Start, line.Length);

    private static string Text(object? field) => field switch
    {
        null => "-",
        string text => Escape(text),
        bool flag => flag ? "1" : "0",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Escape(field.ToString() ?? ""),
    };

    private static string Escape(string text) =>
        text.AsSpan().ContainsAny(Escaped)
            ? text.Replace("\\", "\\\\", StringComparison.Ordinal)
                .Replace("\t", "\\t", StringComparison.Ordinal)
                .Replace("\n", "\\n", StringComparison.Ordinal)
            : text;
}
