using System.Runtime.CompilerServices;
using System.Text.Json;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Rounds;
using VocMatch.Contracts.Storing;
using VocMatch.Contracts.Students;
using VocMatch.Domain.Reading;
using VocMatch.Storage.Databases;
using VocMatch.Storage.Reading;
using VocMatch.Storage.States;

namespace VocMatch.Storage.Rounds;

/// <summary>Rounds and students' lists, read from the views over their states: only the rows that an index leads to.</summary>
internal sealed class RoundReading(IStorageDatabase database, IQueries queries) : IRoundReading
{
    public async Task<Page<Round>> Rounds(string? phase, PageRequest page, CancellationToken cancellation)
    {
        await database.Ready();
        var query = new ListQuery(StateNames.Round, page).Where(phase, "@phase", "phase = @phase").Build();
        var rows = await queries.All(query, row => (Id: row.GetString(0), Json: row.Json(1)), cancellation);
        return page.Of(rows, row => row.Id, row => EntityDocument<Round>.EntityOf(row.Json));
    }

    public async Task<IReadOnlyCollection<StudentId>> RankedBy(PlacementId placement, CancellationToken cancellation)
    {
        await database.Ready();
        var ranking = await queries.All(
            RankedByQuery(queries, placement),
            row => (Student: row.GetString(0), Round: row.GetString(1)),
            cancellation);
        if (ranking.Count == 0)
        {
            return [];
        }

        var undecided = (await queries.All(UndecidedQuery, row => row.GetString(0), cancellation)).ToHashSet(StringComparer.Ordinal);
        return ranking.Where(list => undecided.Contains(list.Round)).Select(list => StudentId.Parse(list.Student)).ToHashSet();
    }

    public async IAsyncEnumerable<ListedStudent> Listed(RoundId round, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await database.Ready();
        await foreach (var listed in queries.Stream(
            ListedQuery(round),
            row => (Json: row.Json(0), Born: row.IsDBNull(1) ? null : row.GetString(1), List: row.Json(2)),
            row => new ListedStudent(
                new(EntityDocument<Student>.EntityOf(row.Json), IsoDate.AgesOf(row.Born)),
                JsonSerializer.Deserialize<RoundList>(row.List, StateJson.Options)!),
            cancellation))
        {
            yield return listed;
        }
    }

    internal static SqlQuery UndecidedQuery { get; } =
        new("SELECT id FROM round WHERE phase IN ('collecting', 'locked', 'solving', 'solved')");

    internal static SqlQuery RankedByQuery(IQueries queries, PlacementId placement) =>
        new($"SELECT l.student, l.round FROM student_list l WHERE {queries.Ranks("l", "@placement")}", ("@placement", placement.Value));

    internal static SqlQuery ListedQuery(RoundId round) => new(
        """
        SELECT s.document, b.birth_date, l.list
        FROM student_list l JOIN student s ON s.id = l.student LEFT JOIN student_birth b ON b.id = s.id
        WHERE l.round = @round
        """,
        ("@round", round.Value));
}
