using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using VocMatch.Contracts.Json;

namespace VocMatch.Gateway.Imports;

/// <summary>Compares a row with what is stored, field by field.</summary>
internal static class RowDifferences
{
    private const int MaxValueLength = 1000;

    /// <param name="stored">Null where nothing is.</param>
    /// <param name="leftOut">A member that is no content.</param>
    public static ImmutableArray<FieldDifference> Between<TRow>(TRow? stored, TRow row, string? leftOut = null)
        where TRow : class
    {
        var before = Fields(stored, leftOut);
        var after = Fields(row, leftOut);
        return
        [
            .. before.Keys.Union(after.Keys)
                .Select(field => new FieldDifference(field, before.GetValueOrDefault(field), after.GetValueOrDefault(field)))
                .Where(field => field.Old != field.New)
                .Select(field => field with { Old = Short(field.Old), New = Short(field.New) }),
        ];
    }

    private static Dictionary<string, string> Fields<TRow>(TRow? row, string? leftOut)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        if (row is not null && JsonSerializer.SerializeToNode(row, WireJson.Options) is JsonObject members)
        {
            Add(fields, members, "", leftOut);
        }

        return fields;
    }

    /// <summary>Objects are spread over their members; a list is one value.</summary>
    private static void Add(Dictionary<string, string> fields, JsonObject members, string path, string? leftOut)
    {
        foreach (var (name, value) in members.Where(member => path.Length > 0 || member.Key != leftOut))
        {
            var field = path.Length == 0 ? name : $"{path}.{name}";
            if (value is JsonObject inner)
            {
                Add(fields, inner, field, leftOut);
            }
            else if (value is not null)
            {
                fields[field] = value.ToJsonString(WireJson.Options);
            }
        }
    }

    private static string? Short(string? value) => value is { Length: > MaxValueLength } ? value[..MaxValueLength] + "…" : value;
}
