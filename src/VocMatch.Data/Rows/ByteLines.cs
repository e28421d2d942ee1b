using System.Runtime.CompilerServices;

namespace VocMatch.Data.Rows;

/// <summary>A line without its end.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Bytes">Valid until the next line is asked for.</param>
/// <param name="TooLong">The line was longer than allowed; its bytes are gone.</param>
internal readonly record struct ByteLine(long Number, ReadOnlyMemory<byte> Bytes, bool TooLong);

/// <summary>Splits a stream at LF or CRLF, in one buffer, whatever the lines hold.</summary>
internal static class ByteLines
{
    private const int InitialBuffer = 64 * 1024;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    public static async IAsyncEnumerable<ByteLine> Read(
        Stream stream,
        int maxLength,
        [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var buffer = new byte[InitialBuffer];
        var (start, end, number) = (0, 0, 1L);
        var (skipping, atEnd, searched) = (false, false, 0);
        while (true)
        {
            var newline = buffer.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
            if (newline >= 0 || (atEnd && (end > start || skipping)))
            {
                var length = newline >= 0 ? searched + newline : end - start;
                var line = Trim(buffer.AsMemory(start, length), first: number == 1);
                start += newline >= 0 ? length + 1 : length;
                searched = 0;
                yield return skipping || line.Length > maxLength
                    ? new ByteLine(number, ReadOnlyMemory<byte>.Empty, TooLong: true)
                    : new ByteLine(number, line, TooLong: false);
                skipping = false;
                number++;
                continue;
            }

            if (atEnd)
            {
                yield break;
            }

            searched = end - start;
            if (searched > maxLength + 2)
            {
                (skipping, start, end, searched) = (true, 0, 0, 0);
            }

            (buffer, start, end) = MakeRoom(buffer, start, end);
            var read = await stream.ReadAsync(buffer.AsMemory(end), cancellation);
            end += read;
            atEnd = read == 0;
        }
    }

    private static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> line, bool first)
    {
        if (first && line.Span.StartsWith(ByteOrderMark))
        {
            line = line[ByteOrderMark.Length..];
        }

        return line.Span.EndsWith("\r"u8) ? line[..^1] : line;
    }

    private static (byte[] Buffer, int Start, int End) MakeRoom(byte[] buffer, int start, int end)
    {
        var length = end - start;
        var target = length > buffer.Length / 2 ? new byte[buffer.Length * 2] : buffer;
        buffer.AsSpan(start, length).CopyTo(target);
        return (target, 0, length);
    }
}
