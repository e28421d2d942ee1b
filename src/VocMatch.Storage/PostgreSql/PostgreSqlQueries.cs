using System.Data.Common;
using VocMatch.Storage.Reading;
using Npgsql;

namespace VocMatch.Storage.PostgreSql;

internal sealed class PostgreSqlQueries(PostgreSqlDatabase database) : IQueries
{
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

    public string HasListFor(string student, string round) => HasMember($"{student}.listed_rounds", round);

    public string Ranks(string student, string placement) => HasMember($"{student}.ranked_placements", placement);

    public string Members(string view, ReadOnlySpan<string> path, string? member)
    {
        var array = $"v.document #> '{{{string.Join(',', path)}}}'";
        var text = member is null ? "m.value #>> '{}'" : $"m.value ->> '{member}'";
        return $"SELECT DISTINCT {text} FROM {view} v "
            + $"CROSS JOIN LATERAL jsonb_array_elements(CASE jsonb_typeof({array}) WHEN 'array' THEN {array} ELSE '[]'::jsonb END) AS m (value)";
    }
}
