using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using VocMatch.Benchmarks.Alignment;
using VocMatch.Benchmarks.Figures;
using VocMatch.Benchmarks.Platform;
using VocMatch.Contracts.Identity;
using VocMatch.Domain.Students;

namespace VocMatch.Benchmarks.Rounds;

/// <summary>
/// <c>--compare round [students] [placements]</c>: a round over all regions of generated data, every student ranking the ten placements that suit
/// them best, driven through the REST of a host of its own; the time of each phase, that of the processors, what of both the phases before the
/// clearing take beside it, and the host's memory. Default 1,000,000 and 100,000.
/// </summary>
internal static class RoundMeasurement
{
    private const int Ranks = 10;

    internal const string Round = "country";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public static int Run(string[] args) => Measure(Argument(args, 0, 1_000_000), Argument(args, 1, 100_000)).GetAwaiter().GetResult();

    private static async Task<int> Measure(int students, int placements)
    {
        var watch = Stopwatch.StartNew();
        var demo = StoredDemo.DataOf(students, placements, DateOnly.FromDateTime(DateTime.UtcNow));
        var lists = new DemoLists(demo, placements);
        var ranked = demo.Students.Take(students).AsParallel().AsOrdered().Select(row => lists.Of(row, Ranks)).ToList();
        Say(string.Create(CultureInfo.InvariantCulture, $"{students:N0} lists over {placements:N0} placements, {ranked.Average(list => list.Length):0.0} ranks"), watch);
        var number = 0;
        await using var stored = await StoredDemo.Create(demo, students, placements, _ => new PreferenceDrafts
        {
            Lists = new PreferenceDrafts().Lists.Add(new(RoundId.Parse(Round), ranked[number++], AgreesToCompletion: true, DateTimeOffset.UtcNow, 1)),
        });
        Say("stored", watch);
        var port = Ports.Free();
        using var host = await ServedProcess.Start(
            "VocMatch.Host.dll", port, "/health/ready", "--data", stored.Directory, "--no-demo", "--port", port.ToString(CultureInfo.InvariantCulture));
        using var http = new HttpClient { BaseAddress = host.Address, Timeout = TimeSpan.FromHours(1) };
        Say("host ready", watch);
        var regions = string.Join(',', demo.Taxonomy.Regions.Select(region => $"\"{region.Id}\""));
        await Send(http, HttpMethod.Put, "", $$"""{"title":"Country","scope":{"regions":[{{regions}}],"fields":[]},"minimumRanks":3,"maximumRanks":{{Ranks}}}""");
        await Send(http, HttpMethod.Post, "/open", null);
        watch.Restart();
        var used = host.ProcessorTime;
        var (before, solving) = (used, TimeSpan.Zero);
        using var memory = new PeakMemory(host.Id);
        var report = JsonNode.Parse(await http.GetStringAsync($"/api/v1/rounds/{Round}/completeness"))!;
        var untilFrozen = Phase("completeness report");
        await Send(http, HttpMethod.Post, "/lock", $$"""{"report":"{{(string?)report["digest"]}}"}""");
        untilFrozen += Phase("lock");
        await Until(http, round => round["inputDigest"] is not null);
        untilFrozen += Phase("freeze");
        before = used - before;
        await Send(http, HttpMethod.Post, "/solve", null);
        await Until(http, round => (string?)round["phase"] == "solved");
        solving = used;
        var solved = Phase("solve, certify and verify");
        solving = used - solving;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"report, lock and freeze: {before / solving:0.0} x solve, certify and verify by processor time; at most {memory.Megabytes:N0} MB anonymous, {memory.Megabytes * 1024.0 / students:0.0} KB a student"));
        await Send(http, HttpMethod.Post, "/publish", null);
        await Until(http, round => (string?)round["phase"] == "published" && (long?)round["progress"]!["done"] == (long?)round["progress"]!["total"]);
        var published = JsonNode.Parse(await http.GetStringAsync($"/api/v1/rounds/{Round}"))!;
        var offers = (int)published["progress"]!["total"]!;
        var publishing = Phase($"publish {offers} offers");
        Console.WriteLine($"{published["result"]!.ToJsonString()}, {host.Memory}");
        (string, int)[] size = [("students", students), ("placements", placements)];
        Measured.Add("a round: report, lock and freeze, processor time", size, before.TotalSeconds, "s", "five times solve, certify and verify", 5 * solving.TotalSeconds, Goal.Ratio(1));
        Measured.Add("a round: solve, certify, verify", size, solved, "s");
        Measured.Add("a round from report to result", size, untilFrozen + solved, "s", goal: students == 1_000_000 ? Goal.Own(120) : null);
        Measured.Add("a round: offers published", size, offers / publishing, "offers/s");
        Measured.Add("a round: most anonymous memory", size, memory.Megabytes, "MB", goal: students == 1_000_000 ? Goal.Own(4_000) : null);
        return 0;

        double Phase(string what)
        {
            var earlier = used;
            used = host.ProcessorTime;
            var seconds = watch.Elapsed.TotalSeconds;
            Say(string.Create(CultureInfo.InvariantCulture, $"{what}, {(used - earlier).TotalSeconds:0.00} s of processors"), watch);
            return seconds;
        }
    }

    internal static async Task Send(HttpClient http, HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, $"/api/v1/rounds/{Round}{path}");
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await http.SendAsync(request);
        if (!response.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{path}: {await response.Content.ReadAsStringAsync()}");
        }
    }

    internal static async Task Until(HttpClient http, Func<JsonNode, bool> reached)
    {
        while (!reached(JsonNode.Parse(await http.GetStringAsync($"/api/v1/rounds/{Round}"))!))
        {
            await Task.Delay(Pause);
        }
    }

    private static void Say(string what, Stopwatch watch)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {watch.Elapsed.TotalSeconds:0.00} s"));
        watch.Restart();
    }

    internal static int Argument(string[] args, int at, int absent) =>
        args.Length > at ? int.Parse(args[at], NumberStyles.AllowThousands, CultureInfo.InvariantCulture) : absent;
}
