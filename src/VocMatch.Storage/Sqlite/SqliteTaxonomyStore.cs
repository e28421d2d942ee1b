using VocMatch.Contracts.Taxonomy;
using VocMatch.Domain.Reading;
using VocMatch.Storage.Reading;
using VocMatch.Storage.Taxonomy;

namespace VocMatch.Storage.Sqlite;

internal sealed class SqliteTaxonomyStore(SqliteDatabase database, IQueries queries) : ITaxonomyStore
{
    private const string UpsertSql =
        """
        INSERT INTO taxonomy_item (kind, id, payload) VALUES (@kind, @id, @payload)
        ON CONFLICT (kind, id) DO UPDATE SET payload = excluded.payload WHERE payload <> excluded.payload
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
        await database.Writer.Write(
            session =>
            {
                var changed = 0;
                foreach (var row in rows)
                {
                    changed += session.Statement(UpsertSql)
                        .With("@kind", row.Kind)
                        .With("@id", row.Id)
                        .With("@payload", row.Payload)
                        .ExecuteNonQuery();
                }

                return changed > 0 ? session.Execute("UPDATE taxonomy_version SET version = version + 1") : 0;
            },
            cancellation);
    }
}
