using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using VocMatch.Benchmarks.Alignment;
using VocMatch.Benchmarks.Figures;
using VocMatch.Benchmarks.Platform;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Students;

namespace VocMatch.Benchmarks.Rounds;

/// <summary>
/// <c>--compare measuring [students] [placements]</c>: how many offers of a published round are accepted in a second while the programs of its scope are
/// measured, beside as many while none is. Default 12,000 and 9,000; what is published must be published before measuring begins.
/// </summary>
internal static class MeasuringComparison
{
    private const int Clients = 64;

    private const int Ranks = 5;

    /// <summary>Of accepting, each time.</summary>
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(8);

    public static int Run(string[] args) =>
        Measure(RoundMeasurement.Argument(args, 0, 12_000), RoundMeasurement.Argument(args, 1, 9_000)).GetAwaiter().GetResult();

    private static async Task<int> Measure(int students, int placements)
    {
        var demo = StoredDemo.DataOf(students, placements, DateOnly.FromDateTime(DateTime.UtcNow));
        var lists = new DemoLists(demo, placements);
        var ranked = demo.Students.Take(students).AsParallel().AsOrdered().Select(row => lists.Of(row, Ranks)).ToList();
        var number = 0;
        await using var stored = await StoredDemo.Create(demo, students, placements, _ => new PreferenceDrafts
        {
            Lists = new PreferenceDrafts().Lists.Add(new RoundList(RoundId.Parse(RoundMeasurement.Round), ranked[number++], AgreesToCompletion: false, DateTimeOffset.UtcNow, 1)),
        });
        var port = Ports.Free();
        using var host = await ServedProcess.Start(
            "VocMatch.Host.dll", port, "/health/ready", "--data", stored.Directory, "--no-demo", "--port", port.ToString(CultureInfo.InvariantCulture));
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Clients }) { BaseAddress = host.Address, Timeout = TimeSpan.FromHours(1) };
        var regions = string.Join(',', demo.Taxonomy.Regions.Select(region => $"\"{region.Id}\""));
        await RoundMeasurement.Send(http, HttpMethod.Put, "", $$"""{"title":"Country","scope":{"regions":[{{regions}}],"fields":[]},"minimumRanks":1,"maximumRanks":{{Ranks}}}""");
        await RoundMeasurement.Send(http, HttpMethod.Post, "/open", null);
        var report = JsonNode.Parse(await http.GetStringAsync($"/api/v1/rounds/{RoundMeasurement.Round}/completeness"))!;
        await RoundMeasurement.Send(http, HttpMethod.Post, "/lock", $$"""{"report":"{{(string?)report["digest"]}}"}""");
        await RoundMeasurement.Until(http, round => round["inputDigest"] is not null);
        await RoundMeasurement.Send(http, HttpMethod.Post, "/solve", null);
        await RoundMeasurement.Until(http, round => (string?)round["phase"] == "solved");
        var clock = Stopwatch.StartNew();
        await RoundMeasurement.Send(http, HttpMethod.Post, "/publish", null);
        await RoundMeasurement.Until(http, round => (string?)round["phase"] == "published" && (long?)round["progress"]!["done"] == (long?)round["progress"]!["total"]);
        Console.WriteLine($"published within {Text(clock.Elapsed.TotalSeconds)} s");
        var waiting = new Queue<string>(demo.Students.Take(students).Select(row => row.Id.Value));
        await Accept(http, waiting, TimeSpan.FromSeconds(2));
        var before = host.ProcessorTime;
        var without = await Accept(http, waiting, Duration);
        Say("none is measured", without, host.ProcessorTime - before);
        while (clock.Elapsed < TimeSpan.FromSeconds(35))
        {
            await Task.Delay(100);
        }

        before = host.ProcessorTime;
        await Task.Delay(Duration);
        Say("programs are measured, nobody accepts", 0, host.ProcessorTime - before);
        before = host.ProcessorTime;
        var with = await Accept(http, waiting, Duration);
        Say("programs are measured", with, host.ProcessorTime - before);
        Console.WriteLine($"ratio {Text(with / without)}");
        (string, int)[] size = [("students", students), ("clients", Clients)];
        Measured.Add("offers accepted", size, without, "accepts/s", goal: Goal.Own(1_200));
        if (with == 0)
        {
            // No offer was left to accept by then: that says nothing of how fast it goes.
            Console.WriteLine("not measured: too few offers were left; take more students");
            return 1;
        }

        Measured.Add("offers accepted while programs are measured", size, with, "accepts/s", "while none is", without, Goal.Ratio(.5));
        return 0;
    }

    private static void Say(string when, double perSecond, TimeSpan processors) =>
        Console.WriteLine($"{when}: {Text(perSecond)} accepted a second, {Text(processors / Duration)} processors in use");

    /// <returns>Accepted in a second.</returns>
    private static async Task<double> Accept(HttpClient http, Queue<string> waiting, TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        var accepted = 0;
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            while (clock.Elapsed < duration && Next() is { } student)
            {
                var offers = JsonNode.Parse(await http.GetStringAsync($"/api/v1/students/{student}/offers"))!["offers"]!.AsArray();
                if (offers is [{ } offer, ..])
                {
                    using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/offers/{offer["copy"]!["id"]}/accept");
                    request.Headers.Add("Idempotency-Key", $"accept-{student}");
                    request.Content = new StringContent("", Encoding.UTF8, "application/json");
                    using var response = await http.SendAsync(request);
                    if (!response.IsSuccessStatusCode)
                    {
                        throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
                    }

                    Interlocked.Increment(ref accepted);
                }
            }
        }));
        return accepted / clock.Elapsed.TotalSeconds;

        string? Next()
        {
            lock (waiting)
            {
                return waiting.TryDequeue(out var student) ? student : null;
            }
        }
    }

    private static string Text(double number) => number.ToString("0.00", CultureInfo.InvariantCulture);
}
