namespace VocMatch.Contracts.Outcomes;

/// <summary>How a write is to be taken.</summary>
/// <param name="ExpectedVersion">The version the caller saw (If-Match); 0 = it must not exist yet; null = whatever is there.</param>
/// <param name="OperationId">The caller's Idempotency-Key: repeating it changes nothing and answers the same.</param>
/// <param name="ContentDigest">SHA-256 of the request, so that a reused key with other content is noticed.</param>
/// <param name="DryRun">Check and compare only; write nothing.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.WriteOptions")]
public sealed record WriteOptions(
    long? ExpectedVersion = null,
    string? OperationId = null,
    string? ContentDigest = null,
    bool DryRun = false)
{
    public static WriteOptions Default { get; } = new();
}

/// <summary>What a write did, or in a dry run would do.</summary>
public enum Change
{
    Created,
    Changed,
    Unchanged,
}

/// <summary>The entity after a write, and what the write did to it.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.Written`1")]
public sealed record Written<T>(T Entity, Change Change)
    where T : class;

/// <summary>The answer to a change of state: small enough to be kept in the state and repeated to the letter.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.Transitioned`1")]
public sealed record Transitioned<TStatus>(string Id, TStatus Status, long Version)
    where TStatus : struct, Enum;
