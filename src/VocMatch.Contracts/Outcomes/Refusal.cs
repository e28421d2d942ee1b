using System.Collections.Immutable;

namespace VocMatch.Contracts.Outcomes;

/// <summary>What a refusal becomes at the edge: one problem-details answer with one status.</summary>
public enum RefusalKind
{
    /// <summary>The content breaks a rule (422).</summary>
    Invalid,

    /// <summary>The thing itself does not exist (404).</summary>
    NotFound,

    /// <summary>The thing's state does not allow it (409).</summary>
    Conflict,

    /// <summary>Somebody changed it since the caller read it (412).</summary>
    VersionMismatch,

    /// <summary>The operation id was used before with other content (422).</summary>
    OperationReused,

    /// <summary>The outcome is unknown or the store is down; the same call may be repeated (503).</summary>
    Unavailable,

    /// <summary>It exists, and the caller did not say which version of it may be replaced (428).</summary>
    ConditionRequired,
}

/// <summary>One rule broken by one field.</summary>
/// <param name="Field">Path in camel case, as the caller wrote it: <c>skills[2].level</c>.</param>
/// <param name="Value">The value given, as text; null where it is missing.</param>
/// <param name="Rule">The rule, as a sentence fit to be shown.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.Violation")]
public sealed record Violation(string Field, string? Value, string Rule);

/// <summary>An expected "no": a value that a caller must look at. Never an exception.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.Refusal")]
public sealed record Refusal(RefusalKind Kind, string Detail, ImmutableArray<Violation> Violations)
{
    public static Refusal Invalid(ImmutableArray<Violation> violations) =>
        new(RefusalKind.Invalid, violations.Length == 1 ? violations[0].Rule : $"{violations.Length} rules are broken.", violations);

    public static Refusal NotFound(string what) => new(RefusalKind.NotFound, $"{what} does not exist.", []);

    public static Refusal Conflict(string detail) => new(RefusalKind.Conflict, detail, []);

    public static Refusal VersionMismatch(long expected, long actual) =>
        new(RefusalKind.VersionMismatch, $"Version {expected} was expected, it is at version {actual}.", []);

    public static Refusal ConditionRequired() => new(
        RefusalKind.ConditionRequired, "It exists already: send If-Match with the ETag you read, or If-Match: * to replace it whatever it says.", []);

    public static Refusal OperationReused(string operationId) =>
        new(RefusalKind.OperationReused, $"The Idempotency-Key '{operationId}' was used before with other content.", []);

    public static Refusal Unavailable(string detail) => new(RefusalKind.Unavailable, detail, []);
}
