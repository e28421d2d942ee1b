using System.Collections.Immutable;
using VocMatch.Domain.Reading;
using VocMatch.Storage.Databases;
using VocMatch.Storage.Reading;

namespace VocMatch.Storage.PendingWork;

/// <summary>Due rows, found by the index over their times alone.</summary>
internal sealed class DueRows(IStorageDatabase database, IQueries queries) : IDueRows
{
    private const string Text =
        """
        SELECT grain_type, grain_key, wake_at FROM due_row
        WHERE shard = @shard AND wake_at <= @now AND (wake_at, grain_type, grain_key) > (@at, @type, @key)
        ORDER BY wake_at, grain_type, grain_key
        LIMIT @most
        """;

    public int Shards => queries.DueShards;

    /// <summary>For the tests of its plan.</summary>
    public static SqlQuery Query(int shard, DateTimeOffset now, DueRow? after, int most) => new(
        Text,
        ("@shard", shard),
        ("@now", now.ToUnixTimeMilliseconds()),
        ("@at", after?.WakeAt ?? long.MinValue),
        ("@type", after?.StateName ?? ""),
        ("@key", after?.Key ?? ""),
        ("@most", most));

    public async Task<ImmutableArray<DueRow>> Due(int shard, DateTimeOffset now, DueRow? after, int most, CancellationToken cancellation)
    {
        await database.Ready();
        return
        [
            .. await queries.All(
                Query(shard, now, after, most), static row => new DueRow(row.GetString(0), row.GetString(1), row.GetInt64(2)), cancellation),
        ];
    }
}
