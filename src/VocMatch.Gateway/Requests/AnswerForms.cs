using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using VocMatch.Gateway.Problems;

namespace VocMatch.Gateway.Requests;

/// <summary>Content types, beside those of its described answers, in which an operation answers where <c>Accept</c> or a parameter asks for it.</summary>
internal sealed record AnswerForms(params string[] ContentTypes)
{
    /// <summary>Every content type that an operation may answer a success with; a problem is one of them.</summary>
    public static IEnumerable<string> Of(EndpointMetadataCollection metadata) => metadata
        .OfType<IProducesResponseTypeMetadata>()
        .Where(answer => answer.StatusCode is >= StatusCodes.Status200OK and < StatusCodes.Status300MultipleChoices)
        .SelectMany(answer => answer.ContentTypes)
        .Concat(metadata.OfType<AnswerForms>().SelectMany(forms => forms.ContentTypes))
        .Append(Problem.ContentType);
}

internal static class AnswerFormsOfOperations
{
    /// <summary>A document of bytes in this one content type.</summary>
    public static RouteHandlerBuilder AnswersDocument(this RouteHandlerBuilder operation, string contentType, params ProblemType[] problems) =>
        operation.Produces(StatusCodes.Status200OK).WithMetadata([.. problems]).AnswersAlsoAs(contentType);

    /// <summary>A document of bytes in each of these content types, for the same statuses as the JSON.</summary>
    public static RouteHandlerBuilder AnswersAlsoAs(this RouteHandlerBuilder operation, params string[] contentTypes) =>
        operation.WithMetadata(new AnswerForms(contentTypes));
}
