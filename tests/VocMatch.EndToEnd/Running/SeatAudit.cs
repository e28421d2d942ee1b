using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;

namespace VocMatch.EndToEnd.Running;

/// <summary>Looks at the rows themselves, with none of the code that wrote them: who holds which seat, and who is bound to what.</summary>
/// <remarks>Work that overlaps by its dates is taken to collide: the worlds audited work on the same weekdays everywhere.</remarks>
internal sealed class SeatAudit
{
    private readonly List<(string Id, JsonNode Row)> _placements;
    private readonly List<(string Id, JsonNode Row)> _students;

    private SeatAudit(List<(string Id, JsonNode Row)> placements, List<(string Id, JsonNode Row)> students)
    {
        (_placements, _students) = (placements, students);
        Accepted = Offers("accepted");
        Committed = [.. StudentOffers("committed").Select(o => o.Offer)];
    }

    /// <summary>Offers that fill a seat, with their placement.</summary>
    public Dictionary<string, string> Accepted { get; }

    /// <summary>Offers that bind their student.</summary>
    public HashSet<string> Committed { get; }

    /// <param name="data">The data directory of a platform on SQLite, running or not.</param>
    public static SeatAudit Of(string data)
    {
        using var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = Path.Combine(data, "vocmatch.db"), Mode = SqliteOpenMode.ReadOnly, Pooling = false }
                .ToString());
        connection.Open();
        using var transaction = connection.BeginTransaction(deferred: true);
        return new(Rows(connection, "placement"), Rows(connection, "student"));
    }

    /// <summary>Every rule that is broken: a seat filled twice, or a student bound twice at one time.</summary>
    public IEnumerable<string> Violations()
    {
        foreach (var (id, row) in _placements.Where(p => p.Row["ledger"] is not null))
        {
            var taken = LedgerOf(row).Count(o => Status(o["offer"]!) is "accepted" or "held");
            if (taken > (int)row["ledger"]!["seats"]!)
            {
                yield return $"{id} has {taken} seats taken of {row["ledger"]!["seats"]}.";
            }

            if ((int)row["entity"]!["openSeats"]! != (int)row["ledger"]!["seats"]! - taken)
            {
                yield return $"{id} shows {row["entity"]!["openSeats"]} open seats.";
            }
        }

        foreach (var (id, row) in _students)
        {
            var bound = CommitmentsOf(row).Where(o => Status(o) is "accepting" or "committed" or "releasing").ToList();
            for (var i = 0; i < bound.Count; i++)
            {
                if (bound.Skip(i + 1).FirstOrDefault(other => Overlap(bound[i], other)) is { } other)
                {
                    yield return $"{id} is bound to {bound[i]["copy"]!["id"]} and {other["copy"]!["id"]} at one time.";
                }
            }
        }
    }

    /// <summary>Where placements and students disagree. When nothing is under way they do nowhere.</summary>
    public IEnumerable<string> Disagreements() =>
        Accepted.Keys.Where(offer => !Committed.Contains(offer)).Select(offer => $"{offer} fills a seat and binds nobody.")
            .Concat(Committed.Where(offer => !Accepted.ContainsKey(offer)).Select(offer => $"{offer} binds its student and fills no seat."));

    /// <summary>What is still owed to somebody.</summary>
    public IEnumerable<string> Unsettled() =>
        _students.SelectMany(s => CommitmentsOf(s.Row).Where(o => Status(o) is "accepting" or "declining" or "releasing")
                .Select(o => $"{s.Id}: {o["copy"]!["id"]} is {Status(o)}"))
            .Concat(_placements.SelectMany(p => LedgerOf(p.Row)
                .Where(o => (long)o["offer"]!["revision"]! > ((long?)o["acknowledgedRevision"] ?? 0)).Select(o => $"{p.Id}: {o["offer"]!["id"]} is not told")))
            .Concat(_placements.Concat(_students)
                .Where(r => r.Row["outbox"]?["pending"] is JsonArray { Count: > 0 }).Select(r => $"{r.Id} has events to deliver"));

    private Dictionary<string, string> Offers(string status) => _placements
        .SelectMany(p => LedgerOf(p.Row).Where(o => Status(o["offer"]!) == status).Select(o => ((string)o["offer"]!["id"]!, p.Id)))
        .ToDictionary();

    private IEnumerable<(string Student, string Offer)> StudentOffers(string status) => _students
        .SelectMany(s => CommitmentsOf(s.Row).Where(o => Status(o) == status).Select(o => (s.Id, (string)o["copy"]!["id"]!)));

    private static IEnumerable<JsonNode> LedgerOf(JsonNode row) => (row["ledger"]?["offers"]?.AsArray() ?? []).Select(o => o!);

    private static IEnumerable<JsonNode> CommitmentsOf(JsonNode row) => (row["commitments"]?["offers"]?.AsArray() ?? []).Select(o => o!);

    private static string Status(JsonNode offer) => (string)offer["status"]!;

    private static bool Overlap(JsonNode one, JsonNode other)
    {
        var (a, b) = (one["copy"]!["pattern"]!["blocks"]![0]!, other["copy"]!["pattern"]!["blocks"]![0]!);
        return Day(a, "firstDay") <= Day(b, "lastDay") && Day(b, "firstDay") <= Day(a, "lastDay");
    }

    private static DateOnly Day(JsonNode block, string name) => DateOnly.Parse((string)block[name]!, null);

    private static ILookup<string, JsonNode> Offers(SqliteConnection connection, string type)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT grain_key, payload FROM grain_part WHERE grain_type = $type AND kind = 'offer' ORDER BY grain_key, number";
        command.Parameters.AddWithValue("$type", type);
        using var reader = command.ExecuteReader();
        var offers = new List<(string Id, JsonNode Offer)>();
        while (reader.Read())
        {
            offers.Add((reader.GetString(0), JsonNode.Parse(reader.GetString(1))!));
        }

        return offers.ToLookup(one => one.Id, one => one.Offer);
    }

    private static List<(string Id, JsonNode Row)> Rows(SqliteConnection connection, string type)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT grain_key, payload FROM grain_state WHERE grain_type = $type AND payload IS NOT NULL";
        command.Parameters.AddWithValue("$type", type);
        using var reader = command.ExecuteReader();
        var rows = new List<(string, JsonNode)>();
        while (reader.Read())
        {
            rows.Add((reader.GetString(0), JsonNode.Parse(reader.GetString(1))!));
        }

        // Offers lie in rows of their own: here they stand in the row that they belong to.
        var offers = Offers(connection, type);
        foreach (var (id, row) in rows)
        {
            if (row[type == "placement" ? "ledger" : "commitments"] is JsonObject holder)
            {
                holder["offers"] = new JsonArray([.. offers[id]]);
            }
        }

        return rows;
    }
}
