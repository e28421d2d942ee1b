using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using VocMatch.Contracts.Text;

namespace VocMatch.Data.Rows;

/// <summary>Says what System.Text.Json found wrong as a field, a value and a rule that a person understands.</summary>
internal static partial class JsonRowErrors
{
    private const int MaxValueLength = 100;

    public static ImmutableArray<RowError> Of(Type row, long line, ReadOnlySpan<byte> json, JsonException exception)
    {
        var path = exception.Path is null or "$" ? "" : exception.Path.StartsWith("$.", StringComparison.Ordinal) ? exception.Path[2..] : exception.Path[1..];
        var message = exception.Message;
        if (MissingMembers().Match(message) is { Success: true } missing)
        {
            return [.. QuotedName().Matches(missing.Groups["names"].Value)
                .Select(name => new RowError(line, Join(path, name.Groups["name"].Value), null, "It is required."))];
        }

        if (UnknownMember().Match(message) is { Success: true } unknown)
        {
            var name = unknown.Groups["name"].Value;
            var owner = path == name ? "" : path.EndsWith("." + name, StringComparison.Ordinal) ? path[..^(name.Length + 1)] : path;
            return [Error(line, json, path, name, $"There is no such member.{NearestName.Suggestion(name, RowMembers.Names(row, owner))}")];
        }

        if (RepeatedMember().Match(message) is { Success: true } repeated)
        {
            return [Error(line, json, path, repeated.Groups["name"].Value, "It is given more than once.")];
        }

        if (message.StartsWith("The JSON value could not be converted to ", StringComparison.Ordinal))
        {
            return [Error(line, json, path, null, $"Expected: {Expected(RowMembers.TypeAt(row, path))}.")];
        }

        if (NullValue().IsMatch(message))
        {
            return [Error(line, json, path, null, "It must not be null.")];
        }

        var end = message.IndexOf(" Path: ", StringComparison.Ordinal);
        return [Error(line, json, path, null, end < 0 ? message : message[..end])];
    }

    private static RowError Error(long line, ReadOnlySpan<byte> json, string path, string? member, string rule)
    {
        // The reader has the path already end with the member it stumbled over, except where the object as a whole is meant.
        var field = member is null || path == member || path.EndsWith("." + member, StringComparison.Ordinal) ? path : Join(path, member);
        return new RowError(line, field.Length == 0 ? null : field, ValueAt(json, field), rule);
    }

    private static string Join(string path, string member) => path.Length == 0 ? member : $"{path}.{member}";

    /// <summary>The text of the value at a path, or null where the line cannot be read that far.</summary>
    private static string? ValueAt(ReadOnlySpan<byte> json, string path)
    {
        if (path.Length == 0)
        {
            return null;
        }

        var reader = new Utf8JsonReader(json);
        using var document = Parsed(ref reader);
        if (document is null)
        {
            return null;
        }

        var value = document.RootElement;
        foreach (var step in RowMembers.Steps(path))
        {
            if (step.Groups["index"] is { Success: true } index)
            {
                var i = int.Parse(index.ValueSpan);
                if (value.ValueKind != JsonValueKind.Array || i >= value.GetArrayLength())
                {
                    return null;
                }

                value = value[i];
            }
            else if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(step.Groups["name"].Value, out value))
            {
                return null;
            }
        }

        var text = value.ValueKind == JsonValueKind.String ? Shown(value) : value.GetRawText();
        return text.Length <= MaxValueLength ? text : text[..MaxValueLength] + "…";
    }

    /// <summary>The signs themselves, and what no text can hold as it was written.</summary>
    private static string Shown(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return text.GetRawText()[1..^1]; // Half a surrogate pair is no text; it is shown by its escape.
        }
    }

    private static JsonDocument? Parsed(ref Utf8JsonReader reader)
    {
        try
        {
            return JsonDocument.ParseValue(ref reader);
        }
        catch (JsonException)
        {
            return null; // The line is not JSON at all, which is what is being reported: it has no value to show.
        }
    }

    private static string Expected(Type? type) => type switch
    {
        _ when type == typeof(int) => "a whole number",
        _ when type == typeof(double) => "a number",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(string) => "a text",
        _ when type == typeof(DateOnly) => "a date such as 2027-01-31",
        _ when type == typeof(TimeOnly) => "a time such as 08:00:00",
        _ when type == typeof(DateTimeOffset) => "an instant with an offset such as 2027-01-31T12:00:00+00:00",
        { IsEnum: true } => EnumNames(type),
        { IsGenericType: true } => "a list",
        _ => "an object",
    };

    private static string EnumNames(Type type) =>
        "one of " + string.Join(", ", Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName));

    [GeneratedRegex("missing required properties including: (?<names>.*)")]
    private static partial Regex MissingMembers();

    [GeneratedRegex("^The JSON property '(?<name>[^']*)' could not be mapped")]
    private static partial Regex UnknownMember();

    [GeneratedRegex("^Duplicate property '(?<name>[^']*)'")]
    private static partial Regex RepeatedMember();

    [GeneratedRegex("doesn't allow (getting|setting|null)|doesn't allow null")]
    private static partial Regex NullValue();

    [GeneratedRegex("'(?<name>[^']*)'")]
    private static partial Regex QuotedName();
}
