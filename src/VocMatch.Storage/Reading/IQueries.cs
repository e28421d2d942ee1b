using System.Data.Common;

namespace VocMatch.Storage.Reading;

/// <summary>A statement that reads, with its parameters.</summary>
internal sealed record SqlQuery(string Text, params (string Name, object Value)[] Parameters);

/// <summary>Runs queries on the database in use. The views have the same names and columns in both, so most text is the same too.</summary>
internal interface IQueries
{
    /// <summary>Calls back for each row, one after another, on no thread of the caller.</summary>
    Task ForEach(SqlQuery query, Func<DbDataReader, ValueTask> onRow, CancellationToken cancellation);

    /// <summary>Into how many parts the rows that are due are divided; at least 1.</summary>
    int DueShards { get; }

    /// <summary>Condition: the JSON array in the column has the parameter as a member.</summary>
    string HasMember(string column, string parameter);

    /// <summary>
    /// What follows FROM: the rows of a view or a table, called v, whose column is a member of the parameter, a JSON array of texts. An index on the
    /// column leads to them; further conditions are added with AND.
    /// </summary>
    string Among(string view, string column, string parameter);

    /// <summary>Query of one number: a mark over every region, as <see cref="Mark(string, string)"/>.</summary>
    string Mark(string view);

    /// <summary>Condition on a row of the view of students' lists: it names the placement. An index leads to those rows.</summary>
    /// <param name="list">What the view is called in the query.</param>
    string Ranks(string list, string placement);

    /// <summary>Query: the mark from which on everything written to a region's rows of a view will be found.</summary>
    string Mark(string view, string region);

    /// <summary>Condition on a row of the view of placements or students: it was written at or after the mark.</summary>
    /// <param name="row">What the view is called in the query.</param>
    string WrittenSince(string row, string mark);
}

internal static class QueriesExtensions
{
    public static async Task<List<T>> All<T>(
        this IQueries queries,
        SqlQuery query,
        Func<DbDataReader, T> read,
        CancellationToken cancellation)
    {
        var rows = new List<T>();
        await queries.ForEach(
            query,
            row =>
            {
                rows.Add(read(row));
                return ValueTask.CompletedTask;
            },
            cancellation);
        return rows;
    }

    /// <summary>UTF-8 of a JSON column.</summary>
    public static byte[] Json(this DbDataReader row, int column) => row.GetFieldValue<byte[]>(column);
}
