using System.Data.Common;
using VocMatch.Storage.Reading;

namespace VocMatch.Storage.Sqlite;

/// <summary>Queries on the embedded database. SQLite knows no waiting, so each runs on a thread of the pool from end to end.</summary>
internal sealed class SqliteQueries(SqliteDatabase database) : IQueries
{
    public int DueShards => 1;

    public Task ForEach(SqlQuery query, Func<DbDataReader, ValueTask> onRow, CancellationToken cancellation) =>
        Task.Run(
            async () =>
            {
                using var lease = database.Readers.Borrow();
                var statement = lease.Session.Statement(query.Text);
                foreach (var (name, value) in query.Parameters)
                {
                    statement.With(name, value);
                }

                using var reader = statement.ExecuteReader();
                while (reader.Read())
                {
                    cancellation.ThrowIfCancellationRequested();
                    await onRow(reader);
                }
            },
            cancellation);

    public string HasMember(string column, string parameter) =>
        $"EXISTS (SELECT 1 FROM json_each({column}) WHERE value = {parameter})";

    /// <summary>A cross join keeps its order: left to choose, the planner reads all rows of the type, which it takes to be fewer than those asked for.</summary>
    public string Among(string view, string column, string parameter) =>
        $"(SELECT DISTINCT value FROM json_each({parameter})) AS asked CROSS JOIN {view} AS v ON v.{column} = asked.value";

    /// <summary>One writer numbers the changes, so that they become visible in the order of their numbers.</summary>
    public string Mark(string view, string region) => $"SELECT coalesce(max(change_number), 0) + 1 FROM {view} WHERE region = {region} AND change_number IS NOT NULL";

    public string Mark(string view) => $"SELECT coalesce(max(change_number), 0) + 1 FROM {view} WHERE change_number IS NOT NULL";

    public string WrittenSince(string row, string mark) => $"{row}.change_number >= {mark}";

    public string Ranks(string list, string placement) =>
        $"({list}.round, {list}.student) IN (SELECT round, student FROM ranked_placement WHERE placement = {placement})";
}
