namespace VocMatch.Storage.Sqlite;

/// <summary>The side tables over students' lists. They change in the transaction of the student's row, and only where a list has.</summary>
internal static class StudentLists
{
    private const string SelectSql = "SELECT round, ranked FROM student_list WHERE student = @student";

    private const string UpsertSql =
        """
        INSERT INTO student_list (student, round, ranked) VALUES (@student, @round, @ranked)
        ON CONFLICT (student, round) DO UPDATE SET ranked = excluded.ranked
        """;

    private const string DeleteSql = "DELETE FROM student_list WHERE student = @student AND round = @round";

    private const string RankSql = "INSERT INTO ranked_placement (placement, student) VALUES (@placement, @student)";

    private const string UnrankSql = "DELETE FROM ranked_placement WHERE placement = @placement AND student = @student";

    public static void Replace(SqliteSession session, string student, IReadOnlyList<RankedList> lists)
    {
        var before = Select(session, student);
        if (before.Count == lists.Count && lists.All(list => before.GetValueOrDefault(list.Round) == list.Ranked))
        {
            return;
        }

        var ranked = PlacementsOf(lists.Select(list => list.Ranked));
        var rankedBefore = PlacementsOf(before.Values);
        foreach (var round in before.Keys.Except(lists.Select(list => list.Round)))
        {
            session.Statement(DeleteSql).With("@student", student).With("@round", round).ExecuteNonQuery();
        }

        foreach (var list in lists.Where(list => before.GetValueOrDefault(list.Round) != list.Ranked))
        {
            session.Statement(UpsertSql).With("@student", student).With("@round", list.Round).With("@ranked", list.Ranked).ExecuteNonQuery();
        }

        ForEach(session, UnrankSql, student, rankedBefore.Except(ranked));
        ForEach(session, RankSql, student, ranked.Except(rankedBefore));
    }

    private static Dictionary<string, string> Select(SqliteSession session, string student)
    {
        var lists = new Dictionary<string, string>(StringComparer.Ordinal);
        using var reader = session.Statement(SelectSql).With("@student", student).ExecuteReader();
        while (reader.Read())
        {
            lists.Add(reader.GetString(0), reader.GetString(1));
        }

        return lists;
    }

    private static HashSet<string> PlacementsOf(IEnumerable<string> ranked) =>
        ranked.SelectMany(list => list.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToHashSet(StringComparer.Ordinal);

    private static void ForEach(SqliteSession session, string sql, string student, IEnumerable<string> placements)
    {
        foreach (var placement in placements)
        {
            session.Statement(sql).With("@student", student).With("@placement", placement).ExecuteNonQuery();
        }
    }
}
