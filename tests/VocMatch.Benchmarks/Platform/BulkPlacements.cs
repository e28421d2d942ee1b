using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VocMatch.Benchmarks.Platform;

/// <summary>Import lines of placements like those the platform holds, all of one region.</summary>
internal static class BulkPlacements
{
    public const string Region = "dublin";

    private const int Page = 500;

    /// <summary>Lines of JSON, each a copy of a placement of the region under an id of its own.</summary>
    public static async Task<byte[]> Like(HttpClient http, int count)
    {
        using var page = await http.GetAsync($"/api/v1/placements?region={Region}&status=published&limit={Page}");
        page.EnsureSuccessStatusCode();
        var models = JsonNode.Parse(await page.Content.ReadAsStringAsync())!["items"]!.AsArray()
            .Select(item => item!["posting"]!.AsObject())
            .ToList();
        var lines = new StringBuilder();
        for (var n = 0; n < count; n++)
        {
            var row = models[n % models.Count].DeepClone().AsObject();
            row["id"] = string.Create(CultureInfo.InvariantCulture, $"bulk-{n:0000000}");
            row["publish"] = true;
            lines.Append(row.ToJsonString(JsonSerializerOptions.Web)).Append('\n');
        }

        return Encoding.UTF8.GetBytes(lines.ToString());
    }
}
