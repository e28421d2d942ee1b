using Npgsql;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Domain.Reading;
using VocMatch.Storage.Reading;
using VocMatch.Storage.Taxonomy;

namespace VocMatch.Storage.PostgreSql;

internal sealed class PostgreSqlTaxonomyStore(PostgreSqlDatabase database, IQueries queries) : ITaxonomyStore
{
    /// <summary>One statement, and so one transaction: items and version change together or not at all.</summary>
    private const string SaveSql =
        """
        WITH changed AS
        (
            INSERT INTO taxonomy_item (kind, id, payload)
            SELECT * FROM unnest($1, $2, $3)
            ON CONFLICT (kind, id) DO UPDATE SET payload = excluded.payload WHERE taxonomy_item.payload <> excluded.payload
            RETURNING 1
        )
        UPDATE taxonomy_version SET version = version + 1 WHERE EXISTS (SELECT 1 FROM changed)
        """;

    public async Task<long> Version(CancellationToken cancellation)
    {
        await database.Ready();
        return await TaxonomyRows.Version(queries, cancellation);
    }

    public async Task<TaxonomySnapshot> Load(CancellationToken cancellation)
    {
        await database.Ready();
        return await TaxonomyRows.Load(queries, cancellation);
    }

    public async Task Save(TaxonomyChanges changes, CancellationToken cancellation)
    {
        await database.Ready();
        var rows = TaxonomyRows.Of(changes);
        await using var command = database.DataSource.CreateCommand(SaveSql);
        command.Parameters.Add(Column(rows, row => row.Kind));
        command.Parameters.Add(Column(rows, row => row.Id));
        command.Parameters.Add(Column(rows, row => row.Payload));
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static NpgsqlParameter<string[]> Column(TaxonomyRow[] rows, Func<TaxonomyRow, string> column) =>
        new() { TypedValue = Array.ConvertAll(rows, row => column(row)) };
}
