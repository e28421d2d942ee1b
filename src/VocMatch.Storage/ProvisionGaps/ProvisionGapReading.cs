using System.Runtime.CompilerServices;
using VocMatch.Contracts.ProvisionGaps;
using VocMatch.Contracts.Reading;
using VocMatch.Domain.Reading;
using VocMatch.Storage.Databases;
using VocMatch.Storage.Reading;

namespace VocMatch.Storage.ProvisionGaps;

/// <summary>Provision gaps, read from the view over their states.</summary>
internal sealed class ProvisionGapReading(IStorageDatabase database, IQueries queries) : IProvisionGapReading
{
    public async Task<Page<ProvisionGap>> List(ProvisionGapFilter filter, PageRequest page, CancellationToken cancellation)
    {
        await database.Ready();
        var query = new ListQuery("provision_gap", page, IsKey)
            .Where(filter.Region?.Value, "@region", "region = @region")
            .Where(filter.Kind, "@kind", "kind = @kind")
            .Where(filter.From is { } from ? ProvisionGapKey.Begin(from) : null, "@from", "id >= @from")
            .Build();
        var rows = await queries.All(query, row => (Id: row.GetString(0), Json: row.Json(1)), cancellation);
        return page.Of(rows, row => row.Id, row => EntityDocument<ProvisionGap>.EntityOf(row.Json));
    }

    public async IAsyncEnumerable<ProvisionGap> Recorded(DateOnly through, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await database.Ready();
        var query = new SqlQuery(
            "SELECT document FROM provision_gap WHERE id < @end", ("@end", ProvisionGapKey.Begin(through.AddMonths(1))));
        await foreach (var gap in queries.Stream(query, row => row.Json(0), EntityDocument<ProvisionGap>.EntityOf, cancellation))
        {
            yield return gap;
        }
    }

    private static bool IsKey(string text)
    {
        try
        {
            return ProvisionGapKey.Parse(text).ToString() == text;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
