using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Reading;
using VocMatch.Gateway.Problems;

namespace VocMatch.Gateway.OpenApi;

/// <summary>Says beside an operation what it takes and answers; the OpenAPI document is made from that.</summary>
internal static class OperationAnswers
{
    private static readonly ProblemType[] Writing =
    [
        ProblemTypes.Malformed, ProblemTypes.Conflict, ProblemTypes.VersionMismatch, ProblemTypes.TooLarge, ProblemTypes.UnsupportedMediaType,
        ProblemTypes.Invalid, ProblemTypes.OperationReused, ProblemTypes.Unavailable,
    ];

    public static RouteHandlerBuilder Answers<T>(this RouteHandlerBuilder operation, params ProblemType[] problems) =>
        operation.Produces<T>().WithMetadata([.. problems]);

    public static RouteHandlerBuilder AnswersList<T>(this RouteHandlerBuilder operation) =>
        operation.Answers<Page<T>>(ProblemTypes.Malformed, ProblemTypes.Unavailable);

    public static RouteHandlerBuilder AnswersEntity<T>(this RouteHandlerBuilder operation) =>
        operation.AnswersTagged<T>(ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Unavailable);

    /// <summary>What has an entity tag, so that whoever holds it need not be sent it again.</summary>
    public static RouteHandlerBuilder AnswersTagged<T>(this RouteHandlerBuilder operation, params ProblemType[] problems) =>
        operation.Answers<T>(problems)
            .Produces(StatusCodes.Status304NotModified)
            .WithMetadata(ConditionalRead.Instance);

    public static RouteHandlerBuilder AnswersWritten<T>(this RouteHandlerBuilder operation, bool keyRequired = false) =>
        operation.Answers<T>([.. Writing, ProblemTypes.NotFound])
            .Produces<T>(StatusCodes.Status201Created)
            .WithMetadata(new ConditionalWrite(keyRequired));

    /// <summary>A PUT: what exists is replaced under a condition only.</summary>
    public static RouteHandlerBuilder AnswersPut<T>(this RouteHandlerBuilder operation) =>
        operation.AnswersWritten<T>().WithMetadata(ProblemTypes.ConditionRequired);

    /// <summary>As <see cref="AnswersPut"/>, where nothing is answered as created.</summary>
    public static RouteHandlerBuilder AnswersReplaced<T>(this RouteHandlerBuilder operation, bool keyRequired) =>
        operation.Answers<T>([.. Writing, ProblemTypes.NotFound, ProblemTypes.ConditionRequired])
            .WithMetadata(new ConditionalWrite(keyRequired));

    public static RouteHandlerBuilder AnswersTransition<TStatus>(this RouteHandlerBuilder operation)
        where TStatus : struct, Enum =>
        operation.Answers<Transitioned<TStatus>>(
                ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Conflict, ProblemTypes.VersionMismatch, ProblemTypes.Invalid,
                ProblemTypes.OperationReused, ProblemTypes.Unavailable)
            .WithMetadata(new ConditionalWrite(KeyRequired: true));

    /// <summary>An act that needs an Idempotency-Key and takes no conditions.</summary>
    public static RouteHandlerBuilder AnswersAct<T>(this RouteHandlerBuilder operation) =>
        operation.Answers<T>(
                ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Conflict, ProblemTypes.TooLarge, ProblemTypes.UnsupportedMediaType,
                ProblemTypes.Invalid, ProblemTypes.OperationReused, ProblemTypes.Unavailable)
            .WithMetadata(new ConditionalWrite(KeyRequired: true, TakesConditions: false));

    /// <summary>As <see cref="AnswersAct"/>, for one that makes something new.</summary>
    public static RouteHandlerBuilder AnswersCreation<T>(this RouteHandlerBuilder operation) =>
        operation.Produces<T>(StatusCodes.Status201Created)
            .WithMetadata(
                ProblemTypes.Malformed, ProblemTypes.NotFound, ProblemTypes.Conflict, ProblemTypes.TooLarge, ProblemTypes.UnsupportedMediaType,
                ProblemTypes.Invalid, ProblemTypes.OperationReused, ProblemTypes.Unavailable, new ConditionalWrite(KeyRequired: true, TakesConditions: false));

    /// <summary>A JSON body, with an example that is valid as it stands.</summary>
    public static RouteHandlerBuilder TakesContent<T>(this RouteHandlerBuilder operation, T example)
        where T : notnull => operation.WithMetadata(new RequestContent(typeof(T), example));

    /// <summary>As <see cref="TakesContent"/>, where the body may be left out.</summary>
    public static RouteHandlerBuilder TakesOptionalContent<T>(this RouteHandlerBuilder operation, T example)
        where T : notnull => operation.WithMetadata(new RequestContent(typeof(T), example, Required: false));
}

/// <summary>The operation takes If-None-Match.</summary>
internal sealed class ConditionalRead
{
    public static readonly ConditionalRead Instance = new();

    private ConditionalRead()
    {
    }
}

/// <summary>The operation takes Idempotency-Key and, but where it takes no conditions, If-Match and If-None-Match.</summary>
internal sealed record ConditionalWrite(bool KeyRequired, bool TakesConditions = true);

internal sealed record RequestContent(Type Type, object Example, bool Required = true);
