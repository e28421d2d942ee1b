using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace VocMatch.EndToEnd;

/// <summary>The real host as a process of its own, on a free loopback port and a data directory that outlives it.</summary>
internal sealed class HostProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _errors = new();

    private HostProcess(Process process, Uri address)
    {
        _process = process;
        Http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(20) };
    }

    public HttpClient Http { get; }

    public string Errors => string.Join(Environment.NewLine, _errors);

    public static HostProcess Launch(string data, params string[] options)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[HostAssembly, "--data", data, "--port", $"{port}", .. options])
        {
            start.ArgumentList.Add(argument);
        }

        var host = new HostProcess(Process.Start(start)!, new Uri($"http://localhost:{port}"));
        host._process.ErrorDataReceived += (_, line) => host._errors.Enqueue(line.Data ?? "");
        host._process.BeginErrorReadLine();
        host._process.BeginOutputReadLine();
        return host;
    }

    /// <summary>Launches and waits until it says that it is ready.</summary>
    public static async Task<HostProcess> Start(string data, params string[] options)
    {
        var host = Launch(data, options);
        var deadline = Stopwatch.StartNew();
        while (!await host.IsReady())
        {
            Assert.False(host._process.HasExited, host.Errors);
            Assert.True(deadline.Elapsed < Patience, $"Not ready in {Patience}. {host.Errors}");
        }

        return host;
    }

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Terminate()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        kill.WaitForExit();
    }

    public async Task<int> ExitCode()
    {
        using var deadline = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
        Http.Dispose();
    }

    private static string HostAssembly => Path.Combine(AppContext.BaseDirectory, "VocMatch.Host.dll");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<bool> IsReady()
    {
        try
        {
            using var answer = await Http.GetAsync("/health/ready");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            // Nobody listens yet.
            return false;
        }
    }
}
