using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.Swagger;
using Swashbuckle.AspNetCore.SwaggerGen;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Json;
using VocMatch.Gateway.Bodies;

namespace VocMatch.Gateway.OpenApi;

/// <summary>The document at /swagger/v1/swagger.json and the page at /swagger that shows it.</summary>
internal static partial class OpenApiDocuments
{
    public const string Document = "v1";

    public static void AddOpenApiDocuments(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.AddSingleton<ISerializerDataContractResolver>(new JsonSerializerDataContractResolver(WireJson.Options));
        services.AddSwaggerGen(options =>
        {
            options.SwaggerDoc(Document, new OpenApiInfo
            {
                Title = "VocMatch",
                Version = Document,
                Description = "Matches vocational education with industry. Errors are problem details (RFC 9457); each type has a page under /problems.",
                Contact = new OpenApiContact { Name = "Whoever runs this service", Url = new Uri("/", UriKind.Relative) },
                License = new OpenApiLicense { Name = "MIT", Url = new Uri("https://opensource.org/license/mit") },
            });
            options.AddServer(new OpenApiServer { Url = "/", Description = "This service." });
            options.CustomOperationIds(OperationIds.Of);
            options.SchemaFilter<DescribeSchema>();
            options.DocumentFilter<ReferredSchemas>();
            options.SupportNonNullableReferenceTypes();
            options.CustomSchemaIds(SchemaId);
            options.OperationFilter<DescribeOperation>();
            MapIds(options);
            MapCells(options);
            foreach (var documentation in Directory.EnumerateFiles(AppContext.BaseDirectory, "VocMatch.*.xml"))
            {
                options.IncludeXmlComments(documentation);
            }
        });
        services.AddSingleton<DocumentMadeOnce>();
        services.Replace(ServiceDescriptor.Singleton<ISwaggerProvider>(provider => provider.GetRequiredService<DocumentMadeOnce>()));
        services.Replace(ServiceDescriptor.Singleton<IAsyncSwaggerProvider>(provider => provider.GetRequiredService<DocumentMadeOnce>()));
    }

    public static void UseOpenApiDocuments(this IApplicationBuilder app)
    {
        app.UseSwagger();
        app.UseSwaggerUI(options =>
        {
            options.SwaggerEndpoint($"/swagger/{Document}/swagger.json", "VocMatch");
            options.DocumentTitle = "VocMatch API";
        });
    }

    private static void MapIds(SwaggerGenOptions options)
    {
        foreach (var id in typeof(SchoolId).Assembly.GetTypes().Where(IsId))
        {
            options.MapType(id, () => new OpenApiSchema
            {
                Type = JsonSchemaType.String,
                Pattern = "^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$",
                Description = IdRule.Text,
            });
        }
    }

    /// <summary>A number or a string. Of a choice between the two (oneOf) NSwag takes the first and cannot read the other, so words say it.</summary>
    private static void MapCells(SwaggerGenOptions options) => options.MapType<ReportCell>(() => new OpenApiSchema { Description = ReportCell.Description });

    private static bool IsId(Type type) =>
        type.IsValueType && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>));

    /// <summary>PageOfSchool, TransitionedOfProgramStatus.</summary>
    private static string SchemaId(Type type) => type.IsGenericType
        ? $"{Arity().Replace(type.Name, "")}Of{string.Concat(type.GetGenericArguments().Select(SchemaId))}"
        : type.Name;

    [GeneratedRegex("`[0-9]+$")]
    private static partial Regex Arity();
}
