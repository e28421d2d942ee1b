using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Storage;
using VocMatch.Benchmarks.Figures;
using VocMatch.Benchmarks.Platform;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Rounds;
using VocMatch.Contracts.Storing;
using VocMatch.Contracts.Students;
using VocMatch.Contracts.Work;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Students;
using VocMatch.Storage;
using VocMatch.Storage.PostgreSql;
using VocMatch.Storage.States;

namespace VocMatch.Benchmarks.Storage;

/// <summary>
/// <c>--compare rows [--postgres CONNECTION]</c>: what one row costs. New rows and changed rows beside prepared statements of the same
/// driver on a table with the same indexes; bytes of a payload and bytes that reach the disk; the lists of one small round among ever
/// more students; memory after everything was read through every connection.
/// </summary>
internal static class RowComparison
{
    private const int Inserts = 50_000;
    private const int Updates = 100_000;
    private const int Writers = 512;
    private const int Listed = 200;
    private const int Readings = 20;

    private static readonly RoundId s_round = RoundId.Parse("small");

    public static int Run(string[] args)
    {
        if (args is not ([] or ["--postgres", _]))
        {
            Console.Error.WriteLine("--compare rows takes [--postgres CONNECTION]");
            return 2;
        }

        Compare(args.LastOrDefault()).GetAwaiter().GetResult();
        return 0;
    }

