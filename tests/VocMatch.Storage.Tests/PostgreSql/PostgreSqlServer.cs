using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Xunit;

namespace VocMatch.Storage.Tests.PostgreSql;

/// <summary>A PostgreSQL server of the tests' own: in a directory and on a port that nobody else has, gone with them.</summary>
public sealed class PostgreSqlServer : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("vocmatch-postgres-").FullName;
    private readonly int _port = FreePort();
    private string? _binaries;
    private int _databases;

    /// <summary>Why there is no server, where there is none.</summary>
    public string? Missing { get; private set; }

    /// <summary>A port of the loopback nobody listens on now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async Task InitializeAsync()
    {
        _binaries = FindBinaries();
        if (_binaries is null)
        {
            Missing = "PostgreSQL's server programs (initdb, pg_ctl) were not found in the PATH or under /usr/lib/postgresql.";
            return;
        }

        if (Environment.IsPrivilegedProcess)
        {
            await Run("chown", "postgres", _directory);
        }

        await RunServerProgram("initdb", "-D", Data, "-U", "vocmatch", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        var options = $"-c port={_port.ToString(CultureInfo.InvariantCulture)} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''";
        await RunServerProgram("pg_ctl", "-D", Data, "-l", Path.Combine(_directory, "log"), "-o", options, "-w", "start");
    }

    public async Task DisposeAsync()
    {
        if (Missing is null)
        {
            await RunServerProgram("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
        }

        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>Skips the test where there is no server, or fails it where everything is required.</summary>
    public void SkipUnlessRunning()
    {
        if (Environment.GetEnvironmentVariable("VOCMATCH_REQUIRE_ALL") == "1")
        {
            Assert.Null(Missing);
        }

        Skip.If(Missing is not null, Missing);
    }

    /// <returns>Connection string of a new, empty database.</returns>
    public async Task<string> CreateDatabase()
    {
        var name = $"test_{Interlocked.Increment(ref _databases).ToString(CultureInfo.InvariantCulture)}";
        await using var source = NpgsqlDataSource.Create(ConnectionString("postgres"));
        await using var create = source.CreateCommand($"CREATE DATABASE {name}");
        await create.ExecuteNonQueryAsync();
        return ConnectionString(name);
    }

    private string Data => Path.Combine(_directory, "data");

    private string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={_port.ToString(CultureInfo.InvariantCulture)};Username=vocmatch;Database={database};Maximum Pool Size=20";

    private static string? FindBinaries()
    {
        var inPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var installed = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending(StringComparer.Ordinal).Select(d => Path.Combine(d, "bin"))
            : [];
        return inPath.Concat(installed).FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")) && File.Exists(Path.Combine(d, "pg_ctl")));
    }

    /// <summary>The server refuses to run as root.</summary>
    private Task RunServerProgram(string program, params string[] arguments)
    {
        var path = Path.Combine(_binaries!, program);
        return Environment.IsPrivilegedProcess
            ? Run("runuser", ["-u", "postgres", "--", path, .. arguments])
            : Run(path, arguments);
    }

    private async Task Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = _directory })!;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }
}

[CollectionDefinition(Name)]
public sealed class PostgreSqlCollection : ICollectionFixture<PostgreSqlServer>
{
    public const string Name = "PostgreSQL";
}
