using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using VocMatch.Benchmarks.Figures;
using VocMatch.Benchmarks.Rounds;
using VocMatch.Benchmarks.TopK;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Json;
using VocMatch.Contracts.Rounds;
using VocMatch.Scenarios.Demo;

namespace VocMatch.Benchmarks.Platform;

/// <summary>
/// <c>--compare restart [students]</c>: two silos on one durable PostgreSQL freeze a round over the whole demo country, and are killed at the
/// moment at which it is frozen; both start again. How soon students get answers, how long until nothing is left of what the dead silos had
/// still to do, and what students wait meanwhile. Students who rank: 30,000, who rank eight placements each.
/// </summary>
internal static class RestartMeasurement
{
    private const int Placements = 20_000;
    private const int Students = 30_000;
    private const int Ranks = 8;
    private const string Round = "/api/v1/rounds/frozen";

    /// <summary>A row that its silo left is due by then: a minute after it was written, and spread over one more.</summary>
    private static readonly TimeSpan Due = TimeSpan.FromSeconds(125);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    public static int Run(string[] args)
    {
        var students = Students;
        if (args is not [] && (args is not [var text] || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out students) || students is < 1 or > Students))
        {
            Console.Error.WriteLine($"--compare restart takes the students who rank, 1 to {Students}");
            return 2;
        }

        using var server = PostgresServer.TryStart(out var missing, durable: true);
        if (server is null)
        {
            Console.Error.WriteLine($"not measured: {missing}");
            return 1;
        }

