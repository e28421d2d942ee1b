using System.Diagnostics;
using System.Globalization;
using System.Text;

using VocMatch.Benchmarks.Figures;

namespace VocMatch.Benchmarks.Platform;

/// <summary>
/// <c>--compare platform [--small]</c>: the whole platform as its users meet it, on SQLite with demo data: start to first answer beside an
/// empty silo, explained matches through REST beside an endpoint that returns a constant of equal size, 100,000 placements imported
/// through REST, and their markets rebuilt after a restart. Small: a tenth of the placements, and less time.
/// </summary>
internal static class PlatformComparison
{
    private const int Students = 30_000;
    private const int Connections = 8;

    private const string AnyStudent = "any student";

    /// <summary>What the demo has.</summary>
    private const int Placements = 20_000;

    private const int Rounds = 3;

    /// <summary>A server is warm where a pass costs more than this of the one before.</summary>
    private const double StillFalling = .95;

    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    public static int Run(string[] args)
    {
        if (args is not ([] or ["--small"]))
        {
            Console.Error.WriteLine("--compare platform takes [--small]");
            return 2;
        }

        var (imported, pace) = args.Length == 0 ? (100_000, 1) : (10_000, 4);
        Compare(imported, pace).GetAwaiter().GetResult();
        return 0;
    }

