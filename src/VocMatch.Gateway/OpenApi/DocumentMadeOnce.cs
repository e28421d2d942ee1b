using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.Swagger;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace VocMatch.Gateway.OpenApi;

/// <summary>The API document, which is the same as long as the process lives: made for whoever asks first, and given to all after.</summary>
internal sealed class DocumentMadeOnce(IServiceProvider services) : ISwaggerProvider, IAsyncSwaggerProvider
{
    private readonly Lazy<Task<OpenApiDocument>> _document =
        new(() => ActivatorUtilities.GetServiceOrCreateInstance<SwaggerGenerator>(services).GetSwaggerAsync(OpenApiDocuments.Document));

    public Task<OpenApiDocument> GetSwaggerAsync(string documentName, string? host = null, string? basePath = null) =>
        documentName == OpenApiDocuments.Document ? _document.Value : throw new UnknownSwaggerDocument(documentName, [OpenApiDocuments.Document]);

    public OpenApiDocument GetSwagger(string documentName, string? host = null, string? basePath = null) =>
        GetSwaggerAsync(documentName, host, basePath).GetAwaiter().GetResult();
}
