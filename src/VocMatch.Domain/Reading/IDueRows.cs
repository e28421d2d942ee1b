using System.Collections.Immutable;
using VocMatch.Domain.Records;

namespace VocMatch.Domain.Reading;

/// <summary>The rows whose grains have something to do, see <see cref="IDueState"/>.</summary>
public interface IDueRows
{
    /// <summary>Into how many parts the rows are divided, by their key; at least 1.</summary>
    int Shards { get; }

    /// <summary>Rows of a part that are due, what is longest due first.</summary>
    /// <param name="shard">0 to <see cref="Shards"/> - 1.</param>
    /// <param name="after">The last row of the page before; null = from the first.</param>
    /// <param name="most">Rows of a page at most.</param>
    Task<ImmutableArray<DueRow>> Due(int shard, DateTimeOffset now, DueRow? after, int most, CancellationToken cancellation);
}

/// <param name="StateName">The persistent state's name.</param>
/// <param name="Key">Of the grain.</param>
/// <param name="WakeAt">Unix time in milliseconds.</param>
public sealed record DueRow(string StateName, string Key, long WakeAt);
