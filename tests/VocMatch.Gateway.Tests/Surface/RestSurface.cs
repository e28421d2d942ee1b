using System.Text.Json.Nodes;

namespace VocMatch.Gateway.Tests.Surface;

/// <summary>The API document as lines that a person compares: every operation with all it takes and answers, then every schema. No words for people.</summary>
internal static class RestSurface
{
    private static readonly string[] Methods = ["get", "put", "post", "delete", "patch", "head", "options"];

    /// <summary>What bounds a value, in this order.</summary>
    private static readonly string[] Facets = ["minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "pattern", "default"];

    public static IEnumerable<string> Lines(JsonNode document)
    {
        foreach (var (path, item) in Sorted(document["paths"]!))
        {
            foreach (var method in Methods.Where(method => item[method] is not null))
            {
                yield return $"{method.ToUpperInvariant()} {path}";
                foreach (var line in Operation(item[method]!))
                {
                    yield return $"  {line}";
                }
            }
        }

        foreach (var (name, schema) in Sorted(document["components"]!["schemas"]!))
        {
            yield return $"schema {name}{(schema["properties"] is null ? $": {Type(schema)}" : "")}";
            foreach (var member in Members(schema))
            {
                yield return $"  {member}";
            }
        }
    }

    private static IEnumerable<string> Operation(JsonNode operation) =>
    [
        .. Items(operation["parameters"]).Select(parameter =>
            $"{(string?)parameter["in"]} {(string?)parameter["name"]}{((bool?)parameter["required"] == true ? "" : "?")}: {Type(parameter["schema"]!)}")
            .Order(StringComparer.Ordinal),
        .. Contents(operation["requestBody"]).Select(content => $"takes {content}"),
        .. Problems(operation["responses"]!),
        .. Sorted(operation["responses"]!).Where(response => !IsProblem(response.Value)).SelectMany(response =>
        {
            var contents = Contents(response.Value).DefaultIfEmpty("nothing").Select(content => $"{response.Key} {content}");
            return response.Value["headers"] is { } headers ? contents.Append($"{response.Key} headers {string.Join(", ", Sorted(headers).Select(header => header.Key))}") : contents;
        }),
    ];

    private static IEnumerable<string> Problems(JsonNode responses)
    {
        var problems = Sorted(responses).Where(response => IsProblem(response.Value)).ToList();
        return problems.Count == 0 ? [] : [$"refuses {string.Join(", ", problems.Select(problem => problem.Value["headers"] is { } headers
            ? $"{problem.Key} ({string.Join(", ", Sorted(headers).Select(header => header.Key))})"
            : problem.Key))}"];
    }

    private static bool IsProblem(JsonNode response) =>
        Contents(response).ToList() is ["application/problem+json: ProblemDocument"];

    private static IEnumerable<string> Contents(JsonNode? of) =>
        of?["content"] is { } content ? Sorted(content).Select(form => $"{form.Key}: {(form.Value["schema"] is { } schema ? Type(schema) : "anything")}") : [];

    private static IEnumerable<string> Members(JsonNode schema)
    {
        var required = Items(schema["required"]).Select(name => (string)name!).ToHashSet(StringComparer.Ordinal);
        return schema["properties"] is { } members
            ? Sorted(members).Select(member => $"{member.Key}{(required.Contains(member.Key) ? "" : "?")}: {Type(member.Value)}")
            : [];
    }

    private static string Type(JsonNode schema)
    {
        if ((string?)schema["$ref"] is { } reference)
        {
            return reference.Split('/')[^1];
        }

        var type = Named(schema);
        if ((string?)schema["format"] is { } format)
        {
            type += $"({format})";
        }

        var facets = Facets.Where(facet => schema[facet] is not null).Select(facet => $"{facet} {schema[facet]!.ToJsonString()}").ToList();
        return string.Concat(type, (bool?)schema["nullable"] == true ? " or null" : "", facets.Count > 0 ? $" [{string.Join(", ", facets)}]" : "");
    }

    private static string Named(JsonNode schema)
    {
        if (schema["enum"] is { } values)
        {
            return string.Join(" | ", Items(values).Select(value => value.ToJsonString()));
        }

        foreach (var (word, joint) in ((string, string)[])[("allOf", " & "), ("oneOf", " | "), ("anyOf", " | ")])
        {
            if (schema[word] is { } parts)
            {
                return string.Join(joint, Items(parts).Select(Type));
            }
        }

        return schema switch
        {
            _ when schema["items"] is { } items => $"{Type(items)}[]",
            _ when schema["properties"] is not null => $"{{ {string.Join("; ", Members(schema))} }}",
            _ when schema["additionalProperties"] is JsonObject value => $"map of {Type(value)}",
            _ => (string?)schema["type"] ?? "anything",
        };
    }

    private static IEnumerable<JsonNode> Items(JsonNode? list) => list?.AsArray().Select(item => item!) ?? [];

    private static IEnumerable<(string Key, JsonNode Value)> Sorted(JsonNode members) =>
        members.AsObject().OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => (member.Key, member.Value!));
}
