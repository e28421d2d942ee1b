using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace VocMatch.Benchmarks.TopK;

/// <summary>A PostgreSQL server of our own on a fresh folder, reached by a Unix socket alone; stopped and deleted when disposed.</summary>
internal sealed class PostgresServer : IDisposable
{
    private const string Fast = "-c shared_buffers=1GB -c work_mem=256MB -c fsync=off -c max_parallel_workers_per_gather=0 -c jit=off";

    private const string Durable = "-c shared_buffers=512MB -c max_connections=200";

    private readonly string _binaries;
    private readonly string _folder;

    private PostgresServer(string binaries, string folder)
    {
        (_binaries, _folder) = (binaries, folder);
        ConnectionString = new NpgsqlConnectionStringBuilder
        {
            Host = folder,
            Username = "benchmark",
            Database = "postgres",
            CommandTimeout = 600,
        }.ConnectionString;
        DataSource = NpgsqlDataSource.Create(ConnectionString);
    }

    public string ConnectionString { get; }

    public NpgsqlDataSource DataSource { get; }

    /// <summary>Starts the newest server that is installed; null, with what is missing, when it cannot.</summary>
    /// <param name="durable">Whether what it has committed outlives the machine, and others may connect as they do to a server in use.</param>
    public static PostgresServer? TryStart(out string missing, bool durable = false)
    {
        var binaries = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderBy(path => int.TryParse(Path.GetFileName(path), CultureInfo.InvariantCulture, out var n) ? n : 0)
                .Select(path => Path.Combine(path, "bin")).LastOrDefault(path => File.Exists(Path.Combine(path, "initdb")))
            : null;
        if (binaries is null)
        {
            missing = "PostgreSQL missing";
            return null;
        }

        var folder = Directory.CreateTempSubdirectory("vocmatch-topk-").FullName;
        var data = Path.Combine(folder, "data");
        if (Run("chown", "nobody", folder, asNobody: false) != 0
            || Run(Path.Combine(binaries, "initdb"), "-D", data, "-U", "benchmark", "-A", "trust", "-E", "UTF8", "--no-locale") != 0
            || Run(
                Path.Combine(binaries, "pg_ctl"), "-D", data, "-w", "-l", Path.Combine(folder, "log"), "-o",
                $"-k {folder} -c listen_addresses='' {(durable ? Durable : Fast)}", "start") != 0)
        {
            Directory.Delete(folder, true);
            missing = "the server did not start";
            return null;
        }

        missing = "";
        return new PostgresServer(binaries, folder);
    }

    public void Dispose()
    {
        DataSource.Dispose();
        Run(Path.Combine(_binaries, "pg_ctl"), "-D", Path.Combine(_folder, "data"), "-m", "immediate", "-w", "stop");
        Directory.Delete(_folder, true);
    }

    private static int Run(string file, params ReadOnlySpan<string> arguments) => Run(file, arguments, asNobody: Environment.UserName == "root");

    private static int Run(string file, string first, string second, bool asNobody) => Run(file, [first, second], asNobody);

    /// <summary>PostgreSQL refuses to run as root, so root runs it as nobody.</summary>
    private static int Run(string file, ReadOnlySpan<string> arguments, bool asNobody)
    {
        var start = new ProcessStartInfo(asNobody ? "runuser" : file) { RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = "/" };
        if (asNobody)
        {
            start.ArgumentList.Add("-u");
            start.ArgumentList.Add("nobody");
            start.ArgumentList.Add("--");
            start.ArgumentList.Add(file);
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException($"'{file}' did not start.");
        process.WaitForExit();
        return process.ExitCode;
    }
}
