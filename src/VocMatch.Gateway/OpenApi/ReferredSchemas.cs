using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace VocMatch.Gateway.OpenApi;

/// <summary>Leaves out of the document what nothing in it refers to: the names that stand where they may be null (<see cref="DescribeSchema"/>).</summary>
internal sealed class ReferredSchemas : IDocumentFilter
{
    public void Apply(OpenApiDocument document, DocumentFilterContext context)
    {
        var schemas = document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>();
        var text = document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_0).GetAwaiter().GetResult();
        foreach (var name in schemas.Keys.Where(name => !text.Contains($"#/components/schemas/{name}\"", StringComparison.Ordinal)).ToList())
        {
            schemas.Remove(name);
        }
    }
}
