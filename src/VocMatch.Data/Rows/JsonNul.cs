using System.Text.Json;

namespace VocMatch.Data.Rows;

/// <summary>Finds a NUL in a line of JSON, as a byte or escaped: no store keeps one, so none is let in.</summary>
internal static class JsonNul
{
    /// <summary>The top-level member that holds a NUL (empty: none of them does, the line does), or null where there is none.</summary>
    /// <exception cref="JsonException">The line is not JSON.</exception>
    public static string? Find(ReadOnlySpan<byte> line)
    {
        if (line.Contains((byte)0))
        {
            return "";
        }

        // The search is cheap and almost always says no; only a hit has to be told from an escaped backslash before "u0000".
        return line.IndexOf("\\u0000"u8) < 0 ? null : FindEscaped(line);
    }

    private static string? FindEscaped(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        var member = "";
        while (reader.Read())
        {
            if (reader.TokenType is not (JsonTokenType.PropertyName or JsonTokenType.String))
            {
                continue;
            }

            var holdsNul = Unescaped(ref reader).Contains('\0');
            if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && !holdsNul)
            {
                member = reader.GetString()!;
            }

            if (holdsNul)
            {
                return member;
            }
        }

        return null;
    }

    private static string Unescaped(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("A text holds half of a surrogate pair.", e);
        }
    }
}
