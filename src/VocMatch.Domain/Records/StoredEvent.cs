namespace VocMatch.Domain.Records;

/// <summary>The row of something that is written once and only listed afterwards.</summary>
internal sealed record StoredEvent<T>
{
    public int Schema { get; init; } = 1;

    public required T Entity { get; init; }
}