    private static async Task Compare(string? postgreSql)
    {
        var directory = Directory.CreateTempSubdirectory("vocmatch-benchmark-").FullName;
        try
        {
            Console.WriteLine($"a placement's payload: {Bytes(PlacementState.Of(1)):N0} bytes; a new student's: {Bytes(Student(0)):N0}; "
                + $"with a list of ten: {Bytes(Student(0)) + Bytes(List(s_round, 0)):N0}; "
                + $"a text of 20 letters in Cyrillic with quotes: {Bytes(new Answer("{\"имя\":\"Студент Неизвестный\"}")):N0}");
            await Measure("SQLite", StorageOptions.InDirectory(directory), directory);
            if (postgreSql is not null)
            {
                await Measure("PostgreSQL", StorageOptions.OnPostgreSql(postgreSql), null);
            }
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task Measure(string store, StorageOptions options, string? directory)
    {
        using var host = await Start(options);
        var cold = await Insert(host, 0);
        var warm = await Insert(host, Inserts);
        Console.WriteLine($"{store}: {Inserts:N0} new rows, 1,000 a call: cold {cold}; warm {warm}");
        if (directory is not null)
        {
            var plain = Plain(directory);
            Console.WriteLine($"  prepared INSERT, same indexes, one transaction: {plain.Inserted}; ratio warm {warm.PerSecond / plain.Inserted.PerSecond:0.00}");
            Measured.Add($"new rows on {store}, warm", [("rows", Inserts)], warm.PerSecond, "rows/s", "prepared INSERT, same indexes", plain.Inserted.PerSecond, Goal.Ratio(.3));
            var updated = await Update(host);
            Console.WriteLine($"{store}: {Updates:N0} changed rows, {Writers} at once: {updated}");
            Console.WriteLine($"  prepared UPDATE, same indexes, {Writers} a transaction: {plain.Updated}; ratio {updated.PerSecond / plain.Updated.PerSecond:0.00}, "
                + $"bytes {updated.BytesARow / plain.Updated.BytesARow:0.0} x");
            Measured.Add($"changed rows on {store}, {Writers} at once", [("rows", Updates)], updated.PerSecond, "rows/s", "prepared UPDATE, same indexes", plain.Updated.PerSecond);
            Measured.Add($"bytes to disk a changed row on {store}", [("rows", Updates)], updated.BytesARow, "B", "prepared UPDATE, same indexes", plain.Updated.BytesARow);
        }
        else
        {
            Console.WriteLine($"{store}: {Updates:N0} changed rows, {Writers} at once: {await Update(host)}");
        }

        await Lists(store, host);
        await Read(store, host);
        await Memory(store, host);
        await host.StopAsync();
    }

    private static async Task<Cost> Insert(IHost host, int from)
    {
        var states = host.Services.GetRequiredService<INewStates>();
        return await Cost.Of(Inserts, () => Parallel.ForEachAsync(
            Enumerable.Range(from, Inserts).Chunk(1_000),
            async (numbers, cancellation) => await states.Insert(
                StateNames.Placement,
                [.. numbers.Select(n => new NewState<PlacementState>(PlacementState.Key(n), PlacementState.Of(n)))],
                cancellation)));
    }

    /// <summary>Seats and version of each placement change, as an acceptance changes them.</summary>
    private static async Task<Cost> Update(IHost host)
    {
        var storage = host.Services.GetRequiredKeyedService<IGrainStorage>(VocMatchStorage.Name);
        var states = await Task.WhenAll(Enumerable.Range(0, Writers).Select(async number =>
        {
            var state = new GrainState<PlacementState>();
            await storage.ReadStateAsync(StateNames.Placement, Id(number * 101), state);
            return state;
        }));
        var latencies = new double[Updates];
        var next = -1;
        var cost = await Cost.Of(Updates, () => Task.WhenAll(states.Select((state, writer) => Task.Run(async () =>
        {
            int update;
            while ((update = Interlocked.Increment(ref next)) < Updates)
            {
                var start = Stopwatch.GetTimestamp();
                state.State = Changed(writer * 101, update);
                await storage.WriteStateAsync(StateNames.Placement, Id(writer * 101), state);
                latencies[update] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            }
        }))));
        Array.Sort(latencies);
        return cost with { P99Ms = latencies[(int)(Updates * 0.99)] };

        static GrainId Id(int number) => GrainId.Create("placement", PlacementState.Key(number));
    }

    private static PlacementState Changed(int number, int update)
    {
        var state = PlacementState.Of(number, update + 2);
        return state with { Entity = state.Entity with { OpenSeats = update % 4 } };
    }

    private static (Cost Inserted, Cost Updated) Plain(string directory)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(directory, "plain.db")};Pooling=False");
        connection.Open();
        Execute(
            connection,
            """
            PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;
            CREATE TABLE plain
            (
                type TEXT NOT NULL, key TEXT NOT NULL, payload TEXT, version INTEGER, region TEXT, occupation TEXT, employer TEXT,
                status TEXT, entity_version INTEGER, open_seats INTEGER, PRIMARY KEY (type, key)
            );
            CREATE INDEX plain_region ON plain (type, region, key, status, entity_version, open_seats) WHERE type = 'placement';
            CREATE INDEX plain_occupation ON plain (occupation, key) WHERE type = 'placement';
            CREATE INDEX plain_employer ON plain (employer, key) WHERE type = 'placement';
            CREATE INDEX plain_change ON plain (type, version);
            """);
        using var insert = connection.CreateCommand();
        insert.CommandText =
            "INSERT INTO plain VALUES ('placement', @key, CAST(@payload AS TEXT), 1, @region, @occupation, @employer, @status, @version, @seats)";
        using var update = connection.CreateCommand();
        update.CommandText =
            """
            UPDATE plain SET payload = CAST(@payload AS TEXT), version = version + 1, region = @region, occupation = @occupation,
                employer = @employer, status = @status, entity_version = @version, open_seats = @seats
            WHERE type = 'placement' AND key = @key
            """;
        var inserted = Cost.Of(Inserts, () =>
        {
            Execute(connection, "BEGIN");
            for (var number = 0; number < Inserts; number++)
            {
                Bind(insert, PlacementState.Key(number), PlacementState.Of(number));
            }

            Execute(connection, "COMMIT");
            return Task.CompletedTask;
        }).GetAwaiter().GetResult();
        var updated = Cost.Of(Updates, () =>
        {
            for (var first = 0; first < Updates; first += Writers)
            {
                Execute(connection, "BEGIN");
                for (var number = first; number < Math.Min(first + Writers, Updates); number++)
                {
                    var placement = number % Writers * 101 % Inserts;
                    Bind(update, PlacementState.Key(placement), Changed(placement, number));
                }

                Execute(connection, "COMMIT");
            }

            return Task.CompletedTask;
        }).GetAwaiter().GetResult();
        return (inserted, updated);
    }

    private static void Bind(SqliteCommand statement, string key, PlacementState state)
    {
        var entity = state.Entity;
        (string, object)[] values =
        [
            ("@key", key), ("@payload", JsonSerializer.SerializeToUtf8Bytes(state, StateJson.Options)), ("@region", entity.Region.Value),
            ("@occupation", entity.Posting.Occupation.Value), ("@employer", entity.Posting.Employer.Value), ("@status", "published"),
            ("@version", entity.Version), ("@seats", entity.OpenSeats),
        ];
        for (var i = 0; i < values.Length; i++)
        {
            if (statement.Parameters.Count < values.Length)
            {
                statement.Parameters.AddWithValue(values[i].Item1, values[i].Item2);
            }
            else
            {
                statement.Parameters[i].Value = values[i].Item2;
            }
        }

        statement.ExecuteNonQuery();
    }

    /// <summary>A round of few, among ten and a hundred times as many who have lists for another round.</summary>
    private static async Task Lists(string store, IHost host)
    {
        var states = host.Services.GetRequiredService<INewStates>();
        var reading = host.Services.GetRequiredService<IRoundReading>();
        await states.Insert(StateNames.Round, [new NewState<StoredRound>(s_round.Value, new(1, new(
            s_round, RoundPhase.Collecting, new RoundSettings { Title = "Small", Scope = new([RegionId.Parse("region-1")], []) }, 0, 0, RoundProgress.None, [], 1)))]);
        var stored = 0;
        var times = new List<string>();
        foreach (var students in (int[])[3_000, 30_000])
        {
            for (; stored < students; stored += 1_000)
            {
                await states.Insert(StateNames.Student, [.. Enumerable.Range(stored, 1_000).Select(n => new NewState<StudentState>(
                    Key(n), Student(n, List(n < Listed ? s_round : RoundId.Parse("other"), n))))]);
            }

            // What the server does by itself within a minute.
            if (host.Services.GetService<PostgreSqlDatabase>() is { } database)
            {
                await using var analyze = database.DataSource.CreateCommand("ANALYZE grain_state");
                await analyze.ExecuteNonQueryAsync();
            }

            var listed = await Best(async () => Check(await reading.Listed(s_round).CountAsync() == Listed));
            var rankedBy = await Best(async () => Check((await reading.RankedBy(PlacementId.Parse("ranked-7"))).Count > 0));
            times.Add(string.Create(CultureInfo.InvariantCulture, $"{students:N0} students {listed:0.0} ms, who ranked a placement {rankedBy:0.0} ms"));
            Measured.Add($"lists of a round of {Listed} on {store}", [("students", students)], listed, "ms");
            Measured.Add($"who ranked a placement, on {store}", [("students", students)], rankedBy, "ms");
        }

        Console.WriteLine($"{store}: lists of a round of {Listed}: {string.Join("; ", times)}");
    }

    /// <summary>Rows read one by one, all over the table, as activations read them.</summary>
    private static async Task Read(string store, IHost host)
    {
        var storage = host.Services.GetRequiredKeyedService<IGrainStorage>(VocMatchStorage.Name);
        var cost = await Cost.Of(Inserts, () => Parallel.ForEachAsync(Enumerable.Range(0, Inserts), async (number, _) =>
        {
            var state = new GrainState<PlacementState>();
            await storage.ReadStateAsync(StateNames.Placement, GrainId.Create("placement", PlacementState.Key(number * 7919L % (2 * Inserts))), state);
            Check(state.RecordExists);
        }));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{store}: {cost.PerSecond:N0} rows read one by one a second"));
        Measured.Add($"rows read one by one on {store}", [("rows", 2 * Inserts)], cost.PerSecond, "rows/s");
    }

    private static async Task Memory(string store, IHost host)
    {
        var readSide = host.Services.GetRequiredService<IReadSide>();
        var clock = Stopwatch.StartNew();
        await Parallel.ForEachAsync(Enumerable.Range(0, 7), new ParallelOptions { MaxDegreeOfParallelism = 7 }, async (_, cancellation) =>
        {
            await foreach (var placement in readSide.OpenPlacements(null, cancellation))
            {
                Check(placement.Version > 0);
            }
        });
        var seconds = clock.Elapsed.TotalSeconds;
        GC.Collect();
        Console.WriteLine($"{store}: all placements read seven times at once: {seconds:0.0} s; {ProcessMemory.Of(Environment.ProcessId)}");
    }

    private static async Task<double> Best(Func<Task> work)
    {
        var best = double.MaxValue;
        for (var i = 0; i < Readings; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await work();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return best;
    }

    private static void Check(bool found)
    {
        if (!found)
        {
            throw new InvalidOperationException("The lists were not found.");
        }
    }

    private static string Key(int number) => string.Create(CultureInfo.InvariantCulture, $"student-{number:D7}");

    private static StudentState Student(int number) => new()
    {
        Entity = new(
            StudentId.Parse(Key(number)),
            new StudentProfile
            {
                School = SchoolId.Parse($"school-{number % 300}"),
                Program = ProgramId.Parse($"program-{number % 900}"),
                Region = RegionId.Parse($"region-{number % 12}"),
                Free = new WorkPattern(
                    [new WorkBlock(new DateOnly(2027, 2, 1), new DateOnly(2027, 6, 30), [DayOfWeek.Monday, DayOfWeek.Tuesday], 480)], []),
            },
            [],
            1),
    };

    private static StudentState Student(int number, RoundList list) =>
        Student(number) with { Drafts = new() { Lists = new PreferenceDrafts().Lists.Add(list) } };

    private static RoundList List(RoundId round, int number) => new(
        round,
        [.. Enumerable.Range(0, 10).Select(rank => PlacementId.Parse($"ranked-{((number * 13) + (rank * 7)) % 5_000}"))],
        AgreesToCompletion: true,
        DateTimeOffset.UnixEpoch,
        1);

    private static int Bytes<T>(T state) => JsonSerializer.SerializeToUtf8Bytes(state, StateJson.Options).Length;

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static async Task<IHost> Start(StorageOptions options)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.UseOrleans(silo => silo.UseLocalhostClustering(Ports.Free(), Ports.Free()).AddVocMatchStorage(options));
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private sealed record StoredRound(int Schema, Round Entity);

    private sealed record Answer(string Text);

    /// <param name="BytesARow">That the process had written to disk.</param>
    private sealed record Cost(double PerSecond, double BytesARow, double? P99Ms = null)
    {
        public static async Task<Cost> Of(int rows, Func<Task> work)
        {
            var before = ProcessMemory.BytesWritten();
            var clock = Stopwatch.StartNew();
            await work();
            var seconds = clock.Elapsed.TotalSeconds;
            return new(rows / seconds, (ProcessMemory.BytesWritten() - before) / (double)rows);
        }

        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture, $"{PerSecond:N0} rows/s, {BytesARow / 1_000:0.0} KB a row{(P99Ms is { } ms ? $", p99 {ms:0.0} ms" : "")}");
    }
}
