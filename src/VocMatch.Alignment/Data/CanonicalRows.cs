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

    private readonly List<byte[]> _lines = [];

    public void Add(params ReadOnlySpan<object?> fields)
    {
        var line = new StringBuilder();
        foreach (var field in fields)
        {
            if (line.Length > 0)
            {
                line.Append('\t');
            }

            line.Append(Text(field));
        }

        line.Append('\n');
        _lines.Add(Encoding.UTF8.GetBytes(line.ToString()));
    }

    public string Sha256()
    {
        _lines.Sort(static (a, b) => a.AsSpan().SequenceCompareTo(b));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in _lines)
        {
            hash.AppendData(line);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

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
