using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Unicode;
using VocMatch.Contracts.Json;

namespace VocMatch.Data.Rows;

/// <summary>Rows as newline-delimited JSON: one object a line, UTF-8, empty lines ignored.</summary>
public static class NdjsonRows
{
    /// <summary>Longest line taken, in bytes.</summary>
    public const int MaxLineLength = 1024 * 1024;

    private const int WriteSize = 64 * 1024;

    public const string ContentType = "application/x-ndjson";

    /// <summary>Reads rows as they arrive; memory does not grow with the stream.</summary>
    /// <typeparam name="TRow">A row of this namespace, or Region, SkillGroup, Skill or Occupation.</typeparam>
    public static async IAsyncEnumerable<RowRead<TRow>> Read<TRow>(
        Stream stream,
        [EnumeratorCancellation] CancellationToken cancellation = default)
        where TRow : class
    {
        await foreach (var line in ByteLines.Read(stream, MaxLineLength, cancellation))
        {
            if (line.TooLong)
            {
                yield return RowRead<TRow>.Wrong(new RowError(line.Number, null, null, $"A line has at most {MaxLineLength} bytes."));
            }
            else if (line.Bytes.Span.ContainsAnyExcept(" \t"u8))
            {
                yield return Parse<TRow>(line.Number, line.Bytes.Span);
            }
        }
    }

    /// <summary>Writes one line a row.</summary>
    public static async Task Write<TRow>(Stream stream, IEnumerable<TRow> rows, CancellationToken cancellation = default)
        where TRow : class
    {
        var buffer = new ArrayBufferWriter<byte>(2 * WriteSize);
        using var json = new Utf8JsonWriter(buffer);
        foreach (var row in rows)
        {
            JsonSerializer.Serialize(json, row, WireJson.Options);
            json.Flush();
            buffer.Write("\n"u8);
            json.Reset();
            if (buffer.WrittenCount >= WriteSize)
            {
                await stream.WriteAsync(buffer.WrittenMemory, cancellation);
                buffer.ResetWrittenCount();
            }
        }

        await stream.WriteAsync(buffer.WrittenMemory, cancellation);
    }

    /// <summary>Reads one text as a row of any type; it may have several lines.</summary>
    public static RowRead<TRow> Parse<TRow>(long number, ReadOnlySpan<byte> line)
        where TRow : class
    {
        if (!Utf8.IsValid(line))
        {
            return RowRead<TRow>.Wrong(new RowError(number, null, null, "The line is not valid UTF-8."));
        }

        try
        {
            if (JsonNul.Find(line) is { } field)
            {
                return RowRead<TRow>.Wrong(new RowError(number, field, null, "NUL is not a character of a text."));
            }

            return Deserialize<TRow>(number, line);
        }
        catch (JsonException e)
        {
            return Repaired<TRow>(number, line) ?? Wrong<TRow>(number, line, e);
        }
    }

    private static RowRead<TRow> Deserialize<TRow>(long number, ReadOnlySpan<byte> line)
        where TRow : class => JsonSerializer.Deserialize<TRow>(line, WireJson.Options) is { } row
            ? RowRead<TRow>.Good(number, row)
            : RowRead<TRow>.Wrong(new RowError(number, null, "null", "A row is an object."));

    /// <summary>The row without its null members, where it has any that may be left out.</summary>
    private static RowRead<TRow>? Repaired<TRow>(long number, ReadOnlySpan<byte> line)
        where TRow : class
    {
        byte[]? shorter;
        try
        {
            shorter = NullMembers.LeftOut(typeof(TRow), line);
        }
        catch (JsonException)
        {
            // What is wrong was found before, and is reported.
            return null;
        }

        if (shorter is null)
        {
            return null;
        }

        try
        {
            return Deserialize<TRow>(number, shorter);
        }
        catch (JsonException e)
        {
            return Wrong<TRow>(number, shorter, e);
        }
    }

    private static RowRead<TRow> Wrong<TRow>(long number, ReadOnlySpan<byte> line, JsonException failure)
        where TRow : class => new(number, null, JsonRowErrors.Of(typeof(TRow), number, line, failure));
}
