using System.Globalization;
using Microsoft.Data.Sqlite;
using VocMatch.Alignment.Data;
using VocMatch.Alignment.Reports;
using VocMatch.Alignment.Tests.Data;

namespace VocMatch.Alignment.Tests.Reports;

/// <summary>The same figures computed by a database, from the same rows, by somebody else's arithmetic.</summary>
public sealed class SqlComparisonTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Every_region_agrees_with_sql(int seed)
    {
        var data = GeneratedMarket.Create(seed, 2_000, 500);
        var report = ReportBuilder.Build(new() { Title = "", Publisher = "", Data = data, Rules = HandMarket.Open }).Report;
        using var database = Load(data);
        foreach (var region in data.Regions)
        {
            foreach (var (table, column, sql) in Queries)
            {
                using var command = database.CreateCommand();
                command.CommandText = sql;
                command.Parameters.AddWithValue("$r", region.Id.Value);
                var expected = Convert.ToDouble(command.ExecuteScalar(), CultureInfo.InvariantCulture);
                var found = report.Find(table)!;
                var at = found.Columns.Select(c => c.Id).ToList().IndexOf(column);
                var cell = found.Rows.First(row => $"{row[0]}" == region.Id.Value)[at];
                var half = 0.5 * Math.Pow(10, -found.Columns[at].Decimals);
                Assert.True(
                    Math.Abs(expected - (double)cell.Number) <= half + 1e-9, $"seed {seed}, {region.Id}, {column}: {cell} here, {expected} by SQL");
            }
        }
    }

    [Fact]
    public void Every_occupation_group_agrees_with_sql()
    {
        var data = GeneratedMarket.Create(4, 2_000, 500);
        var table = ReportBuilder.Build(new() { Title = "", Publisher = "", Data = data, Rules = HandMarket.Open }).Report.Find("occupation-groups")!;
        using var database = Load(data);
        using var command = database.CreateCommand();
        command.CommandText = """
            SELECT p.region, o.grp, SUM(p.seats), 100.0 * SUM(p.filled) / SUM(p.seats)
            FROM placement p JOIN occupation o ON o.id = p.occupation GROUP BY p.region, o.grp
            """;
        using var reader = command.ExecuteReader();
        var rows = 0;
        while (reader.Read())
        {
            var row = table.Rows.Single(r => $"{r[0]}" == reader.GetString(0) && $"{r[1]}" == reader.GetString(1));
            Assert.Equal(reader.GetInt32(2), (int)row[4].Number);
            Assert.Equal(reader.GetDouble(3), (double)row[7].Number, 0.0501);
            rows++;
        }

        Assert.Equal(36, rows);
    }

    [Fact]
    public void Searches_by_field_and_seats_without_candidate_by_group_agree_with_sql()
    {
        var data = GeneratedMarket.Create(5, 2_000, 500);
        var report = ReportBuilder.Build(new() { Title = "", Publisher = "", Data = data, Rules = HandMarket.Open }).Report;
        using var database = Load(data);

        Assert.Equal(
            Rows(database, "SELECT region, field, COUNT(*), COUNT(*) FROM search GROUP BY region, field"),
            Rows(report.Find("search-gaps")!, 3, 3));
        Assert.Equal(
            Rows(database, "SELECT p.region, o.grp, SUM(p.seats), SUM(p.seats * p.uncandidated) FROM placement p JOIN occupation o ON o.id = p.occupation GROUP BY p.region, o.grp HAVING SUM(p.uncandidated) > 0"),
            Rows(report.Find("candidate-gaps")!, 3, 4));
    }

    private static List<string> Rows(SqliteConnection database, string sql)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add($"{reader.GetString(0)} {reader.GetString(1)} {reader.GetInt64(2)} {reader.GetInt64(3)}");
        }

        return [.. rows.Order(StringComparer.Ordinal)];
    }

    private static List<string> Rows(ReportTable table, int first, int second) =>
    [
        .. table.Rows.Where(row => $"{row[0]}" != "nation")
            .Select(row => $"{row[0]} {row[1]} {row[first].Number:0} {row[second].Number:0}")
            .Order(StringComparer.Ordinal),
    ];

    private static readonly (string Table, string Column, string Sql)[] Queries =
    [
        ("regions", "supply", "SELECT SUM(completers) FROM program WHERE region = $r"),
        ("regions", "demand", "SELECT SUM(seats) FROM placement WHERE region = $r"),
        ("regions", "ratio", "SELECT (SELECT 1.0 * SUM(completers) FROM program WHERE region = $r) / SUM(seats) FROM placement WHERE region = $r"),
        ("regions", "fillRate", "SELECT 100.0 * SUM(filled) / SUM(seats) FROM placement WHERE region = $r"),
        ("regions", "daysToFill", """
            SELECT AVG(days) FROM (SELECT days, ROW_NUMBER() OVER (ORDER BY days) AS i, COUNT(*) OVER () AS n
            FROM placement WHERE region = $r AND days IS NOT NULL) WHERE i IN ((n + 1) / 2, (n + 2) / 2)
            """),
        ("regions", "placementRate", "SELECT 100.0 * SUM(outcome < 2) / SUM(outcome < 3) FROM student WHERE region = $r"),
        ("regions", "inFieldRate", "SELECT 100.0 * SUM(outcome = 0) / SUM(outcome < 3) FROM student WHERE region = $r"),
        ("regions", "skillCoverage", """
            SELECT 100.0 * SUM(CASE WHEN EXISTS (SELECT 1 FROM teaches t JOIN program g ON g.id = t.program
              WHERE g.region = $r AND t.skill = a.skill) THEN p.seats * a.weight ELSE 0 END) / SUM(p.seats * a.weight)
            FROM placement p JOIN asks a ON a.placement = p.id WHERE p.region = $r
            """),
        ("regions", "alignmentIndex", """
            WITH t AS (SELECT g.id, g.completers, o.grp, COUNT(*) AS n, (SELECT COUNT(*) FROM target x WHERE x.program = g.id) AS m
                       FROM program g JOIN target t ON t.program = g.id JOIN occupation o ON o.id = t.occupation WHERE g.region = $r GROUP BY g.id, o.grp),
                 r AS (SELECT grp, completers * n / m AS v, completers * n % m AS rest,
                       completers - SUM(completers * n / m) OVER (PARTITION BY id) AS left_over,
                       ROW_NUMBER() OVER (PARTITION BY id ORDER BY completers * n % m DESC, grp) AS i FROM t),
                 s AS (SELECT grp, SUM(v + (i <= left_over)) AS v FROM r GROUP BY grp),
                 d AS (SELECT o.grp, SUM(p.seats) AS v FROM placement p JOIN occupation o ON o.id = p.occupation WHERE p.region = $r GROUP BY o.grp)
            SELECT 1 - SUM(ABS(1.0 * COALESCE(s.v, 0) / (SELECT SUM(v) FROM s) - 1.0 * COALESCE(d.v, 0) / (SELECT SUM(v) FROM d))) / 2
            FROM s FULL JOIN d ON s.grp = d.grp
            """),
        ("outcomes", "students", "SELECT SUM(outcome < 3) FROM student WHERE region = $r"),
        ("outcomes", "unknownShare", "SELECT 100.0 * SUM(outcome = 3) / COUNT(*) FROM student WHERE region = $r"),
        ("equity", "equityGap", """
            SELECT (SELECT 100.0 * SUM(outcome < 2) / SUM(outcome < 3) FROM student WHERE region = $r AND rural)
                - (SELECT 100.0 * SUM(outcome < 2) / SUM(outcome < 3) FROM student WHERE region = $r AND NOT rural)
            """),
        ("provision", "withoutMatch", "SELECT COUNT(*) FROM search WHERE region = $r"),
        ("provision", "withoutCandidate", "SELECT SUM(seats) FROM placement WHERE region = $r AND uncandidated"),
        ("provision", "teachers", "SELECT SUM(teachers) FROM staff WHERE region = $r"),
        ("provision", "doubleQualified", "SELECT 100.0 * SUM(qualified) / SUM(teachers) FROM staff WHERE region = $r"),
        ("provision", "studentsPerTeacher", "SELECT 1.0 * (SELECT COUNT(*) FROM student WHERE region = $r) / SUM(teachers) FROM staff WHERE region = $r"),
        ("provision", "adultShare", "SELECT 100.0 * SUM(adult) / COUNT(*) FROM student WHERE region = $r AND outcome < 3"),
        ("provision", "ruralShare", "SELECT 100.0 * SUM(rural) / COUNT(*) FROM student WHERE region = $r AND outcome < 3"),
        ("provision", "ruralSeats", "SELECT 100.0 * SUM(seats * rural) / SUM(seats) FROM placement WHERE region = $r"),
        ("provision", "smallFirmSeats", "SELECT 100.0 * SUM(seats * (staff < 50)) / SUM(seats) FROM placement WHERE region = $r AND staff IS NOT NULL"),
    ];

    private static SqliteConnection Load(AlignmentData data)
    {
        var database = new SqliteConnection("Data Source=:memory:");
        database.Open();
        Run(database, """
            CREATE TABLE program (id TEXT, region TEXT, completers INT);
            CREATE TABLE target (program TEXT, occupation TEXT);
            CREATE TABLE teaches (program TEXT, skill TEXT);
            CREATE TABLE occupation (id TEXT, grp TEXT);
            CREATE TABLE placement (id TEXT, region TEXT, occupation TEXT, seats INT, filled INT, days INT, rural INT, staff INT, uncandidated INT);
            CREATE TABLE search (region TEXT, field TEXT, days INT);
            CREATE TABLE staff (region TEXT, teachers INT, qualified INT);
            CREATE TABLE asks (placement TEXT, skill TEXT, weight INT);
            CREATE TABLE student (region TEXT, outcome INT, rural INT, adult INT);
            CREATE INDEX asked ON asks (placement);
            """);
        using var transaction = database.BeginTransaction();
        foreach (var p in data.Programs)
        {
            Run(database, "INSERT INTO program VALUES ($0, $1, $2)", p.Id.Value, p.Region.Value, p.ExpectedCompleters);
            p.Occupations.ToList().ForEach(o => Run(database, "INSERT INTO target VALUES ($0, $1)", p.Id.Value, o.Value));
            p.Teaches.ToList().ForEach(s => Run(database, "INSERT INTO teaches VALUES ($0, $1)", p.Id.Value, s.Value));
        }

        data.Occupations.ToList().ForEach(o => Run(database, "INSERT INTO occupation VALUES ($0, $1)", o.Id.Value, o.Group));
        foreach (var p in data.Placements)
        {
            Run(
                database, "INSERT INTO placement VALUES ($0, $1, $2, $3, $4, $5, $6, $7, $8)", p.Id.Value, p.Region.Value, p.Occupation.Value, p.Seats,
                p.FilledSeats, p.DaysToFill, p.RuralSite == true ? 1 : 0, p.EmployerStaff, p.WithoutCandidate ? 1 : 0);
            p.Skills.ToList().ForEach(s => Run(database, "INSERT INTO asks VALUES ($0, $1, $2)", p.Id.Value, s.Skill.Value, s.Weight));
        }

        data.SearchGaps.ToList().ForEach(g => Run(database, "INSERT INTO search VALUES ($0, $1, $2)", g.Region.Value, g.Field, g.Searches));
        data.Staff.ToList().ForEach(s => Run(database, "INSERT INTO staff VALUES ($0, $1, $2)", s.Region.Value, s.Teachers, s.DoubleQualified));
        data.Students.ToList().ForEach(s => Run(
            database, "INSERT INTO student VALUES ($0, $1, $2, $3)", s.Region.Value, (int)s.Outcome, s.Rural ? 1 : 0, s.Adult ? 1 : 0));
        transaction.Commit();
        return database;
    }

    private static void Run(SqliteConnection database, string sql, params object?[] values)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"${i}", values[i] ?? DBNull.Value);
        }

        command.ExecuteNonQuery();
    }
}
