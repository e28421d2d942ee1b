namespace VocMatch.Cli.Files;

/// <summary>The fields of one line of CSV (RFC 4180, except that a field never runs over the end of a line).</summary>
internal ref struct CsvRow
{
    private readonly Span<int> _ends;
    private ReadOnlySpan<byte> _text;

    /// <param name="ends">Room for one number a field; a line with more fields is not split.</param>
    public CsvRow(Span<int> ends) => _ends = ends;

    public int Count { get; private set; }

    /// <summary>A field without its quotes.</summary>
    public readonly ReadOnlySpan<byte> this[int column]
    {
        get
        {
            var start = column == 0 ? 0 : _ends[column - 1] + 1;
            return _text[start.._ends[column]];
        }
    }

    /// <summary>Splits a line; false with the reason, and <see cref="Count"/> fields before the fault.</summary>
    /// <param name="line">The line without its end.</param>
    /// <param name="scratch">Holds the line unquoted if it has quotes; grown as needed.</param>
    /// <param name="fault">What keeps it from being split.</param>
    public bool TrySplit(ReadOnlySpan<byte> line, ref byte[] scratch, out string? fault)
    {
        Count = 0;
        fault = null;
        _text = line;
        if (line.Contains((byte)'"'))
        {
            return TryUnquote(line, ref scratch, out fault);
        }

        var at = 0;
        while (Count < _ends.Length)
        {
            var comma = line[at..].IndexOf((byte)',');
            _ends[Count++] = comma < 0 ? line.Length : at + comma;
            if (comma < 0)
            {
                return true;
            }

            at += comma + 1;
        }

        fault = "there are more fields than in the header";
        return false;
    }

    private bool TryUnquote(ReadOnlySpan<byte> line, ref byte[] scratch, out string? fault)
    {
        if (scratch.Length < line.Length)
        {
            scratch = new byte[line.Length];
        }

        var used = 0;
        var at = 0;
        _text = scratch;
        while (Count < _ends.Length)
        {
            var quoted = at < line.Length && line[at] == (byte)'"';
            at += quoted ? 1 : 0;
            while (at < line.Length && (quoted || line[at] != (byte)','))
            {
                if (line[at] != (byte)'"')
                {
                    scratch[used++] = line[at++];
                }
                else if (!quoted)
                {
                    fault = "a quote stands inside a field that does not begin with one";
                    return false;
                }
                else if (at + 1 < line.Length && line[at + 1] == (byte)'"')
                {
                    scratch[used++] = (byte)'"';
                    at += 2;
                }
                else
                {
                    quoted = false;
                    at++;
                    if (at < line.Length && line[at] != (byte)',')
                    {
                        fault = "text follows a closing quote";
                        return false;
                    }

                    break;
                }
            }

            if (quoted)
            {
                fault = "a quote is not closed on its line";
                return false;
            }

            _ends[Count++] = used;
            if (at >= line.Length)
            {
                fault = null;
                return true;
            }

            // The byte of the comma keeps fields apart, as in a line without quotes.
            scratch[used++] = (byte)',';
            at++;
        }

        fault = "there are more fields than in the header";
        return false;
    }
}
