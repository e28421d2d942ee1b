using System.Text;
using System.Text.Json.Nodes;
using VocMatch.Cli.Commands;
using VocMatch.EndToEnd.Running;
using Xunit;

namespace VocMatch.EndToEnd.Rounds;

/// <summary>A round of a running host, as an officer drives it over HTTP.</summary>
internal sealed class RoundClient(HttpClient http, string round)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public async Task Open(string settings)
    {
        using var put = await http.PutAsync($"/api/v1/rounds/{round}", new StringContent(settings, Encoding.UTF8, "application/json"));
        Assert.True(put.IsSuccessStatusCode, await put.Content.ReadAsStringAsync());
        await Act("open");
    }

    public async Task BeginLock()
    {
        var report = await Get("completeness");
        await Act("lock", $$"""{"report":"{{(string?)report["digest"]}}"}""");
    }

    public async Task Lock()
    {
        await BeginLock();
        await Until(state => state["inputDigest"] is not null, "the inputs are frozen");
    }

    public async Task Act(string action, string? body = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/rounds/{round}/{action}");
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, $"{action}: {await response.Content.ReadAsStringAsync()}");
    }

    public Task<JsonNode> Find() => Get("");

    public Task Until(Func<JsonNode, bool> reached, string what) => Eventually.Holds(async () => reached(await Find()), what, Patience);

    public Task UntilOffered() => Until(
        state => (string?)state["phase"] == "published" && (long?)state["progress"]!["done"] == (long?)state["progress"]!["total"], "every offer is made");

    /// <summary>Downloads everything of a pass and has the offline verifier check that it is the one best stable matching.</summary>
    public async Task Verify(int pass = 1)
    {
        using var folder = new DataFolder();
        string[] inputs = ["placements", "employers", "students", "applications", "fixed", "forbidden"];
        foreach (var input in inputs)
        {
            await Save(folder, $"{input}.csv", $"inputs/{input}.csv?pass={pass}");
        }

        await Save(folder, "matches.csv", $"results?pass={pass}", "text/csv");
        await Save(folder, "certificate.json", $"certificate?pass={pass}");
        string[] files = [.. inputs.SelectMany(input => (string[])[$"--{input}", Path.Combine(folder.Path, $"{input}.csv")])];
        Assert.Equal(0, VocMatchCommand.Run(
        [
            "verify", "--optimal", .. files,
            "--matches", Path.Combine(folder.Path, "matches.csv"), "--certificate", Path.Combine(folder.Path, "certificate.json"),
        ]));
    }

    private async Task<JsonNode> Get(string path)
    {
        var text = await http.GetStringAsync($"/api/v1/rounds/{round}{(path.Length == 0 ? "" : "/")}{path}");
        return JsonNode.Parse(text)!;
    }

    private async Task Save(DataFolder folder, string name, string path, string? accept = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/rounds/{round}/{path}");
        if (accept is not null)
        {
            request.Headers.Accept.ParseAdd(accept);
        }

        using var response = await http.SendAsync(request);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {response.StatusCode}");
        await File.WriteAllBytesAsync(Path.Combine(folder.Path, name), await response.Content.ReadAsByteArrayAsync());
    }
}
