using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using VocMatch.Contracts.Employers;
using VocMatch.Contracts.Events;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Schools;
using VocMatch.Contracts.Storing;
using VocMatch.Contracts.Students;
using VocMatch.Contracts.Tasks;
using VocMatch.Contracts.Text;
using VocMatch.Domain.Reading;
using VocMatch.Storage.Databases;
using VocMatch.Storage.States;

namespace VocMatch.Storage.Reading;

/// <summary>The read side on the views over the states, for both databases.</summary>
internal sealed class ReadSide(IStorageDatabase database, IQueries queries, TimeProvider time) : IReadSide
{
    /// <summary>The farthest that a clock is ahead of the one at Greenwich: so much may the text of an instant be.</summary>
    private static readonly TimeSpan MaxOffset = TimeSpan.FromHours(14);

    private const string StudentsInRegion =
        "SELECT s.document, b.birth_date FROM student s LEFT JOIN student_birth b ON b.id = s.id WHERE s.region = @region";

    public Task<Page<School>> Schools(ListFilter filter, PageRequest page, CancellationToken cancellation) =>
        List<School>(
            new ListQuery(StateNames.School, page)
                .Where(filter.Region?.Value, "@region", "region = @region")
                .Named(filter.Text),
            page,
            cancellation);

    public Task<Page<Program>> Programs(ListFilter filter, PageRequest page, CancellationToken cancellation) =>
        List<Program>(
            new ListQuery(StateNames.Program, page)
                .Where(filter.Region?.Value, "@region", "school IN (SELECT s.id FROM school s WHERE s.region = @region)")
                .Where(filter.School?.Value, "@school", "school = @school")
                .Where(filter.Occupation?.Value, "@occupation", queries.HasMember("occupations", "@occupation"))
                .Where(filter.Status, "@status", "status = @status")
                .Named(filter.Text),
            page,
            cancellation);

    public Task<Page<Employer>> Employers(ListFilter filter, PageRequest page, CancellationToken cancellation) =>
        List<Employer>(
            new ListQuery(StateNames.Employer, page)
                .Where(filter.Region?.Value, "@region", queries.HasMember("regions", "@region"))
                .Named(filter.Text),
            page,
            cancellation);

    public Task<Page<Placement>> Placements(ListFilter filter, PageRequest page, CancellationToken cancellation) =>
        List<Placement>(
            new ListQuery(StateNames.Placement, page)
                .Where(filter.Region?.Value, "@region", "region = @region")
                .Where(filter.Occupation?.Value, "@occupation", "occupation = @occupation")
                .Where(filter.Employer?.Value, "@employer", "employer = @employer")
                .Where(filter.Status, "@status", "status = @status")
                .Named(filter.Text),
            page,
            cancellation);

    public Task<Page<Student>> Students(ListFilter filter, PageRequest page, CancellationToken cancellation) =>
        List<Student>(
            new ListQuery(StateNames.Student, page)
                .Where(filter.Region?.Value, "@region", "region = @region")
                .Where(filter.School?.Value, "@school", "school = @school")
                .Where(filter.Program?.Value, "@program", "program = @program")
                .Where(filter.Occupation?.Value, "@occupation", queries.HasMember("occupations", "@occupation")),
            page,
            cancellation);

    public IAsyncEnumerable<Placement> OpenPlacements(RegionId? region, CancellationToken cancellation) =>
        Stream<Placement>("SELECT document FROM placement WHERE status = 'published'", "region = @region", region, cancellation);

    public IAsyncEnumerable<Placement> DemandedPlacements(CancellationToken cancellation) =>
        Demanded(new("SELECT document FROM placement WHERE status = 'published'"), cancellation);

    public IAsyncEnumerable<Placement> DemandedSince(ChangeMark mark, CancellationToken cancellation) => Demanded(DemandedSinceQuery(queries, mark), cancellation);

    public async Task<ChangeMark> DemandMark(CancellationToken cancellation)
    {
        await database.Ready();
        return new((await queries.All(new(queries.Mark(StateNames.Placement)), row => row.GetInt64(0), cancellation)).Single());
    }

    /// <summary>Goes from region to region: in each an index leads to what was written.</summary>
    internal static SqlQuery DemandedSinceQuery(IQueries queries, ChangeMark mark) => new(
        $"""
        WITH RECURSIVE own (region) AS
        (
            SELECT min(region) FROM placement
            UNION ALL
            SELECT (SELECT min(p.region) FROM placement p WHERE p.region > own.region) FROM own WHERE own.region IS NOT NULL
        )
        SELECT p.document FROM own JOIN placement p ON p.region = own.region AND {queries.WrittenSince("p", "@mark")}
        """,
        ("@mark", mark.Value));