        Measure(server, students).GetAwaiter().GetResult();
        return 0;
    }

    private static async Task Measure(PostgresServer server, int students)
    {
        var directory = Directory.CreateTempSubdirectory("vocmatch-restart-").FullName;
        int[] ports = [Ports.Free(), Ports.Free()];
        try
        {
            var (frozen, left, killed) = await FreezeAndKill(server, directory, ports, students);
            Console.WriteLine($"{frozen:N0} placements with seats reserved, {left:N0} of them with something left to do, both silos killed");
            var clock = Stopwatch.StartNew();
            var starting = (First: Start(server, directory, ports[0], Matches(1)), Second: Start(server, directory, ports[1], "/health/ready"));
            using var first = await starting.First;
            var answered = clock.Elapsed;
            using var second = await starting.Second;
            var (worst, most, done) = await Follow(server, first.Address, killed, clock);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"first explained matches after {answered.TotalSeconds:0.0} s; nothing left to do {done.TotalSeconds:0.0} s after the start, at most {most:N0} rows due at once; matches meanwhile p99 {worst:0} ms at worst; {first.Memory}, {second.Memory}"));
            (string, int)[] size = [("frozen placements", (int)frozen)];
            Measured.Add("two silos killed after a freeze: start to first explained matches", size, answered.TotalSeconds, "s");
            Measured.Add("two silos killed after a freeze: start to nothing left to do", size, done.TotalSeconds, "s", "the time by which all of it is due", Due.TotalSeconds);
            Measured.Add("two silos killed after a freeze: most rows due at once", size, most, "rows");
            Measured.Add("two silos killed after a freeze: matches meanwhile, p99 at worst", size, worst, "ms");
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task<(long Frozen, long Left, DateTimeOffset Killed)> FreezeAndKill(PostgresServer server, string directory, int[] ports, int students)
    {
        using var first = await Start(server, directory, ports[0], "/health/ready", "--demo-scale", "1");
        using var second = await Start(server, directory, ports[1], "/health/ready");
        using var http = new HttpClient { BaseAddress = first.Address, Timeout = Patience };
        var demo = new DemoData(DemoData.DefaultSeed, 1, DateOnly.FromDateTime(DateTime.UtcNow));
        var regions = new JsonArray([.. demo.Taxonomy.Regions.Select(region => (JsonNode)region.Id.Value)]);
        var settings = new JsonObject
        {
            ["title"] = "Frozen",
            ["scope"] = new JsonObject { ["regions"] = regions, ["fields"] = new JsonArray() },
            ["minimumRanks"] = 1,
            ["maximumRanks"] = Ranks,
        };
        await Send(http, HttpMethod.Put, Round, settings.ToJsonString());
        await Send(http, HttpMethod.Post, $"{Round}/open", null);
        await Save(server, demo, students);
        var report = JsonNode.Parse(await http.GetStringAsync($"{Round}/completeness"))!["digest"]!;
        await Send(http, HttpMethod.Post, $"{Round}/lock", new JsonObject { ["report"] = (string?)report }.ToJsonString());
        for (var clock = Stopwatch.StartNew(); JsonNode.Parse(await http.GetStringAsync(Round))!["inputDigest"] is null;)
        {
            if (clock.Elapsed > Patience)
            {
                throw new InvalidOperationException("The round is not frozen.");
            }

            await Task.Delay(100);
        }

        first.Kill();
        second.Kill();
        var killed = DateTimeOffset.UtcNow;
        return (
            await Count(server, "SELECT count(*) FROM grain_state WHERE grain_type = 'placement' AND payload @? '$.ledger.reservations[*] ? (@.left > 0)'"),
            await Left(server, killed + Due),
            killed);
    }

    /// <summary>Saves a list of each student past the silos: what they cost to save is not what is measured.</summary>
    private static async Task Save(PostgresServer server, DemoData demo, int students)
    {
        var (lists, round, now) = (new DemoLists(demo, Placements), RoundId.Parse("frozen"), DateTimeOffset.UtcNow);
        var saved = demo.Students.Take(students).AsParallel()
            .Select(student => (Id: student.Id.Value, List: JsonSerializer.Serialize(new RoundList(round, lists.Of(student, Ranks), AgreesToCompletion: false, now, 1), WireJson.Options)))
            .ToList();
        await using var command = server.DataSource.CreateCommand(
            """
            INSERT INTO grain_part (grain_type, grain_key, kind, place, part_key, payload)
            SELECT 'student', s.id, 'list', 0, 'frozen', s.list::jsonb FROM unnest(@ids, @lists) AS s (id, list)
            """);
        command.Parameters.AddWithValue("@ids", saved.Select(one => one.Id).ToArray());
        command.Parameters.AddWithValue("@lists", saved.Select(one => one.List).ToArray());
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Asks for matches until nothing is left of what was to be done when the silos died.</summary>
    private static async Task<(double WorstMs, long Most, TimeSpan Done)> Follow(PostgresServer server, Uri address, DateTimeOffset killed, Stopwatch clock)
    {
        var (worst, most) = (0.0, 0L);
        while (await Left(server, killed + Due) > 0)
        {
            if (clock.Elapsed > Patience)
            {
                throw new InvalidOperationException($"{await Left(server, killed + Due)} rows are still left to do.");
            }

            worst = Math.Max(worst, (await HttpLoad.Run(address, Matches, connections: 2, TimeSpan.FromSeconds(2))).P99Ms);
            most = Math.Max(most, await Left(server, DateTimeOffset.UtcNow));
        }

        return (worst, most, clock.Elapsed);
    }

    private static Task<long> Left(PostgresServer server, DateTimeOffset until) =>
        Count(server, $"SELECT count(*) FROM due_row WHERE grain_type = 'placement' AND wake_at <= {until.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)}");

    private static async Task<long> Count(PostgresServer server, string sql)
    {
        await using var command = server.DataSource.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task Send(HttpClient http, HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request);
        if (!answer.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"{method} {path}: {await answer.Content.ReadAsStringAsync()}");
        }
    }

    /// <summary>A silo with a gateway. Whoever starts again at the same address is known to follow the dead one: the cluster does not wait for it.</summary>
    private static Task<ServedProcess> Start(PostgresServer server, string directory, int siloPort, string path, params string[] demo)
    {
        var port = Ports.Free();
        return ServedProcess.Start(
            "VocMatch.Host.dll", port, path, ["--data", directory, "--postgres", server.ConnectionString, "--silo-port", Text(siloPort), "--port", Text(port), .. demo]);
    }

    private static string Matches(int n) => string.Create(CultureInfo.InvariantCulture, $"/api/v1/students/student-{(n * 7919L % Students) + 1:000000}/matches?top=20");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
