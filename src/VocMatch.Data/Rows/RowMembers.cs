using System.Collections.Immutable;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using VocMatch.Contracts.Json;

namespace VocMatch.Data.Rows;

/// <summary>The members of a row by name and by path (<c>skills[2].level</c>).</summary>
internal static partial class RowMembers
{
    public static JsonPropertyInfo? Find(Type owner, string name) =>
        Parts(owner).SelectMany(part => WireJson.Options.GetTypeInfo(part).Properties).FirstOrDefault(p => p.Name == name && p.Set is not null);

    /// <summary>Every column a row of a kind may have, those of nested objects with dots.</summary>
    public static IEnumerable<string> Columns(Type row) => Parts(row)
        .SelectMany(part => WireJson.Options.GetTypeInfo(part).Properties)
        .Where(member => member.Set is not null)
        .SelectMany(member => TypeOf(member) is var type && CsvCells.FitsInOne(type) ? [member.Name] : Columns(type).Select(inner => $"{member.Name}.{inner}"));

    /// <summary>The names of the members of an object at a path; none where there is no such path.</summary>
    public static IEnumerable<string> Names(Type row, string path) => (path.Length == 0 ? row : TypeAt(row, path)) is { } owner
        ? Parts(owner).SelectMany(part => WireJson.Options.GetTypeInfo(part).Properties).Where(member => member.Set is not null).Select(member => member.Name)
        : [];

    /// <summary>The type of a member without its nullability.</summary>
    public static Type TypeOf(JsonPropertyInfo member) => Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType;

    /// <summary>The type at a path, or null where the row has no such path.</summary>
    public static Type? TypeAt(Type row, string path)
    {
        var type = row;
        foreach (var step in Steps(path))
        {
            if (step.Groups["index"].Success)
            {
                type = type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) ? type.GenericTypeArguments[0] : null;
            }
            else
            {
                type = Find(type, step.Groups["name"].Value) is { } member ? TypeOf(member) : null;
            }

            if (type is null)
            {
                return null;
            }
        }

        return type;
    }

    /// <summary>The steps of a path: each match has a group <c>name</c> or a group <c>index</c>.</summary>
    public static IEnumerable<Match> Steps(string path) => Step().Matches(path);

    private static Type[] Parts(Type row) => WireJson.Options.GetConverter(row) is IFlatRowParts flat ? [flat.Head, flat.Content] : [row];

    [GeneratedRegex(@"\['(?<name>[^']*)'\]|\[(?<index>\d+)\]|(?<name>[^.\[\]]+)")]
    private static partial Regex Step();
}
