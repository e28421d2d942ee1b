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

        try
        {
            return EntityAnswers.Json(await list(filtered, page, http.RequestAborted));
        }
        catch (FormatException) when (page.Cursor is not null)
        {
            return Problem.Malformed(new Violation(QueryParameter.Cursor.Name, page.Cursor, "The nextCursor of a page of this list."));
        }
    }
}
