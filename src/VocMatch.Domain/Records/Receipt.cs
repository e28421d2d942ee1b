using System.Collections.Immutable;
using VocMatch.Contracts.Outcomes;

namespace VocMatch.Domain.Records;

/// <summary>The trace of one operation, kept in the same write as its effect, so that repeating the operation answers the same.</summary>
/// <param name="OperationId">The caller's Idempotency-Key.</param>
/// <param name="ContentDigest">Digest of the request it came with.</param>
/// <param name="Answer">The answer given, as JSON: the refusal where it was one.</param>
/// <param name="IsRefusal">Null = no.</param>
internal sealed record Receipt(string OperationId, string? ContentDigest, DateTimeOffset TakenAt, string Answer, bool? IsRefusal = null)
{
    public static Receipt Of<T>(string operationId, string? contentDigest, DateTimeOffset takenAt, Outcome<T> outcome)
        where T : class =>
        outcome.Succeeded
            ? new(operationId, contentDigest, takenAt, RecordJson.Write(outcome.Value))
            : new(operationId, contentDigest, takenAt, RecordJson.Write(outcome.Refusal), IsRefusal: true);

    public Outcome<T> Answered<T>()
        where T : class => IsRefusal is true ? RecordJson.Read<Refusal>(Answer) : RecordJson.Read<T>(Answer);
}

/// <summary>The receipts of one record: kept for seven days, and the latest <see cref="MaxCount"/> of them.</summary>
internal static class Receipts
{
    /// <summary>A record that takes more keyed operations than this within seven days forgets the oldest: its row must stay small.</summary>
    public const int MaxCount = 32;

    public static readonly TimeSpan Retention = TimeSpan.FromDays(7);

    public static Receipt? Find(ImmutableArray<Receipt> receipts, string operationId)
    {
        foreach (var receipt in receipts)
        {
            if (string.Equals(receipt.OperationId, operationId, StringComparison.Ordinal))
            {
                return receipt;
            }
        }

        return null;
    }

    /// <summary>The answer an operation was given before; null where it has no id or is new here.</summary>
    public static Outcome<TAnswer>? Repeated<TAnswer>(ImmutableArray<Receipt> receipts, WriteOptions options)
        where TAnswer : class
    {
        if (options.OperationId is not { } id || Find(receipts, id) is not { } receipt)
        {
            return null;
        }

        return string.Equals(receipt.ContentDigest, options.ContentDigest, StringComparison.Ordinal)
            ? receipt.Answered<TAnswer>()
            : Refusal.OperationReused(id);
    }

    public static ImmutableArray<Receipt> Add(ImmutableArray<Receipt> receipts, Receipt receipt)
    {
        var oldest = receipt.TakenAt - Retention;
        var kept = receipts.Where(r => r.TakenAt >= oldest).ToList();
        return [.. kept.Skip(Math.Max(0, kept.Count - (MaxCount - 1))), receipt];
    }
}