    public Task<IReadOnlyList<Placement>> Find(IReadOnlyCollection<PlacementId> placements, CancellationToken cancellation) =>
        Find<Placement>(StateNames.Placement, "id", placements.Select(id => id.Value), cancellation);

    public Task<IReadOnlyList<Student>> Find(IReadOnlyCollection<StudentId> students, CancellationToken cancellation) =>
        Find<Student>(StateNames.Student, "id", students.Select(id => id.Value), cancellation);

    public Task<IReadOnlyList<Program>> Find(IReadOnlyCollection<ProgramId> programs, CancellationToken cancellation) =>
        Find<Program>(StateNames.Program, "id", programs.Select(id => id.Value), cancellation);

    public Task<IReadOnlyList<Placement>> PlacementsOf(IReadOnlyCollection<EmployerId> employers, CancellationToken cancellation) =>
        Find<Placement>(StateNames.Placement, "employer", employers.Select(id => id.Value), cancellation);

    public Task<IReadOnlyDictionary<PlacementId, string>> Titles(IReadOnlyCollection<PlacementId> placements, CancellationToken cancellation) =>
        NamesIn(StateNames.Placement, placements, id => id.Value, cancellation);

    public Task<IReadOnlyDictionary<EmployerId, string>> Names(IReadOnlyCollection<EmployerId> employers, CancellationToken cancellation) =>
        NamesIn(StateNames.Employer, employers, id => id.Value, cancellation);

    internal static SqlQuery FindQuery(IQueries queries, string view, string column, IEnumerable<string> ids) =>
        new($"SELECT v.document FROM {queries.Among(view, column, "@ids")}", ("@ids", JsonSerializer.Serialize(ids)));

    internal static SqlQuery NamesQuery(IQueries queries, string view, IEnumerable<string> ids) =>
        new($"SELECT v.id, v.name FROM {queries.Among(view, "id", "@ids")}", ("@ids", JsonSerializer.Serialize(ids)));

    public async Task<IReadOnlyList<PlacementStanding>> Standing(IReadOnlyCollection<PlacementId> placements, CancellationToken cancellation)
    {
        await database.Ready();
        return await queries.All(
            StandingQuery(queries, placements),
            row => new PlacementStanding(
                PlacementId.Parse(row.GetString(0)),
                Enum.Parse<PlacementStatus>(row.GetString(1), ignoreCase: true),
                RegionId.Parse(row.GetString(2)),
                EmployerId.Parse(row.GetString(3)),
                row.GetInt32(4),
                row.GetInt64(5)),
            cancellation);
    }

    internal static SqlQuery StandingQuery(IQueries queries, IReadOnlyCollection<PlacementId> placements) => new(
        $"SELECT v.id, v.status, v.region, v.employer, v.open_seats, v.entity_version FROM {queries.Among(StateNames.Placement, "id", "@ids")}",
        ("@ids", JsonSerializer.Serialize(placements.Select(placement => placement.Value))));

    public IAsyncEnumerable<StudentStanding> Standing(RegionId region, CancellationToken cancellation) => Stream(
        new("SELECT id, program, left_on FROM student WHERE region = @region", ("@region", region.Value)),
        row => (Id: row.GetString(0), Program: row.GetString(1), Left: row.IsDBNull(2) ? null : row.GetString(2)),
        row => new StudentStanding(StudentId.Parse(row.Id), ProgramId.Parse(row.Program), IsoDate.Parse(row.Left)),
        cancellation);

    public async Task<IReadOnlyList<Application>> ApplicationsOf(StudentId student, CancellationToken cancellation)
    {
        await database.Ready();
        return await queries.All(ApplicationsQuery(student), row => JsonSerializer.Deserialize<Application>(row.Json(0), StateJson.Options)!, cancellation);
    }

    internal static SqlQuery ApplicationsQuery(StudentId student) =>
        new("SELECT application FROM student_application WHERE student = @student", ("@student", student.Value));

    public IAsyncEnumerable<Program> PublishedPrograms(RegionId? schoolRegion, CancellationToken cancellation) =>
        Stream<Program>(
            "SELECT document FROM program WHERE status = 'published'",
            "school IN (SELECT s.id FROM school s WHERE s.region = @region)",
            schoolRegion,
            cancellation);

    public IAsyncEnumerable<StoredStudent> StudentsOf(RegionId region, CancellationToken cancellation) =>
        StudentsIn(new(StudentsInRegion, ("@region", region.Value)), cancellation);

    public Task<ChangeMark> PlacementMark(RegionId region, CancellationToken cancellation) => Mark(StateNames.Placement, region, cancellation);

    public IAsyncEnumerable<Placement> PlacementsSince(RegionId region, ChangeMark mark, CancellationToken cancellation) =>
        Stream(PlacementsSinceQuery(queries, region, mark), row => row.Json(0), EntityDocument<Placement>.EntityOf, cancellation);

