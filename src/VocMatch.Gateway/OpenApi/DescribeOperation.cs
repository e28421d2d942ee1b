using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;
using VocMatch.Contracts.Json;
using VocMatch.Gateway.Audiences;
using VocMatch.Gateway.Problems;
using VocMatch.Gateway.Requests;

namespace VocMatch.Gateway.OpenApi;

/// <summary>Completes an operation of the document from what stands beside its mapping: parameters, headers, body, errors, audience.</summary>
internal sealed class DescribeOperation : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        operation.Parameters ??= [];
        foreach (var parameter in metadata.OfType<QueryParameter>())
        {
            operation.Parameters.Add(Query(parameter));
        }

        if (metadata.OfType<ConditionalRead>().Any())
        {
            operation.Parameters.Add(Header(HeaderNames.IfNoneMatch, "The ETag held: 304 where it is still the present one.", required: false));
        }

        if (metadata.OfType<ConditionalWrite>().FirstOrDefault() is { } write)
        {
            if (write.TakesConditions)
            {
                var replaces = metadata.OfType<ProblemType>().Contains(ProblemTypes.ConditionRequired);
                operation.Parameters.Add(Header(
                    HeaderNames.IfMatch,
                    "The ETag read: 412 where it was changed meanwhile." + (replaces ? " Without it 428 where it exists already; * replaces whatever is there." : ""),
                    required: false));
            }

            if (write.TakesConditions && metadata.OfType<ProblemType>().Contains(ProblemTypes.ConditionRequired))
            {
                operation.Parameters.Add(Header(HeaderNames.IfNoneMatch, "*: 412 where it exists already.", required: false));
            }

            var key = "1 to 64 printable ASCII characters. Repeating the request with the same key changes nothing and answers the same.";
            operation.Parameters.Add(Header(WriteHeaders.IdempotencyKey, key, write.KeyRequired));
        }

        foreach (var content in metadata.OfType<RequestContent>())
        {
            operation.RequestBody = Body(content, context);
        }

        foreach (var content in metadata.OfType<StreamedContent>())
        {
            operation.RequestBody = Streamed(content);
        }

        operation.Responses ??= [];
        DescribeSuccesses(operation, metadata);
        var isOfTheApi = metadata.OfType<AudienceMetadata>().Any();
        foreach (var problems in metadata.OfType<ProblemType>()
            .Concat(isOfTheApi ? [ProblemTypes.NotAcceptable, ProblemTypes.Failure] : [ProblemTypes.Failure]).GroupBy(problem => problem.Status))
        {
            operation.Responses[problems.Key.ToString(System.Globalization.CultureInfo.InvariantCulture)] = Error([.. problems], context);
        }

        if (metadata.OfType<AudienceMetadata>().FirstOrDefault() is { } audience)
        {
            operation.Description = $"For: {JsonNamingPolicy.CamelCase.ConvertName(audience.Audience.ToString())}.{(metadata.OfType<NotForPublicationMetadata>().Any() ? $" {NotForPublication.Description}" : "")}";
        }

        operation.Description ??= operation.Summary;
    }

    /// <summary>The headers of what succeeds, and the other forms in which it may be had.</summary>
    private static void DescribeSuccesses(OpenApiOperation operation, IList<object> metadata)
    {
        var tagged = metadata.OfType<ConditionalRead>().Any() || metadata.OfType<ConditionalWrite>().Any(write => write.TakesConditions);
        foreach (var (status, response) in operation.Responses!.Where(answer => answer.Key[0] == '2' || answer.Key == "304"))
        {
            var answer = (OpenApiResponse)response;
            answer.Description = status switch
            {
                "200" => "Done, or found.",
                "201" => "It is new.",
                "202" => "Begun; the resource at Location says how far it is.",
                "304" => "The caller holds the present version.",
                _ => answer.Description,
            };
            answer.Headers = new Dictionary<string, IOpenApiHeader>();
            if (tagged)
            {
                answer.Headers[HeaderNames.ETag] = TextHeader("The version, for If-Match and If-None-Match.");
            }

            if (status is "201" or "202")
            {
                answer.Headers[HeaderNames.Location] = TextHeader(status == "201" ? "Where it is found." : "Where its progress is found.");
            }

            foreach (var form in status == "304" ? [] : metadata.OfType<AnswerForms>().SelectMany(forms => forms.ContentTypes))
            {
                answer.Content ??= new Dictionary<string, OpenApiMediaType>();
                answer.Content[form] = new OpenApiMediaType { Schema = Binary() };
            }
        }
    }

    private static OpenApiHeader TextHeader(string description) =>
        new() { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static OpenApiParameter Query(QueryParameter parameter) => new()
    {
        Name = parameter.Name,
        In = ParameterLocation.Query,
        Description = parameter.Description,
        Schema = new OpenApiSchema { Type = parameter.Whole ? JsonSchemaType.Integer : JsonSchemaType.String },
    };

    private static OpenApiParameter Header(string name, string description, bool required) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Required = required,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static OpenApiRequestBody Body(RequestContent content, OperationFilterContext context) => new()
    {
        Required = content.Required,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [ContentType.Json] = new()
            {
                Schema = context.SchemaGenerator.GenerateSchema(content.Type, context.SchemaRepository),
                Example = JsonSerializer.SerializeToNode(content.Example, content.Type, WireJson.Options),
            },
        },
    };

    private static OpenApiRequestBody Streamed(StreamedContent content) => new()
    {
        Required = true,
        Description = content.Description,
        Content = content.Types.ToDictionary(
            type => type,
            type => new OpenApiMediaType { Schema = type == ContentType.Multipart ? Files() : Binary() }),
    };

    private static OpenApiSchema Binary() => new() { Type = JsonSchemaType.String, Format = "binary" };

    private static OpenApiSchema Files() => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { "file" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["file"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Binary(), Description = "Each file under the name it was published by." },
        },
    };

    private static OpenApiResponse Error(IReadOnlyList<ProblemType> problems, OperationFilterContext context) => new()
    {
        Description = string.Join(" ", problems.Select(problem => $"{problem.Title} ({problem.Address}): {problem.Explanation}")),
        Headers = problems.Any(problem => problem.Status == StatusCodes.Status503ServiceUnavailable)
            ? new Dictionary<string, IOpenApiHeader> { [HeaderNames.RetryAfter] = TextHeader("Seconds to wait before it is tried again.") }
            : null,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [Problem.ContentType] = new()
            {
                Schema = context.SchemaGenerator.GenerateSchema(typeof(ProblemDocument), context.SchemaRepository),
                Example = Example(problems[0]),
            },
        },
    };

    private static JsonNode? Example(ProblemType problem) =>
        JsonSerializer.SerializeToNode(new ProblemDocument(problem.Address, problem.Title, problem.Status, problem.Explanation), WireJson.Options);
}

/// <summary>A body that is read as it arrives.</summary>
internal sealed record StreamedContent(string Description, params string[] Types);
