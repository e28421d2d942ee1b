using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using VocMatch.EndToEnd.Running;
using VocMatch.Scenarios.Demo;
using Xunit;
using Xunit.Abstractions;

namespace VocMatch.EndToEnd.Rounds;

/// <summary>
/// A round over all regions of the demo data, every student ranking their ten best matches, killed while it is solved and while it is published,
/// and accepted by everybody. Prints the time of each phase.
/// </summary>
/// <remarks>2,000 of the demo's students; VOCMATCH_TEST_ROUND_SCALE=1 plays all 30,000, and so on up to 100.</remarks>
[Trait("Lane", "Full")]
public sealed class CountryRoundTests(ITestOutputHelper output)
{
    private const int Ranked = 10;

    private const int FewStudents = 2_000;

    private const int AskedAtOnce = 16;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    [Fact]
    public async Task The_demo_country_plays_a_round()
    {
        var given = Environment.GetEnvironmentVariable("VOCMATCH_TEST_ROUND_SCALE");
        var demo = new DemoData(DemoData.DefaultSeed, given is null ? 1 : int.Parse(given, CultureInfo.InvariantCulture), DateOnly.FromDateTime(DateTime.UtcNow));
        var students = given is null ? FewStudents : demo.Students.Count;
        using var data = new DataFolder();
        string digest;
        await using (var host = await HostProcess.StartReady(data.Path))
        {
            using var http = Client(host);
            await Timed("load the demo data", () => Load(http, demo, students));
            var round = new RoundClient(http, "country");
            var regions = string.Join(',', demo.Taxonomy.Regions.Select(region => $"\"{region.Id}\""));
            await Timed("create and open", () => round.Open(
                $$"""{"title":"Country","scope":{"regions":[{{regions}}],"fields":[]},"minimumRanks":3,"maximumRanks":{{Ranked}}}"""));
            var lists = new string[students];
            await Timed("ask for every student's ten best matches", () => Lists(http, demo, lists));
            await Timed("save the lists", () => Import(http, "preferences", lists.Select(Encoding.UTF8.GetBytes)));
            await Timed("report, lock and freeze", round.Lock);
            digest = (string)(await round.Find())["inputDigest"]!;
            await round.Act("solve");
            await host.Kill();
        }

        await using (var host = await HostProcess.StartReady(data.Path))
        {
            using var http = Client(host);
            var round = new RoundClient(http, "country");
            await Timed("solve after the kill", () => round.Until(state => (string?)state["phase"] == "solved", "it is solved"));
            Assert.Equal(digest, (string?)(await round.Find())["inputDigest"]);
            await round.Act("publish");
            await Task.Delay(TimeSpan.FromMilliseconds(500));
            await host.Kill();
        }

        await using var last = await HostProcess.StartReady(data.Path);
        using var client = Client(last);
        var published = new RoundClient(client, "country");
        await Timed("make the offers after the kill", published.UntilOffered);
        await Timed("download and verify", () => published.Verify());
        var result = (await published.Find())["result"]!;
        output.WriteLine(result.ToJsonString());
        var (accepted, placed) = (0, (int)result["first"]!["placed"]! + ((int?)result["second"]?["placed"] ?? 0));
        await Timed("accept every offer", async () =>
        {
            // A student may hear of the offer a moment later.
            accepted = await Eventually.Gives(
                () => Accept(client, demo, students), count => count >= placed, count => $"{placed} have accepted, not {count}", Patience);
        });
        Assert.Equal(placed, accepted);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{accepted} accepted; working set of the host: {last.WorkingSet / 1_048_576} MiB"));
    }

    private static HttpClient Client(HostProcess host) => new() { BaseAddress = host.Address, Timeout = TimeSpan.FromMinutes(30) };

    /// <summary>Every student accepts what they were offered: once, however often the publishing was begun.</summary>
    /// <returns>How many have accepted, now or before.</returns>
    private static async Task<int> Accept(HttpClient http, DemoData demo, int students)
    {
        var accepted = 0;
        await Parallel.ForEachAsync(
            Enumerable.Range(0, students),
            new ParallelOptions { MaxDegreeOfParallelism = AskedAtOnce },
            async (i, cancellation) =>
            {
                var student = demo.Students[i].Id;
                var offers = JsonNode.Parse(await http.GetStringAsync($"/api/v1/students/{student}/offers", cancellation))!["offers"]!.AsArray();
                if (offers.Count == 0)
                {
                    return;
                }

                var only = Assert.Single(offers)!;
                Interlocked.Increment(ref accepted);
                if ((string?)only["status"] == "committed")
                {
                    return;
                }

                var offer = (string?)only["copy"]!["id"];
                using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/offers/{offer}/accept");
                request.Headers.Add("Idempotency-Key", $"accept-{offer}");
                using var response = await http.SendAsync(request, cancellation);
                var answer = await response.Content.ReadAsStringAsync(cancellation);
                Assert.True(response.IsSuccessStatusCode && (string?)JsonNode.Parse(answer)!["status"] == "committed", answer);
            });
        return accepted;
    }

    private async Task Timed(string what, Func<Task> work)
    {
        var clock = Stopwatch.StartNew();
        await work();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds,8:F1} s  {what}"));
    }

    private static async Task Load(HttpClient http, DemoData demo, int students)
    {
        await Import(http, "regions", demo.Taxonomy.Regions.Select(Line));
        await Import(http, "skill-groups", demo.Taxonomy.SkillGroups.Select(Line));
        await Import(http, "skills", demo.Taxonomy.Skills.Select(Line));
        await Import(http, "occupations", demo.Taxonomy.Occupations.Select(Line));
        await Import(http, "schools", demo.Schools.Select(Line));
        await Import(http, "programs", demo.Programs.Select(Line));
        await Import(http, "employers", demo.Employers.Select(Line));
        await Import(http, "placements", demo.Placements.Select(Line));
        await Import(http, "students", demo.Students.Take(students).Select(Line));
    }

    private static async Task Lists(HttpClient http, DemoData demo, string[] lists) => await Parallel.ForEachAsync(
        Enumerable.Range(0, lists.Length),
        new ParallelOptions { MaxDegreeOfParallelism = AskedAtOnce },
        async (i, cancellation) =>
        {
            var student = demo.Students[i].Id;
            var matches = JsonNode.Parse(await http.GetStringAsync($"/api/v1/students/{student}/matches?top={Ranked}", cancellation))!;
            var placements = string.Join(',', matches["matches"]!.AsArray().Select(match => $"\"{(string?)match!["placement"]}\""));
            lists[i] = $$"""{"student":"{{student}}","round":"country","placements":[{{placements}}],"agreesToCompletion":true}""";
        });

    private static async Task Import(HttpClient http, string kind, IEnumerable<byte[]> lines)
    {
        using var content = new ByteArrayContent([.. lines.SelectMany(line => (byte[])[.. line, (byte)'\n'])]);
        content.Headers.ContentType = new("application/x-ndjson");
        using var response = await http.PostAsync($"/api/v1/imports/{kind}", content);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode && (int?)JsonNode.Parse(text)!["wrong"] == 0, text.Length > 2_000 ? text[..2_000] : text);
    }

    private static byte[] Line<T>(T row) => System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(row, Contracts.Json.WireJson.Options);
}
