using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;
using VocMatch.Contracts.Json;

namespace VocMatch.Gateway.OpenApi;

/// <summary>
/// Says of each member what the JSON dialect says: whether it may be null, whether it must be there, and what stands for one that is left
/// out. A member of a body is required where the service demands it; a member of an answer, where the service always writes it. Without the
/// defaults a generated client would send its language's own: false where the service takes an absent member for true.
/// </summary>
internal sealed class DescribeSchema(EndpointDataSource endpoints) : ISchemaFilter
{
    private readonly Lazy<HashSet<Type>> _taken = new(() => Reachable(endpoints.Endpoints.SelectMany(
        endpoint => endpoint.Metadata.OfType<RequestContent>().Select(content => content.Type))));

    public void Apply(IOpenApiSchema schema, SchemaFilterContext context)
    {
        if (schema is not OpenApiSchema { Properties.Count: > 0 } members || Members(context.Type) is not { } type)
        {
            return;
        }

        var isTaken = _taken.Value.Contains(context.Type);
        members.Required = new HashSet<string>();
        foreach (var member in type.Properties.Where(member => members.Properties.ContainsKey(member.Name)))
        {
            var mayBeNull = member.PropertyType.IsValueType
                ? Nullable.GetUnderlyingType(member.PropertyType) is not null
                : member.IsGetNullable;
            if (isTaken ? member.IsRequired : !mayBeNull)
            {
                members.Required.Add(member.Name);
            }

            var fallback = isTaken && !member.IsRequired ? Fallback(type, member) : null;
            members.Properties[member.Name] = Described(members.Properties[member.Name], member.PropertyType, mayBeNull, fallback);
        }
    }

    private static IOpenApiSchema Described(IOpenApiSchema member, Type type, bool mayBeNull, JsonNode? fallback)
    {
        if (member is OpenApiSchema plain)
        {
            if (plain.Type is { } kind)
            {
                plain.Type = mayBeNull ? kind | JsonSchemaType.Null : kind & ~JsonSchemaType.Null;
            }

            plain.Default = fallback ?? plain.Default;
            return plain;
        }

        // Beside a reference nothing else may stand. An object that may be null is one that may be left out, and needs no more words; a name
        // that may be null stands here itself, or a generated client would send the first of the names where it was given none.
        if (mayBeNull && Nullable.GetUnderlyingType(type) is { IsEnum: true } names)
        {
            return new OpenApiSchema
            {
                Type = JsonSchemaType.String | JsonSchemaType.Null,
                Enum = [.. Enum.GetValues(names).Cast<object>().Select(name => JsonSerializer.SerializeToNode(name, names, WireJson.Options)!)],
            };
        }

        return fallback is null ? member : new OpenApiSchema { AllOf = [member], Default = fallback };
    }

    /// <summary>What the service takes for a member that is left out; null where that is null or a whole object.</summary>
    private static JsonNode? Fallback(JsonTypeInfo type, JsonPropertyInfo member)
    {
        object? value = null;
        if (member.AssociatedParameter is { IsMemberInitializer: false } parameter)
        {
            value = parameter.HasDefaultValue ? parameter.DefaultValue : null;
        }
        else if (type.Type.GetConstructor(Type.EmptyTypes) is not null && member.Get is { } get)
        {
            value = get(Activator.CreateInstance(type.Type)!);
        }

        return value is bool or string or Enum || value?.GetType().IsPrimitive == true
            ? JsonSerializer.SerializeToNode(value, value.GetType(), WireJson.Options)
            : null;
    }

    private static JsonTypeInfo? Members(Type type)
    {
        if (type.IsPrimitive || type == typeof(string) || type.IsEnum || type.ContainsGenericParameters || type.IsAssignableTo(typeof(JsonNode)))
        {
            return null;
        }

        return WireJson.Options.GetTypeInfo(type) is { Kind: JsonTypeInfoKind.Object } members ? members : null;
    }

    /// <summary>The types and those of their members, all the way down.</summary>
    private static HashSet<Type> Reachable(IEnumerable<Type> types)
    {
        var reached = new HashSet<Type>();
        var waiting = new Stack<Type>(types);
        while (waiting.TryPop(out var type))
        {
            type = Nullable.GetUnderlyingType(type) ?? type;
            if (type != typeof(string) && type.IsAssignableTo(typeof(IEnumerable)))
            {
                foreach (var item in type.GetGenericArguments())
                {
                    waiting.Push(item);
                }
            }
            else if (Members(type) is { } members && reached.Add(type))
            {
                foreach (var member in members.Properties)
                {
                    waiting.Push(member.PropertyType);
                }
            }
        }

        return reached;
    }
}
