using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using VocMatch.Contracts.Alignment;
using VocMatch.Storage.Reading;

namespace VocMatch.Storage.Alignment;

/// <summary>Statistics' view of the stored rows: documents are read whole and parsed on every core, but only for what is counted.</summary>
internal sealed class AlignmentReading(IStorageDatabase database, IQueries queries) : IAlignmentReading
{
    public IAsyncEnumerable<PostedPlacement> PostedPlacements(CancellationToken cancellation) => Stream(
        "SELECT document FROM placement WHERE status <> 'draft'",
        row => row.Json(0),
        json => EntityDocument<PlacementShape>.EntityOf(json).ToPosted(),
        cancellation);

    public IAsyncEnumerable<CountedStudent> Students(CancellationToken cancellation) => Stream(
        "SELECT s.document, b.birth_date FROM student s LEFT JOIN student_birth b ON b.id = s.id",
        row => (Json: row.Json(0), Born: row.IsDBNull(1) ? null : row.GetString(1)),
        row => EntityDocument<StudentShape>.EntityOf(row.Json).ToCounted(Date(row.Born)),
        cancellation);

    public IAsyncEnumerable<EmployerSize> Employers(CancellationToken cancellation) => Stream(
        "SELECT document FROM employer",
        row => row.Json(0),
        json => EntityDocument<EmployerShape>.EntityOf(json).ToSize(),
        cancellation);

    public IAsyncEnumerable<SchoolStaff> Schools(CancellationToken cancellation) => Stream(
        "SELECT document FROM school",
        row => row.Json(0),
        json => EntityDocument<SchoolShape>.EntityOf(json).ToStaff(),
        cancellation);

    private async IAsyncEnumerable<T> Stream<TRow, T>(
        string sql,
        Func<DbDataReader, TRow> read,
        Func<TRow, T> parse,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        await database.Ready();
        await foreach (var item in queries.Stream(new SqlQuery(sql), read, parse, cancellation))
        {
            yield return item;
        }
    }

    private static DateOnly? Date(string? text) =>
        text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
