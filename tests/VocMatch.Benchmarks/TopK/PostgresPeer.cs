using Npgsql;
using NpgsqlTypes;
using VocMatch.Matching.Scoring;

namespace VocMatch.Benchmarks.TopK;

/// <summary>
/// PostgreSQL with the parts of every skill and resemblance computed beforehand, in the two ways one would write it: arrays under a GIN index, and a
/// table of postings clustered by skill. Both sum the parts of the student's skills; the faster one counts.
/// </summary>
internal sealed class PostgresPeer : IDisposable
{
    private const string Arrays =
        """
        SELECT p.id, d.score FROM placements p CROSS JOIN LATERAL (
            SELECT sum(a.units * q.credit / 1000) AS score FROM unnest(p.skills, p.units) AS a(skill, units) JOIN unnest($1, $2) AS q(skill, credit) USING (skill)) d
        WHERE p.skills && $1 ORDER BY d.score DESC, p.id LIMIT $3
        """;

    private const string Postings =
        """
        SELECT r.placement, sum(r.units * q.credit / 1000) AS score FROM unnest($1, $2) AS q(skill, credit) JOIN postings r USING (skill)
        GROUP BY r.placement ORDER BY score DESC, r.placement LIMIT $3
        """;

    private readonly NpgsqlConnection _connection;
    private readonly Scorer _scorer;

    public PostgresPeer(PostgresServer server, TopKMarket market)
    {
        _scorer = market.Scorer;
        _connection = server.DataSource.OpenConnection();
        Execute("DROP TABLE IF EXISTS placements, postings");
        Execute("CREATE UNLOGGED TABLE placements (id int PRIMARY KEY, skills int[] NOT NULL, units int[] NOT NULL)");
        Execute("CREATE UNLOGGED TABLE postings (skill int NOT NULL, placement int NOT NULL, units int NOT NULL)");
        Copy(market);
        Execute("INSERT INTO postings SELECT a.skill, p.id, a.units FROM placements p, unnest(p.skills, p.units) AS a(skill, units) ORDER BY 1, 2");
        Execute("CREATE INDEX ON placements USING gin (skills)");
        Execute("CREATE INDEX ON postings (skill) INCLUDE (placement, units)");
        Execute("VACUUM ANALYZE");
    }

    public (string Name, string Sql)[] Queries => [("array + GIN", Arrays), ("postings", Postings)];

    public int Top(string sql, StudentFacts student, int k)
    {
        var asked = student.Skills.Select(held => (Key: _scorer.Table.SkillNumber(held.Skill), Credit: 1_000)).Where(held => held.Key >= 0)
            .Concat(_scorer.ProfileOf(student).Select(share => (Key: KeyOf(share.Feature), Credit: share.Permille))).ToList();
        using var command = new NpgsqlCommand(sql, _connection);
        command.Parameters.AddWithValue(asked.Select(held => held.Key).ToArray());
        command.Parameters.AddWithValue(asked.Select(held => held.Credit).ToArray());
        command.Parameters.AddWithValue(k);
        using var reader = command.ExecuteReader();
        var count = 0;
        while (reader.Read())
        {
            count++;
        }

        return count;
    }

    public void Dispose() => _connection.Dispose();

    private void Copy(TopKMarket market)
    {
        using var copy = _connection.BeginBinaryImport("COPY placements FROM STDIN (FORMAT BINARY)");
        for (var n = 0; n < market.Placements.Length; n++)
        {
            var placement = market.Placements[n];
            var prepared = _scorer.Prepare(placement);
            copy.StartRow();
            copy.Write(n);
            copy.Write(
                placement.Skills.Select(demand => _scorer.Table.SkillNumber(demand.Skill)).Concat(prepared.Resemblance.Select(feature => KeyOf(feature.Feature))).ToArray(),
                NpgsqlDbType.Array | NpgsqlDbType.Integer);
            copy.Write(prepared.FullUnits.Concat(prepared.Resemblance.Select(feature => feature.Units)).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Integer);
        }

        copy.Complete();
    }

    private int KeyOf(int feature) => _scorer.Table.SkillIds.Length + feature;

    private void Execute(string sql)
    {
        using var command = new NpgsqlCommand(sql, _connection);
        command.ExecuteNonQuery();
    }
}
