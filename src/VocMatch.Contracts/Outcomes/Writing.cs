namespace VocMatch.Contracts.Outcomes;

/// <summary>How a write is to be taken.</summary>
/// <param name="ExpectedVersion">The version the caller saw (If-Match); 0 = it must not exist yet; null = whatever is there.</param>
/// <param name="OperationId">The caller's Idempotency-Key: repeating it changes nothing and answers the same.</param>
/// <param name="ContentDigest">SHA-256 of the request, so that a reused key with other content is noticed.</param>
/// <param name="DryRun">Check and compare only; write nothing.</param>
/// <param name="ConditionRequired">Refuse a replacement of what exists already where no version is expected: nobody overwrites what they have not seen.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.WriteOptions")]
public sealed record WriteOptions(
    long? ExpectedVersion = null,
    string? OperationId = null,
    string? ContentDigest = null,
    bool DryRun = false,
    bool ConditionRequired = false)
{
    public static WriteOptions Default { get; } = new();

    /// <summary>The refusal where what is there is not what the caller expects; null where the write may go on.</summary>
    public Refusal? Unmet(Presence present) => ExpectedVersion switch
    {
        0 => present.Exists ? Refusal.VersionMismatch(0, present.Version) : null,
        { } expected => expected != present.Version ? Refusal.VersionMismatch(expected, present.Version) : null,
        null => ConditionRequired && present.Exists ? Refusal.ConditionRequired() : null,
    };
}

/// <summary>What the conditions of a write speak of.</summary>
/// <param name="Version">The version its entity tag shows; 0 where nothing is stored.</param>
/// <param name="Exists">Whether there is something that a write would replace: the part written, not the whole it belongs to.</param>
public readonly record struct Presence(long Version, bool Exists)
{
    public Presence(long version)
        : this(version, version != 0)
    {
    }
}

/// <summary>What a write did, or in a dry run would do.</summary>
public enum Change
{
    Created,
    Changed,
    Unchanged,
}

/// <summary>The entity after a write, and what the write did to it.</summary>
/// <param name="Version">Of an entity that does not hold it itself; else null.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.Written`1")]
public sealed record Written<T>(T Entity, Change Change, long? Version = null)
    where T : class;

/// <summary>What does not hold its version itself, with it.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.Versioned`1")]
public sealed record Versioned<T>(T Value, long Version)
    where T : class;

/// <summary>The answer to a change of state: small enough to be kept in the state and repeated to the letter.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.Transitioned`1")]
public sealed record Transitioned<TStatus>(string Id, TStatus Status, long Version)
    where TStatus : struct, Enum;
