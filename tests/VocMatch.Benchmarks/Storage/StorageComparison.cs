using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Storage;
using VocMatch.Benchmarks.Figures;
using VocMatch.Benchmarks.Platform;
using VocMatch.Contracts.Storing;
using VocMatch.Domain.Reading;
using VocMatch.Storage;
using VocMatch.Storage.States;

namespace VocMatch.Benchmarks.Storage;

/// <summary>
/// <c>--compare storage [--postgres CONNECTION]</c>: our SQLite store beside Orleans' ADO.NET provider on SQLite, and on PostgreSQL
/// where a new, empty database is given; bulk inserts beside plain INSERTs; the stream a market is rebuilt from.
/// </summary>
internal static class StorageComparison
{
    private const int Grains = 512;
    private const int Rows = 100_000;
    private const string Official = "official";

    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(5);

    public static int Run(string[] args)
    {
        switch (args)
        {
            case []:
                Compare(postgreSql: null).GetAwaiter().GetResult();
                return 0;
            case ["--postgres", var connection]:
                Compare(connection).GetAwaiter().GetResult();
                return 0;
            default:
                Console.Error.WriteLine("--compare storage takes [--postgres CONNECTION]");
                return 2;
        }
    }

    private static async Task Compare(string? postgreSql)
    {
        var directory = Directory.CreateTempSubdirectory("vocmatch-benchmark-").FullName;
        try
        {
            Console.WriteLine($"{Grains} grains write one after another, {Duration.TotalSeconds:0} s each; states of {Size():N0} bytes");
            await OnSqlite(directory);
            if (postgreSql is not null)
            {
                await OnPostgreSql(postgreSql);
            }
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task OnSqlite(string directory)
    {
        var official = OfficialSqlite.Create(directory);
        using var host = await Start(silo => silo
            .AddVocMatchStorage(StorageOptions.InDirectory(directory))
            .AddAdoNetGrainStorage(Official, storage =>
            {
                storage.Invariant = "System.Data.SQLite"; // Orleans' name for Microsoft.Data.Sqlite
                storage.ConnectionString = official;
                storage.GrainStorageSerializer = new StateSerializer();
            }));
        var ours = await Writes("VocMatch on SQLite", host, VocMatchStorage.Name);
        var theirs = await Writes("Orleans ADO.NET on SQLite", host, Official);
        Console.WriteLine($"  ratio {ours.PerSecond / theirs.PerSecond:0.0}");
        Measured.Add("durable writes of grains on SQLite", [("grains", Grains)], ours.PerSecond, "rows/s", "Orleans ADO.NET", theirs.PerSecond);

        var bulk = await Bulk("INewStates, 1,000 rows a call", host);
        var plain = PlainRows();
        Console.WriteLine($"  ratio {bulk / plain:0.00}");
        Measured.Add("new rows by 1,000 a call", [("rows", Rows)], bulk, "rows/s", "plain INSERT, no further index", plain);
        await Rebuild(host);
        await host.StopAsync();
    }

    private static async Task OnPostgreSql(string connection)
    {
        using var host = await Start(silo => silo.AddVocMatchStorage(StorageOptions.OnPostgreSql(connection)));
        await Writes("VocMatch on PostgreSQL", host, VocMatchStorage.Name);
        await Bulk("INewStates on PostgreSQL", host);
        await Rebuild(host);
        await host.StopAsync();
    }

    private static async Task<DurableWrites> Writes(string what, IHost host, string provider)
    {
        var result = await DurableWrites.Measure(host.Services.GetRequiredKeyedService<IGrainStorage>(provider), Grains, Duration);
        Console.WriteLine($"{what,-34} {result.PerSecond,10:N0} writes/s   median {result.MedianMs,7:0.0} ms   p99 {result.P99Ms,7:0.0} ms");
        return result;
    }

    private static async Task<double> Bulk(string what, IHost host)
    {
        var states = host.Services.GetRequiredService<INewStates>();
        var clock = Stopwatch.StartNew();
        await Parallel.ForEachAsync(
            Enumerable.Range(Grains, Rows).Chunk(1_000),
            async (numbers, cancellation) => await states.Insert(
                StateNames.Placement,
                [.. numbers.Select(n => new NewState<PlacementState>(PlacementState.Key(n), PlacementState.Of(n)))],
                cancellation));
        var perSecond = Rows / clock.Elapsed.TotalSeconds;
        Console.WriteLine($"{what,-34} {perSecond,10:N0} rows/s");
        return perSecond;
    }

    /// <summary>The same rows by INSERT in one transaction, with the same driver, into a table without the read side's indexes.</summary>
    private static double PlainRows()
    {
        var perSecond = PlainInserts.Measure("TEXT", Enumerable.Range(0, Rows).Select(number => (
            (object)PlacementState.Key(number),
            System.Text.Json.JsonSerializer.Serialize(PlacementState.Of(number), StateJson.Options))));
        Console.WriteLine($"{"plain INSERT, one transaction",-34} {perSecond,10:N0} rows/s");
        return perSecond;
    }

    private static async Task Rebuild(IHost host)
    {
        var readSide = host.Services.GetRequiredService<IReadSide>();
        foreach (var run in new[] { "cold", "warm" })
        {
            var clock = Stopwatch.StartNew();
            var seats = 0L;
            var rows = 0;
            await foreach (var placement in readSide.OpenPlacements(null, default))
            {
                seats += placement.OpenSeats;
                rows++;
            }

            Console.WriteLine($"{$"stream of {rows:N0} placements, {run}",-34} {clock.Elapsed.TotalSeconds,10:0.00} s ({seats:N0} seats)");
            Measured.Add($"stream of all open placements, {run}", [("placements", rows)], clock.Elapsed.TotalSeconds, "s");
        }
    }

    private static int Size() => System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(PlacementState.Of(1), StateJson.Options).Length;

    /// <summary>Gives Orleans' ADO.NET provider the same JSON as ours.</summary>
    private sealed class StateSerializer : IGrainStorageSerializer
    {
        public BinaryData Serialize<T>(T? input) => new(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(input, StateJson.Options));

        public T? Deserialize<T>(BinaryData input) => System.Text.Json.JsonSerializer.Deserialize<T>(input.ToMemory().Span, StateJson.Options);
    }

    private static async Task<IHost> Start(Action<ISiloBuilder> configure)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(Ports.Free(), Ports.Free());
            configure(silo);
        });
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }
}
