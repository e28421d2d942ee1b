using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Text.Json;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Reading;
using VocMatch.Storage.Databases;
using VocMatch.Storage.Reading;
using VocMatch.Storage.States;

namespace VocMatch.Storage.Rounds;

/// <summary>Rows of rounds, for both databases. Large reads go page by page, so that none holds a transaction open.</summary>
internal sealed class RoundRows(IStorageDatabase database, IQueries queries, IRoundWrites writes) : IRoundRows
{
    private const string Employer = "employer";
    private const string PlacementKind = "placement";
    private const string StudentKind = "student";

    private const string OfInput = "round = @round AND lock_number = @lock AND issue = @issue AND pass = @pass AND kind = @kind";

    /// <summary>Rows a page of a large read, and rows a transaction of a large write.</summary>
    private const int PageSize = 2_000;

    public async Task Clear(RoundLock under, CancellationToken cancellation)
    {
        await database.Ready();
        await writes.Delete(under, cancellation);
    }

    public Task Add(FrozenInput input, IReadOnlyList<FrozenEmployer> employers, CancellationToken cancellation) =>
        AddInputs(input, Employer, employers, row => row.Id.Value, cancellation);

    public Task Add(FrozenInput input, IReadOnlyList<FrozenPlacement> placements, CancellationToken cancellation) =>
        AddInputs(input, PlacementKind, placements, row => row.Id.Value, cancellation);

    public Task Add(FrozenInput input, IReadOnlyList<FrozenStudent> students, CancellationToken cancellation) =>
        AddInputs(input, StudentKind, students, row => row.Id.Value, cancellation);

    public IAsyncEnumerable<FrozenEmployer> Employers(FrozenInput input, CancellationToken cancellation) =>
        Inputs<FrozenEmployer>(input, Employer, cancellation);

    public IAsyncEnumerable<FrozenPlacement> Placements(FrozenInput input, CancellationToken cancellation) =>
        Inputs<FrozenPlacement>(input, PlacementKind, cancellation);

    public IAsyncEnumerable<FrozenStudent> Students(FrozenInput input, CancellationToken cancellation) =>
        Inputs<FrozenStudent>(input, StudentKind, cancellation);

    public Task<FrozenPlacement?> Placement(FrozenInput input, PlacementId placement, CancellationToken cancellation) =>
        Input<FrozenPlacement>(input, PlacementKind, placement.Value, cancellation);

    public async Task<IReadOnlyList<FrozenPlacement>> Placements(
        FrozenInput input, IReadOnlyCollection<PlacementId> placements, CancellationToken cancellation)
    {
        await database.Ready();
        return await queries.All(
            new(
                $"SELECT v.payload FROM {queries.Among("round_input", "id", "@ids")} AND {OfInput}",
                [.. Of(input, PlacementKind), ("@ids", JsonSerializer.Serialize(placements.Select(placement => placement.Value)))]),
            row => Parse<FrozenPlacement>(row.GetString(0)),
            cancellation);
    }

    public Task<FrozenStudent?> Student(FrozenInput input, StudentId student, CancellationToken cancellation) =>
        Input<FrozenStudent>(input, StudentKind, student.Value, cancellation);

    public async Task Add(RoundLock under, int issue, IReadOnlyList<Assignment> assignments, CancellationToken cancellation)
    {
        await database.Ready();
        foreach (var rows in assignments.Chunk(PageSize))
        {
            await writes.Assignments(under, issue, rows, cancellation);
        }
    }

    public async IAsyncEnumerable<Assignment> Assignments(
        RoundLock under, int issue, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await database.Ready();
        var after = "";
        List<Assignment> rows;
        do
        {
            rows = await AssignmentsAfter(under, issue, after, PageSize, cancellation);
            foreach (var row in rows)
            {
                after = row.Student.Value;
                yield return row;
            }
        }
        while (rows.Count == PageSize);
    }

    public async Task<Page<Assignment>> Assignments(RoundLock under, int issue, PageRequest page, CancellationToken cancellation)
    {
        await database.Ready();
        var rows = await AssignmentsAfter(under, issue, Cursor.Parse(page.Cursor), page.Limit + 1, cancellation);
        return page.Of(rows, row => row.Student.Value, row => row);
    }

    public async Task WriteDocument(RoundLock under, string name, byte[] content, CancellationToken cancellation)
    {
        await database.Ready();
        await writes.Document(under, name, content, cancellation);
    }

    public async Task<byte[]?> Document(RoundLock under, string name, CancellationToken cancellation)
    {
        await database.Ready();
        var rows = await queries.All(
            new(
                "SELECT content FROM round_document WHERE round = @round AND lock_number = @lock AND name = @name",
                ("@round", under.Round.Value), ("@lock", under.Number), ("@name", name)),
            row => row.GetFieldValue<byte[]>(0),
            cancellation);
        return rows.SingleOrDefault();
    }

    private Task<List<Assignment>> AssignmentsAfter(RoundLock under, int issue, string after, int rows, CancellationToken cancellation) =>
        queries.All(
            new(
                """
                SELECT student, placement, pass, rank FROM round_assignment
                WHERE round = @round AND lock_number = @lock AND issue = @issue AND student > @after
                ORDER BY student LIMIT @rows
                """,
                ("@round", under.Round.Value), ("@lock", under.Number), ("@issue", issue), ("@after", after), ("@rows", rows)),
            row => new Assignment(StudentId.Parse(row.GetString(0)), PlacementId.Parse(row.GetString(1)), row.GetInt32(2), row.GetInt32(3)),
            cancellation);

    private async Task AddInputs<T>(FrozenInput input, string kind, IReadOnlyList<T> items, Func<T, string> id, CancellationToken cancellation)
    {
        await database.Ready();
        foreach (var chunk in items.Chunk(PageSize))
        {
            var rows = Array.ConvertAll(chunk, item => new RoundInput(id(item), JsonSerializer.Serialize(item, StateJson.Options)));
            await writes.Inputs(input, kind, rows, cancellation);
        }
    }

    private async Task<T?> Input<T>(FrozenInput input, string kind, string id, CancellationToken cancellation)
        where T : class
    {
        await database.Ready();
        var rows = await queries.All(
            new($"SELECT payload FROM round_input WHERE {OfInput} AND id = @id", [.. Of(input, kind), ("@id", id)]),
            row => Parse<T>(row.GetString(0)),
            cancellation);
        return rows.SingleOrDefault();
    }

    private async IAsyncEnumerable<T> Inputs<T>(FrozenInput input, string kind, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await database.Ready();
        var after = "";
        List<(string Id, string Payload)> rows;
        do
        {
            rows = await queries.All(InputsAfter(input, kind, after), Read, cancellation);
            foreach (var (id, payload) in rows)
            {
                after = id;
                yield return Parse<T>(payload);
            }
        }
        while (rows.Count == PageSize);

        static (string, string) Read(DbDataReader row) => (row.GetString(0), row.GetString(1));
    }

    private static SqlQuery InputsAfter(FrozenInput input, string kind, string after) => new(
        $"SELECT id, payload FROM round_input WHERE {OfInput} AND id > @after ORDER BY id LIMIT @rows",
        [.. Of(input, kind), ("@after", after), ("@rows", PageSize)]);

    private static (string Name, object Value)[] Of(FrozenInput input, string kind) =>
    [
        ("@round", input.Under.Round.Value), ("@lock", input.Under.Number), ("@issue", input.Issue), ("@pass", input.Pass), ("@kind", kind),
    ];

    private static T Parse<T>(string json) => JsonSerializer.Deserialize<T>(json, StateJson.Options)!;
}
