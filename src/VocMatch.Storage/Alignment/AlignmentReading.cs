using System.Collections.Immutable;
using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Text.Json;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Rounds;
using VocMatch.Contracts.Students;
using VocMatch.Domain.Reading;
using VocMatch.Storage.Databases;
using VocMatch.Storage.Reading;
using VocMatch.Storage.States;

namespace VocMatch.Storage.Alignment;

/// <summary>Statistics' view of the stored rows: documents are read whole and parsed on every core, but only for what is counted.</summary>
internal sealed class AlignmentReading(IStorageDatabase database, IQueries queries) : IAlignmentReading
{
    public IAsyncEnumerable<PostedPlacement> PostedPlacements(CancellationToken cancellation) => Stream(
        new("SELECT document, taken FROM posted_placement WHERE status <> 'draft'"),
        row => (Json: row.Json(0), Taken: row.Json(1)),
        row => JsonSerializer.Deserialize<PlacementRowShape>(row.Json, StateJson.Options)!
            .ToPosted(JsonSerializer.Deserialize<ImmutableArray<SeatOfferShape>>(row.Taken, StateJson.Options)),
        cancellation);

    public IAsyncEnumerable<CountedStudent> Students(CancellationToken cancellation)
    {
        var documents = new StudentDocuments();
        return Stream(
            new("SELECT s.document, t.birth_date, t.sex FROM student s LEFT JOIN student_trait t ON t.id = s.id"),
            row => (Json: row.Json(0), Born: Text(row, 1), Sex: Text(row, 2)),
            row => documents.Read(row.Json, IsoDate.Parse(row.Born), SexOf(row.Sex)),
            cancellation);
    }

    public IAsyncEnumerable<RoundOutcome> Outcomes(RoundLock under, int issue, CancellationToken cancellation) => Stream(
        new(
            """
            SELECT i.id, CASE WHEN a.student IS NULL THEN i.payload END
            FROM round_input i LEFT JOIN
                (
                    SELECT DISTINCT student FROM round_assignment
                    WHERE round = @round AND lock_number = @lock AND issue <= @issue
                ) a ON a.student = i.id
            WHERE i.round = @round AND i.lock_number = @lock AND i.issue = 1 AND i.pass = 1 AND i.kind = 'student'
            """,
            ("@round", under.Round.Value),
            ("@lock", under.Number),
            ("@issue", issue)),
        row => (Student: row.GetString(0), List: Text(row, 1)),
        row => new RoundOutcome(
            StudentId.Parse(row.Student),
            row.List is { } list ? JsonSerializer.Deserialize<FrozenListShape>(list, StateJson.Options)!.Placements() : null),
        cancellation);

    public IAsyncEnumerable<CountedEmployer> Employers(CancellationToken cancellation) => Stream(
        new("SELECT document FROM employer"),
        row => row.Json(0),
        json => EntityDocument<EmployerShape>.EntityOf(json).ToCounted(),
        cancellation);

    public IAsyncEnumerable<SchoolStaff> Schools(CancellationToken cancellation) => Stream(
        new("SELECT document FROM school"),
        row => row.Json(0),
        json => EntityDocument<SchoolShape>.EntityOf(json).ToStaff(),
        cancellation);

    private async IAsyncEnumerable<T> Stream<TRow, T>(
        SqlQuery query,
        Func<DbDataReader, TRow> read,
        Func<TRow, T> parse,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        await database.Ready();
        await foreach (var item in queries.Stream(query, read, parse, cancellation))
        {
            yield return item;
        }
    }

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static Sex? SexOf(string? text) => text is null ? null : Enum.Parse<Sex>(text, ignoreCase: true);
}
