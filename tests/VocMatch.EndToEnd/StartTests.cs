using System.Globalization;
using System.Net;
using Microsoft.Data.Sqlite;
using VocMatch.EndToEnd.Running;
using Xunit;

namespace VocMatch.EndToEnd;

public sealed class StartTests : IDisposable
{
    private readonly DataFolder _data = new();

    public void Dispose() => _data.Dispose();

    [Fact]
    public async Task A_ready_host_says_where_to_look_and_its_curl_line_works()
    {
        await using var host = await HostProcess.StartReady(_data.Path);

        using var ready = await host.Http.GetAsync("/health/ready");
        using var page = await host.Http.GetAsync("/");
        var line = host.Output.Split('\n').Single(one => one.Contains("curl ", StringComparison.Ordinal));
        using var shown = await host.Http.GetAsync(line.Split('\'')[1]);

        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.False(host.Output.Contains("warn:", StringComparison.Ordinal), host.Output);
        Assert.False(host.Output.Contains("Orleans", StringComparison.Ordinal), host.Output);
    }

    [Theory]
    [InlineData("--prot 80", "--prot is no option")]
    [InlineData("--urls http://0.0.0.0:5080", "until there is sign-in")]
    [InlineData("--role silo", "--postgres")]
    [InlineData("--postgres x", "needs a connection string")]
    public async Task A_wrong_option_stops_the_start_with_2_and_a_sentence(string arguments, string sentence)
    {
        await using var host = HostProcess.Start([.. arguments.Split(' '), "--data", _data.Path]);

        Assert.Equal(2, await host.ExitCode());
        Assert.Contains(sentence, host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", host.Output, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_data.Path));
    }

    [Fact]
    public async Task A_port_in_use_stops_the_start_with_1_and_a_sentence()
    {
        using var other = new DataFolder();
        await using var first = await HostProcess.StartReady(_data.Path);
        var port = first.Address.Port.ToString(CultureInfo.InvariantCulture);

        await using var second = HostProcess.Start("--data", other.Path, "--no-demo", "--port", port);

        Assert.Equal(1, await second.ExitCode());
        Assert.Contains($"listens on http://localhost:{port} already", second.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silos_port_in_use_stops_the_start_with_1_and_a_sentence_of_that_port()
    {
        using var other = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        await using var host = HostProcess.Start("--data", _data.Path, "--no-demo", "--port", "0", "--silo-port", port);

        await RefusedToStart(host, "uses the port of the silo already", "--silo-port N");
        Assert.DoesNotContain("fail:", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_PostgreSQL_that_does_not_answer_stops_the_start_with_1_and_a_sentence()
    {
        await using var host = HostProcess.Start(
            "--data", _data.Path, "--port", "0", "--postgres", "Host=127.0.0.1;Port=1;Database=vocmatch;Username=vocmatch;Password=secret");

        await RefusedToStart(host, "The PostgreSQL database that --postgres names cannot be used", "refused");
        Assert.DoesNotContain("secret", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_file_that_is_none_stops_the_start_with_1_and_a_sentence()
    {
        await using var host = HostProcess.Start("--data", _data.Path, "--no-demo", "--port", "0", "--key-file", _data.Path);

        await RefusedToStart(host, $"The key file {_data.Path} cannot be used");
    }

    [Fact]
    public async Task A_damaged_plan_of_the_demo_data_stops_the_start_with_1_and_a_sentence()
    {
        await File.WriteAllTextAsync(Path.Combine(_data.Path, "demo.json"), "{\"scale\":");

        await using var host = HostProcess.Start("--data", _data.Path, "--port", "0");

        await RefusedToStart(host, "demo.json is damaged");
    }

    [Fact]
    [Trait("Lane", "Full")]
    public async Task A_host_whose_store_takes_no_writes_is_not_ready_until_it_does_again()
    {
        await using var host = await HostProcess.StartReady(_data.Path);
        await using var other = new SqliteConnection($"Data Source={Path.Combine(_data.Path, "vocmatch.db")};Pooling=False");
        await other.OpenAsync();
        await using (var command = other.CreateCommand())
        {
            command.CommandText = "BEGIN IMMEDIATE";
            await command.ExecuteNonQueryAsync();
            Assert.Contains("takes no writes", await ReadyBecomes(host, HttpStatusCode.ServiceUnavailable), StringComparison.Ordinal);
            command.CommandText = "ROLLBACK";
            await command.ExecuteNonQueryAsync();
        }

        await ReadyBecomes(host, HttpStatusCode.OK);
    }

    private static async Task<string> ReadyBecomes(HostProcess host, HttpStatusCode status)
    {
        using var answer = await Eventually.Gives(
            () => host.Http.GetAsync("/health/ready"), answer => answer.StatusCode == status, answer => $"ready answers {status}, not {answer.StatusCode}", TimeSpan.FromSeconds(60));
        return await answer.Content.ReadAsStringAsync();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Loading demo data.")]
    [InlineData("  400 programs")]
    [InlineData("  3,000 employers")]
    [Trait("Lane", "Full")]
    public async Task A_host_asked_to_stop_while_it_starts_or_loads_says_so_and_leaves_no_trace_of_a_fault(string? after)
    {
        await using var host = HostProcess.Start("--data", _data.Path, "--port", "0");
        await host.Says(after);

        host.Terminate();

        // Before it listens for signals a process is ended by them.
        Assert.Contains(await host.ExitCode(), after is null ? [0, 143] : (int[])[0]);
        Assert.DoesNotContain("   at ", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", host.Output, StringComparison.Ordinal);
    }

    private static async Task RefusedToStart(HostProcess host, params string[] says)
    {
        Assert.Equal(1, await host.ExitCode());
        Assert.Contains("VocMatch does not start.", host.Output, StringComparison.Ordinal);
        Assert.All(says, one => Assert.Contains(one, host.Output, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_directory_in_use_stops_the_start_with_1_and_a_sentence()
    {
        await using var first = await HostProcess.StartReady(_data.Path);

        await using var second = HostProcess.Start("--data", _data.Path, "--no-demo", "--port", "0");

        Assert.Equal(1, await second.ExitCode());
        Assert.Contains("is in use by another process", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_database_stops_the_start_and_is_left_as_it_was()
    {
        var file = Path.Combine(_data.Path, "vocmatch.db");
        var damaged = Enumerable.Range(0, 8192).Select(i => (byte)i).ToArray();
        await File.WriteAllBytesAsync(file, damaged);

        await using var host = HostProcess.Start("--data", _data.Path, "--no-demo", "--port", "0");

        Assert.Equal(1, await host.ExitCode());
        Assert.Contains("vocmatch.db", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", host.Output, StringComparison.Ordinal);
        Assert.Equal(damaged, await File.ReadAllBytesAsync(file));
    }
}