    public Task<ChangeMark> StudentMark(RegionId region, CancellationToken cancellation) => Mark(StateNames.Student, region, cancellation);

    public IAsyncEnumerable<StoredStudent> StudentsSince(RegionId region, ChangeMark mark, CancellationToken cancellation) =>
        StudentsIn(StudentsSinceQuery(queries, region, mark), cancellation);

    internal static SqlQuery PlacementsSinceQuery(IQueries queries, RegionId region, ChangeMark mark) => new(
        $"SELECT p.document FROM placement p WHERE p.region = @region AND {queries.WrittenSince("p", "@mark")}",
        ("@region", region.Value),
        ("@mark", mark.Value));

    internal static SqlQuery StudentsSinceQuery(IQueries queries, RegionId region, ChangeMark mark) => new(
        $"{StudentsInRegion} AND {queries.WrittenSince("s", "@mark")}",
        ("@region", region.Value),
        ("@mark", mark.Value));

    internal static SqlQuery MarkQuery(IQueries queries, string view, RegionId region) => new(queries.Mark(view, "@region"), ("@region", region.Value));

    public IAsyncEnumerable<(PlacementId Id, long Version)> OpenPlacementVersions(RegionId region, CancellationToken cancellation) =>
        Stream(
            new(
                "SELECT id, entity_version FROM placement WHERE region = @region AND status = 'published'",
                ("@region", region.Value)),
            row => (Id: row.GetString(0), Version: row.GetInt64(1)),
            row => (PlacementId.Parse(row.Id), row.Version),
            cancellation);

    public async Task<Page<Notification>> Notifications(string recipient, PageRequest page, CancellationToken cancellation)
    {
        await database.Ready();
        return await KeyedRows.LastFirst<Notification>(queries, StateNames.Notification, $"{recipient}/", page, cancellation);
    }

    public async Task<Page<TaskItem>> Tasks(string recipient, TaskFilter filter, PageRequest page, CancellationToken cancellation)
    {
        await database.Ready();
        return await KeyedRows.LastFirst<TaskItem>(queries, StateNames.Task, $"{recipient}/", page, cancellation, filter.Admits);
    }

    public async Task<TagsInUse> Tags(CancellationToken cancellation)
    {
        await database.Ready();
        return new(await In("tags_of_students"), await In("tags_of_reserves"));

        async Task<ImmutableSortedSet<string>> In(string view) =>
        [
            .. (await queries.All(TagsQuery(view), row => JsonSerializer.Deserialize<string[]>(row.GetString(0)) ?? [], cancellation)).SelectMany(tags => tags),
        ];
    }

    /// <summary>Each set of tags once, found by the index from the one before it.</summary>
    internal static SqlQuery TagsQuery(string view) => new(
        $"""
        WITH RECURSIVE given (tags) AS
        (
            SELECT min(tags) FROM {view}
            UNION ALL
            SELECT (SELECT min(v.tags) FROM {view} v WHERE v.tags > given.tags) FROM given WHERE given.tags IS NOT NULL
        )
        SELECT tags FROM given WHERE tags IS NOT NULL
        """);

    public async Task<Page<DeadLetter>> DeadLetters(PageRequest page, CancellationToken cancellation)
    {
        await database.Ready();
        return await KeyedRows.FirstFirst<DeadLetter>(queries, StateNames.DeadLetter, page, cancellation);
    }

