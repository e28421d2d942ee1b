using Npgsql;
using VocMatch.Contracts.Rounds;
using VocMatch.Storage.Rounds;

namespace VocMatch.Storage.PostgreSql;

internal sealed class PostgreSqlRoundWrites(PostgreSqlDatabase database) : IRoundWrites
{
    /// <summary>One statement, and so one transaction.</summary>
    private const string DeleteSql =
        """
        WITH input AS (DELETE FROM round_input WHERE round = $1 AND lock_number <= $2),
             document AS (DELETE FROM round_document WHERE round = $1 AND lock_number <= $2)
        DELETE FROM round_assignment WHERE round = $1 AND lock_number <= $2
        """;

    private const string InputSql =
        """
        INSERT INTO round_input (round, lock_number, issue, pass, kind, id, payload)
        SELECT $1, $2, $3, $4, $5, id, payload FROM unnest($6, $7) AS row (id, payload)
        ON CONFLICT (round, lock_number, issue, pass, kind, id) DO UPDATE SET payload = excluded.payload
        """;

    private const string AssignmentSql =
        """
        INSERT INTO round_assignment (round, lock_number, issue, student, placement, pass, rank)
        SELECT $1, $2, $3, student, placement, pass, rank FROM unnest($4, $5, $6, $7) AS row (student, placement, pass, rank)
        ON CONFLICT (round, lock_number, issue, student)
        DO UPDATE SET placement = excluded.placement, pass = excluded.pass, rank = excluded.rank
        """;

    private const string DocumentSql =
        """
        INSERT INTO round_document (round, lock_number, name, content) VALUES ($1, $2, $3, $4)
        ON CONFLICT (round, lock_number, name) DO UPDATE SET content = excluded.content
        """;

    public Task Delete(RoundLock under, CancellationToken cancellation) => Run(DeleteSql, under, cancellation);

    public Task Inputs(FrozenInput input, string kind, IReadOnlyList<RoundInput> rows, CancellationToken cancellation) => Run(
        InputSql, input.Under, cancellation, Value(input.Issue), Value(input.Pass), Value(kind), Column(rows, row => row.Id), Column(rows, row => row.Payload));

    public Task Assignments(RoundLock under, int issue, IReadOnlyList<Assignment> rows, CancellationToken cancellation) => Run(
        AssignmentSql, under, cancellation, Value(issue), Column(rows, row => row.Student.Value), Column(rows, row => row.Placement.Value),
        Column(rows, row => row.Pass), Column(rows, row => row.Rank));

    public Task Document(RoundLock under, string name, byte[] content, CancellationToken cancellation) =>
        Run(DocumentSql, under, cancellation, Value(name), Value(content));

    private static NpgsqlParameter<T> Value<T>(T value) => new() { TypedValue = value };

    private static NpgsqlParameter<T[]> Column<TRow, T>(IReadOnlyList<TRow> rows, Func<TRow, T> column) => Value(rows.Select(column).ToArray());

    private async Task Run(string sql, RoundLock under, CancellationToken cancellation, params NpgsqlParameter[] parameters)
    {
        await using var command = database.DataSource.CreateCommand(sql);
        command.Parameters.Add(Value(under.Round.Value));
        command.Parameters.Add(Value(under.Number));
        command.Parameters.AddRange(parameters);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
