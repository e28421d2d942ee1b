using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using VocMatch.Data.Demo;
using VocMatch.EndToEnd.Running;
using Xunit;
using Xunit.Abstractions;

namespace VocMatch.EndToEnd.Rounds;

/// <summary>A round over all regions of the demo data, every student ranking their ten best matches; prints the time of each phase.</summary>
/// <remarks>By hand: VOCMATCH_TEST_ROUND_SCALE=1 plays 30,000 students.</remarks>
public sealed class CountryRoundTests(ITestOutputHelper output)
{
    private const int Ranked = 10;

    private const int AskedAtOnce = 16;

    [SkippableFact]
    public async Task The_demo_country_plays_a_round()
    {
        var given = Environment.GetEnvironmentVariable("VOCMATCH_TEST_ROUND_SCALE");
        Skip.If(given is null, "Takes minutes: set VOCMATCH_TEST_ROUND_SCALE to the scale of the demo data, 1 to 100.");
        var scale = int.Parse(given!, CultureInfo.InvariantCulture);
        using var data = new DataFolder();
        await using var host = await HostProcess.StartReady(data.Path);
        using var http = new HttpClient { BaseAddress = host.Address, Timeout = TimeSpan.FromMinutes(30) };
        var demo = new DemoData(DemoData.DefaultSeed, scale, DateOnly.FromDateTime(DateTime.UtcNow));
        await Timed("load the demo data", () => Load(http, demo));
        var round = new RoundClient(http, "country");
        var regions = string.Join(',', demo.Taxonomy.Regions.Select(region => $"\"{region.Id}\""));
        await Timed("create and open", () => round.Open(
            $$"""{"title":"Country","scope":{"regions":[{{regions}}],"fields":[]},"minimumRanks":3,"maximumRanks":{{Ranked}}}"""));
        var lists = new string[demo.Students.Count];
        await Timed("ask for every student's ten best matches", () => Lists(http, demo, lists));
        await Timed("save the lists", () => Import(http, "preferences", lists.Select(Encoding.UTF8.GetBytes)));
        await Timed("report, lock and freeze", round.Lock);
        await Timed("solve", async () =>
        {
            await round.Act("solve");
            await round.Until(state => (string?)state["phase"] == "solved", "it is solved");
        });
        await Timed("publish and make the offers", async () =>
        {
            await round.Act("publish");
            await round.UntilOffered();
        });
        await Timed("download and verify", () => round.Verify());
        output.WriteLine((await round.Find())["result"]!.ToJsonString());
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"working set of the host: {host.WorkingSet / 1_048_576} MiB"));
    }

    private async Task Timed(string what, Func<Task> work)
    {
        var clock = Stopwatch.StartNew();
        await work();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds,8:F1} s  {what}"));
    }

    private static async Task Load(HttpClient http, DemoData demo)
    {
        await Import(http, "regions", demo.Taxonomy.Regions.Select(Line));
        await Import(http, "skill-groups", demo.Taxonomy.SkillGroups.Select(Line));
        await Import(http, "skills", demo.Taxonomy.Skills.Select(Line));
        await Import(http, "occupations", demo.Taxonomy.Occupations.Select(Line));
        await Import(http, "schools", demo.Schools.Select(Line));
        await Import(http, "programs", demo.Programs.Select(Line));
        await Import(http, "employers", demo.Employers.Select(Line));
        await Import(http, "placements", demo.Placements.Select(Line));
        await Import(http, "students", demo.Students.Select(Line));
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