    /// <param name="pace">How many times shorter each load is.</param>
    private static async Task Compare(int imported, int pace)
    {
        var directory = Directory.CreateTempSubdirectory("vocmatch-benchmark-").FullName;
        try
        {
            using (var first = await Platform(directory, "/health/ready"))
            {
                Console.WriteLine($"first start, demo data loaded: {first.UntilFirstAnswer.TotalSeconds:0.0} s, {first.Memory}");
            }

            await StartUp(directory);
            using (var platform = await Platform(directory, Matches(1)))
            {
                await Answers(platform, pace);
                await Import(platform, imported);
            }

            using var again = await Platform(directory, Matches(1));
            Console.WriteLine($"start to first explained matches among {Placements + imported:N0} placements: {again.UntilFirstAnswer.TotalSeconds:0.0} s, {again.Memory}");
            Measured.Add("restart to first explained matches", [("placements", Placements + imported)], again.UntilFirstAnswer.TotalSeconds, "s", goal: Goal.Own(2));
            Measured.Add("memory after a restart", [("placements", Placements + imported)], again.Memory.AnonymousMegabytes, "MB");
            var clock = Stopwatch.StartNew();
            using var http = new HttpClient { BaseAddress = again.Address };
            using var summary = await http.GetAsync($"/api/v1/markets/{BulkPlacements.Region}");
            summary.EnsureSuccessStatusCode();
            Console.WriteLine($"market of that region asked for: {clock.Elapsed.TotalMilliseconds:0} ms");
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task StartUp(string directory)
    {
        double empty = double.MaxValue, ready = double.MaxValue, matches = double.MaxValue;
        ProcessMemory? memory = null;
        for (var run = 0; run < 3; run++)
        {
            var port = Ports.Free();
            using (var silo = await ServedProcess.Start(
                "VocMatch.Benchmarks.dll", port, "/", PlainServers.EmptySilo, Text(port), Text(Ports.Free()), Text(Ports.Free())))
            {
                empty = Math.Min(empty, silo.UntilFirstAnswer.TotalSeconds);
            }

            using (var platform = await Platform(directory, "/health/ready"))
            {
                ready = Math.Min(ready, platform.UntilFirstAnswer.TotalSeconds);
            }

            using var answering = await Platform(directory, Matches(1));
            matches = Math.Min(matches, answering.UntilFirstAnswer.TotalSeconds);
            memory = answering.Memory;
        }

        Console.WriteLine($"start to first answer: empty silo {empty:0.00} s; platform ready {ready:0.00} s ({ready / empty:0.0} x), "
            + $"first explained matches {matches:0.00} s ({matches / empty:0.0} x), {memory} then");
        Measured.Add("start to ready", [("placements", Placements)], ready, "s", "an empty silo", empty);
        Measured.Add("start to first explained matches", [("placements", Placements)], matches, "s", "an empty silo", empty, Goal.Own(2));
    }

    private static async Task Answers(ServedProcess platform, int pace)
    {
        using var http = new HttpClient { BaseAddress = platform.Address };
        var size = (await http.GetByteArrayAsync(Matches(1))).Length;
        var port = Ports.Free();
        using var constant = await ServedProcess.Start("VocMatch.Benchmarks.dll", port, Matches(1), PlainServers.Constant, Text(port), Text(size));
        await Warmed(constant, Matches);
        foreach (var (what, path) in ((string, Func<int, string>)[])[(AnyStudent, Matches), ("one of 500 students", n => Matches(n % 500))])
        {
            await Warmed(platform, path);
            List<(ServedLoad Ours, ServedLoad Theirs)> rounds = [];
            for (var round = 0; round < Rounds; round++)
            {
                rounds.Add((await ServedLoad.Run(platform, path, Connections, Duration / pace), await ServedLoad.Run(constant, path, Connections, Duration / pace)));
            }

            var (ours, theirs) = rounds.OrderBy(round => round.Ours.Load.PerSecond / round.Theirs.Load.PerSecond).ElementAt(Rounds / 2);
            Console.WriteLine($"top 20 of {what}, explained, {size:N0} bytes: {ours.Load.PerSecond:N0}/s, median {ours.Load.MedianMs:0.0} ms, p99 {ours.Load.P99Ms:0.0} ms, "
                + $"{ours.ProcessorMicroseconds:0} us of the server; a constant {theirs.Load.PerSecond:N0}/s, p99 {theirs.Load.P99Ms:0.0} ms, {theirs.ProcessorMicroseconds:0} us; "
                + $"ratio {ours.Load.PerSecond / theirs.Load.PerSecond:0.00}, of processor time {theirs.ProcessorMicroseconds / ours.ProcessorMicroseconds:0.00}");
            Measured.Add(
                $"explained matches of {what} over REST", [("placements", Placements)], ours.Load.PerSecond, "answers/s", "of a constant of equal size", theirs.Load.PerSecond,
                Goal.Ratio(what == AnyStudent ? .15 : .5));
            Measured.Add(
                $"explained matches of {what} over REST, processor time of the server", [("placements", Placements)], ours.ProcessorMicroseconds, "us",
                "of a constant of equal size", theirs.ProcessorMicroseconds);
        }

        Console.WriteLine($"memory after that: {platform.Memory}");
    }

    /// <summary>
    /// Asks until an answer costs the server no less than before: its code is compiled step by step over many thousands of requests. The first pass
    /// goes through all students, so that they are in memory.
    /// </summary>
    private static async Task Warmed(ServedProcess server, Func<int, string> path)
    {
        var clock = Stopwatch.StartNew();
        var before = double.MaxValue;
        for (var cost = (await ServedLoad.Run(server, path, Connections, Students)).ProcessorMicroseconds;
            cost < before * StillFalling && clock.Elapsed < LongestWarmUp;
            (before, cost) = (cost, (await ServedLoad.Run(server, path, Connections, Students / 3)).ProcessorMicroseconds))
        {
        }
    }

    private static async Task Import(ServedProcess platform, int count)
    {
        using var http = new HttpClient { BaseAddress = platform.Address, Timeout = TimeSpan.FromMinutes(10) };
        var rows = await BulkPlacements.Like(http, count);
        var clock = Stopwatch.StartNew();
        using var content = new ByteArrayContent(rows);
        content.Headers.ContentType = new("application/x-ndjson");
        using var answer = await http.PostAsync("/api/v1/imports/placements", content);
        var report = await answer.Content.ReadAsStringAsync();
        var perSecond = count / clock.Elapsed.TotalSeconds;
        Console.WriteLine($"{count:N0} placements imported through REST: {clock.Elapsed.TotalSeconds:0.0} s, {perSecond:N0} rows/s: {report}");
        var plain = PlainInserts.Measure("INTEGER", Lines(rows));
        Console.WriteLine($"plain INSERT of the same lines, one transaction: {plain:N0} rows/s");
        Measured.Add("placements imported over REST", [("placements", count)], perSecond, "rows/s", "plain INSERT, no further index", plain);
    }

    private static IEnumerable<(object Key, string Payload)> Lines(byte[] rows)
    {
        using var reader = new StreamReader(new MemoryStream(rows), Encoding.UTF8);
        for (var number = 0; reader.ReadLine() is { } line; number++)
        {
            yield return (number, line);
        }
    }

    private static Task<ServedProcess> Platform(string directory, string path)
    {
        var port = Ports.Free();
        return ServedProcess.Start("VocMatch.Host.dll", port, path, "--data", directory, "--port", Text(port));
    }

    private static string Matches(int n) => string.Create(CultureInfo.InvariantCulture, $"/api/v1/students/student-{(n * 7919L % Students) + 1:000000}/matches?top=20");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
