using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using VocMatch.EndToEnd.Running;
using Xunit;

namespace VocMatch.EndToEnd;

/// <summary>A report is frozen: neither new data nor the death of the process that made it changes a byte.</summary>
[Trait("Lane", "Full")]
public sealed class ReportTests
{
    /// <summary>A simulation is kept as a report is, and can be had of any months.</summary>
    private const string Reports = "/api/v1/simulations/alignment";

    private const string Request = """{"from":"2096-01-01","through":"2096-12-31","publisher":"Ministry of Education"}""";

    [Fact]
    public async Task The_same_id_gives_the_same_bytes_in_every_format_after_new_data_and_kill_9()
    {
        using var data = new DataFolder();
        string id;
        Dictionary<string, string> before;
        await using (var host = await HostProcess.StartReady(data.Path))
        {
            await SmallWorld.Import(host.Http);
            id = await Make(host.Http);
            before = await Documents(host.Http, id);

            await host.Http.Import("placements", SmallWorld.Placement("second-ward", 40));
            await host.Http.Import("students", SmallWorld.Student("grace"));
            Assert.Equal(before, await Documents(host.Http, id));
            await host.Kill();
        }

        await using var again = await HostProcess.StartReady(data.Path);

        Assert.Equal(before, await Documents(again.Http, id));
        Assert.NotEqual(id, await Make(again.Http));
        Assert.Equal(before, await Documents(again.Http, id));
    }

    private static async Task<string> Make(HttpClient http)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Reports) { Content = new StringContent(Request, Encoding.UTF8, "application/json") };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode is HttpStatusCode.Created, text);
        return (string)JsonNode.Parse(text)!["id"]!;
    }

    /// <summary>The report as bytes in base 64: whole in each format, and every one of its tables as CSV.</summary>
    private static async Task<Dictionary<string, string>> Documents(HttpClient http, string id)
    {
        var tables = JsonNode.Parse(await http.GetStringAsync($"{Reports}/{id}?format=json"))!["tables"]!.AsArray();
        var queries = tables.Select(table => $"format=csv&table={(string)table!["id"]!}").Concat(["format=json", "format=csv", "format=xlsx", "format=html"]);
        var documents = new Dictionary<string, string>();
        foreach (var query in queries)
        {
            documents[query] = Convert.ToBase64String(await http.GetByteArrayAsync($"{Reports}/{id}?{query}"));
        }

        return documents;
    }
}
