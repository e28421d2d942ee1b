using VocMatch.Contracts.Outcomes;

namespace VocMatch.Gateway.Problems;

/// <summary>Every kind of error this gateway answers.</summary>
internal static class ProblemTypes
{
    public static readonly ProblemType Malformed = new(
        "malformed", 400, "The request cannot be read",
        "The body, the path, the query or a header is not what this operation takes. Repeating it unchanged fails again.");

    public static readonly ProblemType NotFound = new(
        "not-found", 404, "It does not exist",
        "Nothing answers to this address, or the thing it names does not exist.");

    public static readonly ProblemType MethodNotAllowed = new(
        "method-not-allowed", 405, "The method is not allowed here",
        "The address exists and does not take this method; the Allow header names those it takes.");

    public static readonly ProblemType NotAcceptable = new(
        "not-acceptable", 406, "No content type asked for can be answered",
        "Accept names none of the content types that the operation's documentation lists for its answers. Leave it out for JSON.");

    public static readonly ProblemType Conflict = new(
        "conflict", 409, "Its state does not allow it",
        "The thing is in a state from which this action is not possible. Read it again and decide anew.");

    public static readonly ProblemType VersionMismatch = new(
        "version-mismatch", 412, "It was changed meanwhile",
        "The version named in If-Match is not the present one, or If-None-Match: * was sent and it exists. Read it again and decide anew.");

    public static readonly ProblemType ConditionRequired = new(
        "condition-required", 428, "Say which version may be replaced",
        "It exists already, and a PUT replaces it whole. Read it and send its ETag as If-Match, or If-Match: * to replace it whatever it says.");

    public static readonly ProblemType TooLarge = new(
        "too-large", 413, "The body is too large",
        "A body may have at most 1 MiB; imports have no limit, and 1 MiB a line.");

    public static readonly ProblemType UnsupportedMediaType = new(
        "unsupported-media-type", 415, "The content type is not taken here",
        "The operation's documentation names the content types it takes; text is UTF-8 and not compressed.");

    public static readonly ProblemType Invalid = new(
        "invalid", 422, "The content breaks a rule",
        "The request was understood; one or more fields break a rule. Each stands in errors with its path, its value and the rule.");

    public static readonly ProblemType NothingImported = new(
        "nothing-imported", 422, "Nothing of the file can be used",
        "No line of it was taken. What is wrong stands in errors, once for all the lines it is wrong with. A file of which a part is taken answers 200.");

    public static readonly ProblemType OperationReused = new(
        "operation-reused", 422, "The Idempotency-Key was used before",
        "The key was used before with another content. Take a new key for a new operation.");

    public static readonly ProblemType Refused = new(
        "refused", 400, "The request is refused",
        "The request breaks a rule of HTTP, or a limit of this server.");

    public static readonly ProblemType Unavailable = new(
        "unavailable", 503, "It cannot be done at the moment",
        "The store or a part of the cluster did not answer, so the outcome of a write is not known. Repeat it with the same Idempotency-Key.");

    public static readonly ProblemType Failure = new(
        "failure", 500, "A defect of this service",
        "This is not the caller's fault. It was logged with the trace id given.");

    public static IReadOnlyList<ProblemType> All { get; } =
    [
        Malformed, NotFound, MethodNotAllowed, NotAcceptable, Conflict, VersionMismatch, ConditionRequired, TooLarge, UnsupportedMediaType, Invalid,
        NothingImported, OperationReused, Refused, Unavailable, Failure,
    ];

    /// <summary>The one place where an expected "no" gets its status.</summary>
    public static ProblemType Of(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => Invalid,
        RefusalKind.NotFound => NotFound,
        RefusalKind.Conflict => Conflict,
        RefusalKind.VersionMismatch => VersionMismatch,
        RefusalKind.OperationReused => OperationReused,
        RefusalKind.ConditionRequired => ConditionRequired,
        RefusalKind.Unavailable => Unavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A refusal without a status."),
    };

    /// <summary>For answers that the server itself gave without a body.</summary>
    public static ProblemType OfStatus(int status) => status switch
    {
        400 => Malformed,
        404 => NotFound,
        405 => MethodNotAllowed,
        406 => NotAcceptable,
        413 => TooLarge,
        415 => UnsupportedMediaType,
        503 => Unavailable,
        >= 500 => Failure,
        _ => Refused,
    };
}
