using Microsoft.Data.Sqlite;
using VocMatch.Contracts.Rounds;
using VocMatch.Storage.Rounds;

namespace VocMatch.Storage.Sqlite;

internal sealed class SqliteRoundWrites(SqliteDatabase database) : IRoundWrites
{
    private const string InputSql =
        """
        INSERT INTO round_input (round, lock_number, issue, pass, kind, id, payload)
        VALUES (@round, @lock, @issue, @pass, @kind, @id, @payload)
        ON CONFLICT (round, lock_number, issue, pass, kind, id) DO UPDATE SET payload = excluded.payload
        """;

    private const string AssignmentSql =
        """
        INSERT INTO round_assignment (round, lock_number, issue, student, placement, pass, rank)
        VALUES (@round, @lock, @issue, @student, @placement, @pass, @rank)
        ON CONFLICT (round, lock_number, issue, student)
        DO UPDATE SET placement = excluded.placement, pass = excluded.pass, rank = excluded.rank
        """;

    private const string DocumentSql =
        """
        INSERT INTO round_document (round, lock_number, name, content) VALUES (@round, @lock, @name, @content)
        ON CONFLICT (round, lock_number, name) DO UPDATE SET content = excluded.content
        """;

    private static readonly string[] DeleteSql =
    [
        .. new[] { "round_input", "round_assignment", "round_document" }
            .Select(table => $"DELETE FROM {table} WHERE round = @round AND lock_number <= @lock"),
    ];

    public Task Delete(RoundLock under, CancellationToken cancellation) => Write(
        session =>
        {
            foreach (var sql in DeleteSql)
            {
                Under(session, sql, under).ExecuteNonQuery();
            }
        },
        cancellation);

    public Task Inputs(FrozenInput input, string kind, IReadOnlyList<RoundInput> rows, CancellationToken cancellation) => Write(
        session =>
        {
            var statement = Under(session, InputSql, input.Under).With("@issue", input.Issue).With("@pass", input.Pass).With("@kind", kind);
            foreach (var row in rows)
            {
                statement.With("@id", row.Id).With("@payload", row.Payload).ExecuteNonQuery();
            }
        },
        cancellation);

    public Task Assignments(RoundLock under, int issue, IReadOnlyList<Assignment> rows, CancellationToken cancellation) => Write(
        session =>
        {
            var statement = Under(session, AssignmentSql, under).With("@issue", issue);
            foreach (var row in rows)
            {
                statement.With("@student", row.Student.Value).With("@placement", row.Placement.Value)
                    .With("@pass", row.Pass).With("@rank", row.Rank).ExecuteNonQuery();
            }
        },
        cancellation);

    public Task Document(RoundLock under, string name, byte[] content, CancellationToken cancellation) => Write(
        session => Under(session, DocumentSql, under).With("@name", name).With("@content", content).ExecuteNonQuery(),
        cancellation);

    private static SqliteCommand Under(SqliteSession session, string sql, RoundLock under) =>
        session.Statement(sql).With("@round", under.Round.Value).With("@lock", under.Number);

    private Task Write(Action<SqliteSession> work, CancellationToken cancellation) => database.Writer.Write(
        session =>
        {
            work(session);
            return true;
        },
        cancellation);
}
