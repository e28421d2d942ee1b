using System.Runtime.CompilerServices;
using System.Text.Json;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Rounds;
using VocMatch.Contracts.Students;
using VocMatch.Storage.Reading;
using VocMatch.Storage.States;

namespace VocMatch.Storage.Rounds;

/// <summary>Rounds and students' lists, read from the views over their states.</summary>
internal sealed class RoundReading(IStorageDatabase database, IQueries queries) : IRoundReading
{
    public async Task<Page<Round>> Rounds(string? phase, PageRequest page, CancellationToken cancellation)
    {
        await database.Ready();
        var query = new ListQuery("round", page).Where(phase, "@phase", "phase = @phase").Build();
        var rows = await queries.All(query, row => (Id: row.GetString(0), Json: row.Json(1)), cancellation);
        return new(
            [.. rows.Take(page.Limit).Select(row => EntityDocument<Round>.EntityOf(row.Json))],
            rows.Count > page.Limit ? Cursor.After(rows[page.Limit - 1].Id) : null);
    }

    public async Task<IReadOnlyCollection<StudentId>> RankedBy(PlacementId placement, CancellationToken cancellation)
    {
        await database.Ready();
        var query = new SqlQuery(
            """
            SELECT l.student, l.list
            FROM student_list l JOIN round r ON r.id = l.round
            WHERE r.phase IN ('collecting', 'locked', 'solving', 'solved') AND l.list LIKE @named
            """,
            ("@named", $"%\"{placement}\"%"));
        var named = await queries.All(query, row => (Student: row.GetString(0), List: row.GetString(1)), cancellation);
        return named
            .Where(one => JsonSerializer.Deserialize<RoundList>(one.List, StateJson.Options)!.Ranked.Contains(placement))
            .Select(one => StudentId.Parse(one.Student))
            .ToHashSet();
    }

    public async IAsyncEnumerable<ListedStudent> Listed(RoundId round, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await database.Ready();
        var query = new SqlQuery(
            """
            SELECT s.document, b.birth_date, l.list
            FROM student_list l JOIN student s ON s.id = l.student LEFT JOIN student_birth b ON b.id = l.student
            WHERE l.round = @round
            """,
            ("@round", round.Value));
        await foreach (var listed in queries.Stream(
            query,
            row => (Json: row.Json(0), Born: row.IsDBNull(1) ? null : row.GetString(1), List: row.GetString(2)),
            row => new ListedStudent(
                new(EntityDocument<Student>.EntityOf(row.Json), Ages.Of(row.Born)),
                JsonSerializer.Deserialize<RoundList>(row.List, StateJson.Options)!),
            cancellation))
        {
            yield return listed;
        }
    }
}
