using System.Collections.Immutable;
using VocMatch.Contracts.Outcomes;

namespace VocMatch.Domain.Records;

/// <summary>The trace of one operation, kept in the same write as its effect, so that repeating the operation answers the same.</summary>
/// <param name="OperationId">The caller's Idempotency-Key.</param>
/// <param name="ContentDigest">Digest of the request it came with.</param>
/// <param name="Answer">The answer given, as JSON: the refusal where it was one, and without the entity where that stands in the state.</param>
/// <param name="IsRefusal">Null = no.</param>
/// <param name="EntityVersion">
/// The version of the state whose entity is the answer's: as long as the state is at it, the entity is not kept twice. Null where the answer
/// is whole.
/// </param>
internal sealed record IdempotencyRecord(
    string OperationId, string? ContentDigest, DateTimeOffset TakenAt, string Answer, bool? IsRefusal = null, long? EntityVersion = null)
{
    public static IdempotencyRecord Of<T>(string operationId, string? contentDigest, DateTimeOffset takenAt, Outcome<T> outcome)
        where T : class =>
        outcome.Succeeded
            ? new(operationId, contentDigest, takenAt, RecordJson.Write(outcome.Value))
            : new(operationId, contentDigest, takenAt, RecordJson.Write(outcome.Refusal), IsRefusal: true);

    /// <summary>Leaves the entity out where the answer shows the one that is written with it.</summary>
    public static IdempotencyRecord Of<T, TEntity>(
        string operationId, string? contentDigest, DateTimeOffset takenAt, Outcome<T> outcome, TEntity? written, long version)
        where T : class
        where TEntity : class
    {
        EntityAnswer? small = outcome.Value switch
        {
            Written<TEntity> answer when ReferenceEquals(answer.Entity, written) => new(answer.Change, answer.Version),
            TEntity answer when ReferenceEquals(answer, written) => new(Change: null),
            _ => null,
        };
        return small is null
            ? Of(operationId, contentDigest, takenAt, outcome)
            : new(operationId, contentDigest, takenAt, RecordJson.Write(small), EntityVersion: version);
    }

    /// <param name="entity">The state's, read where the answer does not hold it.</param>
    public Outcome<T> Answered<T, TEntity>(TEntity? entity)
        where T : class
        where TEntity : class =>
        IsRefusal is true ? RecordJson.Read<Refusal>(Answer)
        : EntityVersion is null ? RecordJson.Read<T>(Answer)
        : (T)RecordJson.Read<EntityAnswer>(Answer).With(entity!);

    /// <summary>The same with the entity in it, for when the state goes on.</summary>
    public IdempotencyRecord WrittenOut<TEntity>(TEntity entity)
        where TEntity : class => this with
        {
            Answer = RecordJson.Read<EntityAnswer>(Answer).With(entity) is Written<TEntity> written
                ? RecordJson.Write(written)
                : RecordJson.Write(entity),
            EntityVersion = null,
        };

    /// <summary>An answer but for its entity.</summary>
    /// <param name="Change">Null where the answer is the entity alone.</param>
    /// <param name="Version">Of an entity that does not hold it itself.</param>
    private sealed record EntityAnswer(Change? Change, long? Version = null)
    {
        public object With<TEntity>(TEntity entity)
            where TEntity : class => Change is { } change ? new Written<TEntity>(entity, change, Version) : entity;
    }
}

/// <summary>The operations that one row remembers: for seven days, and the latest <see cref="MaxCount"/> of them.</summary>
internal static class IdempotencyRecords
{
    /// <summary>The name of their member in rows: it is the one that the first rows were written with.</summary>
    public const string Stored = "receipts";

    /// <summary>A record that takes more keyed operations than this within seven days forgets the oldest: its row must stay small.</summary>
    public const int MaxCount = 32;

    public static readonly TimeSpan Retention = TimeSpan.FromDays(7);

    public static IdempotencyRecord? Find(ImmutableArray<IdempotencyRecord> records, string operationId)
    {
        foreach (var record in records)
        {
            if (string.Equals(record.OperationId, operationId, StringComparison.Ordinal))
            {
                return record;
            }
        }

        return null;
    }

    /// <summary>The answer an operation was given before; null where it has no id or is new here.</summary>
    /// <param name="entity">The state's.</param>
    public static Outcome<TAnswer>? Repeated<TAnswer, TEntity>(ImmutableArray<IdempotencyRecord> records, WriteOptions options, TEntity? entity)
        where TAnswer : class
        where TEntity : class
    {
        if (options.OperationId is not { } id || Find(records, id) is not { } record)
        {
            return null;
        }

        return string.Equals(record.ContentDigest, options.ContentDigest, StringComparison.Ordinal)
            ? record.Answered<TAnswer, TEntity>(entity)
            : Refusal.OperationReused(id);
    }

    public static ImmutableArray<IdempotencyRecord> Add(ImmutableArray<IdempotencyRecord> records, IdempotencyRecord record)
    {
        var oldest = record.TakenAt - Retention;
        var kept = records.Where(r => r.TakenAt >= oldest).ToList();
        return [.. kept.Skip(Math.Max(0, kept.Count - (MaxCount - 1))), record];
    }

    /// <summary>Writes out the answers that show an entity which is replaced now.</summary>
    public static ImmutableArray<IdempotencyRecord> WrittenOut<TEntity>(ImmutableArray<IdempotencyRecord> records, TEntity replaced, long version)
        where TEntity : class =>
        records.Any(record => record.EntityVersion == version)
            ? [.. records.Select(record => record.EntityVersion == version ? record.WrittenOut(replaced) : record)]
            : records;
}
