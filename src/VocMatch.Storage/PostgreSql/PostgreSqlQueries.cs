using System.Data.Common;
using Npgsql;
using VocMatch.Storage.Reading;

namespace VocMatch.Storage.PostgreSql;

internal sealed class PostgreSqlQueries(PostgreSqlDatabase database) : IQueries
{
    /// <summary>As the view of due rows divides them.</summary>
    public int DueShards => 16;

    public async Task ForEach(SqlQuery query, Func<DbDataReader, ValueTask> onRow, CancellationToken cancellation)
    {
        await using var command = database.DataSource.CreateCommand(query.Text);
        foreach (var (name, value) in query.Parameters)
        {
            command.Parameters.Add(new NpgsqlParameter(name, value));
        }

        await using var reader = await command.ExecuteReaderAsync(cancellation).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellation).ConfigureAwait(false))
        {
            await onRow(reader).ConfigureAwait(false);
        }
    }

    public string HasMember(string column, string parameter) => $"{column} @> to_jsonb({parameter}::text)";

    public string Among(string view, string column, string parameter) =>
        $"{view} AS v WHERE v.{column} = ANY (ARRAY(SELECT jsonb_array_elements_text({parameter}::text::jsonb)))";

    /// <summary>The oldest transaction that is still under way: whatever an older one wrote is visible by now.</summary>
    public string Mark(string view, string region) => "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint";

    public string Mark(string view) => Mark(view, region: "");

    /// <summary>Rows that came from another server with a backup bear greater numbers than this one has given yet: they are no news.</summary>
    public string WrittenSince(string row, string mark) =>
        $"{row}.changed_in >= {mark}::text::xid8 AND {row}.changed_in < pg_snapshot_xmax(pg_current_snapshot())";

    public string Ranks(string list, string placement) => HasMember($"{list}.list -> 'ranked'", placement);
}
