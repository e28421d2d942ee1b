using Microsoft.AspNetCore.Http;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Reading;
using VocMatch.Gateway.Problems;
using VocMatch.Gateway.Requests;

namespace VocMatch.Gateway.Answers;

/// <summary>How every list is paged and filtered.</summary>
internal static class ListAnswers
{
    public static async Task<IResult> List<TFilter, T>(
        HttpContext http,
        Func<QueryReader, TFilter> filter,
        Func<TFilter, PageRequest, CancellationToken, Task<Page<T>>> list)
    {
        var query = new QueryReader(http.Request.Query);
        var filtered = filter(query);
        var page = query.Page();
        if (query.Violations.Length > 0)
        {
            return Problem.Malformed(query.Violations);
        }

        if (await NamedThings.Unknown(http) is { Length: > 0 } unknown)
        {
            return Problem.Malformed(unknown);
        }

        string? place = null;
        if (page.Cursor is { } cursor && !ListCursor.TryRead(http.Request, cursor, out place))
        {
            return ForeignCursor(cursor);
        }

        try
        {
            var found = await list(filtered, page with { Cursor = place }, http.RequestAborted);
            return EntityAnswers.Json(found with { NextCursor = ListCursor.Bind(http.Request, found.NextCursor) });
        }
        catch (FormatException) when (place is not null)
        {
            return ForeignCursor(page.Cursor!);
        }
    }

    /// <summary>A cursor that no page of this list, with these filters, has given.</summary>
    public static Problem ForeignCursor(string cursor) => Problem.Malformed(
        new Violation(QueryParameter.Cursor.Name, Shown.Short(cursor), "The nextCursor of a page of this list, with the same filters."));
}