    public async Task<EntityCounts> Counts(CancellationToken cancellation)
    {
        await database.Ready();
        var counts = await queries.All(
            new(
                """
                SELECT
                    (SELECT count(*) FROM school),
                    (SELECT count(*) FROM program),
                    (SELECT count(*) FROM employer),
                    (SELECT count(*) FROM placement),
                    (SELECT count(*) FROM placement WHERE status = 'published'),
                    (SELECT coalesce(sum(open_seats), 0) FROM placement WHERE status = 'published'),
                    (SELECT count(*) FROM student)
                """),
            row => new EntityCounts(
                row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6)),
            cancellation);
        var (placements, seats) = await PastDeadline(cancellation);
        return counts[0] with { OpenPlacements = counts[0].OpenPlacements - placements, OpenSeats = counts[0].OpenSeats - seats };
    }

    private async Task<IReadOnlyList<T>> Find<T>(string view, string column, IEnumerable<string> ids, CancellationToken cancellation)
    {
        var asked = ids.ToList();
        return asked.Count == 0 ? [] : await Stream(FindQuery(queries, view, column, asked), row => row.Json(0), EntityDocument<T>.EntityOf, cancellation).ToListAsync(cancellation);
    }

    private async Task<IReadOnlyDictionary<TId, string>> NamesIn<TId>(string view, IReadOnlyCollection<TId> ids, Func<TId, string> text, CancellationToken cancellation)
        where TId : notnull
    {
        var byText = ids.Distinct().ToDictionary(text, StringComparer.Ordinal);
        if (byText.Count == 0)
        {
            return byText.ToDictionary(entry => entry.Value, entry => entry.Key);
        }

        await database.Ready();
        var rows = await queries.All(NamesQuery(queries, view, byText.Keys), row => (Id: row.GetString(0), Name: row.IsDBNull(1) ? "" : row.GetString(1)), cancellation);
        return rows.ToDictionary(row => byText[row.Id], row => row.Name);
    }

    private IAsyncEnumerable<Placement> Demanded(SqlQuery query, CancellationToken cancellation) => Stream(
        query,
        row => row.Json(0),
        json =>
        {
            var stored = JsonSerializer.Deserialize<PlacementDocument>(json, StateJson.Options)!;
            return stored.Entity with { OpenSeats = stored.Entity.OpenSeats + (stored.Ledger?.Kept ?? 0) };
        },
        cancellation);

    private IAsyncEnumerable<StoredStudent> StudentsIn(SqlQuery query, CancellationToken cancellation) => Stream(
        query,
        row => (Json: row.Json(0), Born: row.IsDBNull(1) ? null : row.GetString(1)),
        row => new StoredStudent(EntityDocument<Student>.EntityOf(row.Json), IsoDate.AgesOf(row.Born)),
        cancellation);

    private async Task<ChangeMark> Mark(string view, RegionId region, CancellationToken cancellation)
    {
        await database.Ready();
        return new((await queries.All(MarkQuery(queries, view, region), row => row.GetInt64(0), cancellation)).Single());
    }

    /// <summary>Published placements that take no applications any more, and their seats.</summary>
    private async Task<(long Placements, long Seats)> PastDeadline(CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var (placements, seats) = (0L, 0L);
        await queries.ForEach(
            new(
                "SELECT apply_by, open_seats FROM placement_deadline WHERE apply_by < @before AND status = 'published'",
                ("@before", (now + MaxOffset).UtcDateTime.AddSeconds(1).ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture))),
            row =>
            {
                if (now > DateTimeOffset.Parse(row.GetString(0), CultureInfo.InvariantCulture))
                {
                    placements++;
                    seats += row.GetInt32(1);
                }

                return ValueTask.CompletedTask;
            },
            cancellation);
        return (placements, seats);
    }

    private sealed record PlacementDocument(Placement Entity, LedgerDocument? Ledger);

    private sealed record LedgerDocument(ImmutableArray<ReservationDocument> Reservations)
    {
        public int Kept => Reservations.IsDefault ? 0 : Reservations.Sum(reservation => reservation.Ended ? 0 : reservation.Left);
    }

    private sealed record ReservationDocument(int Left, bool Ended);

    private async Task<Page<T>> List<T>(ListQuery query, PageRequest page, CancellationToken cancellation)
    {
        await database.Ready();
        var documents = query.Build();
        if (query.Text is not null)
        {
            if (await Named(query, cancellation) is not { Count: > 0 } named)
            {
                return new([], null);
            }

            documents = query.Documents(named);
        }

        var rows = await queries.All(documents, row => (Id: row.GetString(0), Json: row.Json(1)), cancellation);
        return page.Of(rows, row => row.Id, row => EntityDocument<T>.EntityOf(row.Json));
    }

    /// <summary>The first ids, as many as are looked for, whose name has the part.</summary>
    private async Task<List<string>> Named(ListQuery query, CancellationToken cancellation)
    {
        const int NamesAtOnce = 2_000;
        var found = new List<string>();
        string? after = null;
        while (true)
        {
            var names = await queries.All(
                query.Names(after, NamesAtOnce),
                row => (Id: row.GetString(0), Name: row.IsDBNull(1) ? "" : row.GetString(1)),
                cancellation);
            foreach (var (id, _) in names.Where(row => TextFolding.Holds(row.Name, query.Text!)))
            {
                found.Add(id);
                if (found.Count == query.Rows)
                {
                    return found;
                }
            }

            if (names.Count < NamesAtOnce)
            {
                return found;
            }

            after = names[^1].Id;
        }
    }

    private IAsyncEnumerable<T> Stream<T>(string select, string inRegion, RegionId? region, CancellationToken cancellation) =>
        Stream(
            region is { } only ? new($"{select} AND {inRegion}", ("@region", only.Value)) : new SqlQuery(select),
            row => row.Json(0),
            EntityDocument<T>.EntityOf,
            cancellation);

    private async IAsyncEnumerable<T> Stream<TRow, T>(
        SqlQuery query,
        Func<DbDataReader, TRow> read,
        Func<TRow, T> parse,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await database.Ready();
        await foreach (var item in queries.Stream(query, read, parse, cancellation))
        {
            yield return item;
        }
    }
}
