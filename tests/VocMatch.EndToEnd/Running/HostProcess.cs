using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Xunit;

namespace VocMatch.EndToEnd.Running;

/// <summary>The real host as a process of its own.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private const int SigTerm = 15;

    private const string ReadyLine = "VocMatch is ready: ";

    private const string SiloReadyLine = "VocMatch silo is ready";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>For a whole country, on a machine that has other things to do.</summary>
    private static readonly TimeSpan LoadingPatience = TimeSpan.FromMinutes(10);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly TaskCompletionSource<string> _said = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly string _awaited;

    private HostProcess(Process process, string awaited) => (_process, _awaited) = (process, awaited);

    /// <summary>Everything it has written so far.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public HttpClient Http { get; private set; } = new();

    /// <summary>Memory the process holds now, in bytes.</summary>
    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public Uri Address => Http.BaseAddress!;

    public static HostProcess Start(params string[] arguments) => Start(ReadyLine, arguments);

    private static HostProcess Start(string awaited, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "VocMatch.Host.dll") },
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var host = new HostProcess(new Process { StartInfo = start, EnableRaisingEvents = true }, awaited);
        host._process.OutputDataReceived += (_, line) => host.Take(line.Data);
        host._process.ErrorDataReceived += (_, line) => host.Take(line.Data);
        host._process.Exited += (_, _) => host._said.TrySetException(new InvalidOperationException("The host ended before it was ready."));
        host._process.Start();
        host._process.BeginOutputReadLine();
        host._process.BeginErrorReadLine();
        return host;
    }

    /// <summary>Starts it on a free port and waits until it says that it is ready.</summary>
    public static Task<HostProcess> StartReady(string data, params string[] arguments) => StartServing(["--data", data, "--no-demo", .. arguments]);

    /// <summary>Starts it on a free port with the demo country, and waits until that is loaded.</summary>
    public static Task<HostProcess> StartDemo(string data) => StartServing(["--data", data], LoadingPatience);

    /// <summary>Starts a gateway over the silos of other processes, and waits until it says that it is ready.</summary>
    public static Task<HostProcess> StartGateway(string database) => StartServing(["--role", "gateway", "--postgres", database]);

    private static async Task<HostProcess> StartServing(string[] arguments, TimeSpan? patience = null)
    {
        var host = await StartUntilItSays(ReadyLine, ["--port", "0", .. arguments], patience);
        host.Http = new HttpClient { BaseAddress = new Uri(await host._said.Task), Timeout = Patience };
        return host;
    }

    /// <summary>Starts a silo without a gateway and waits until it says that it is ready.</summary>
    public static Task<HostProcess> StartSilo(params string[] arguments) => StartUntilItSays(SiloReadyLine, ["--role", "silo", .. arguments]);

    private static async Task<HostProcess> StartUntilItSays(string line, string[] arguments, TimeSpan? patience = null)
    {
        var host = Start(line, arguments);
        try
        {
            await host._said.Task.WaitAsync(patience ?? Patience);
            return host;
        }
        catch (Exception failure) when (failure is TimeoutException or InvalidOperationException)
        {
            var output = host.Output;
            await host.DisposeAsync();
            throw new InvalidOperationException($"The host did not become ready:\n{output}", failure);
        }
    }

    /// <summary>kill -9: no handler runs, nothing is flushed.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Terminate() => Assert.Equal(0, SendSignal(_process.Id, SigTerm));

    /// <summary>Waits until it has written this; null does not wait.</summary>
    public async Task Says(string? text)
    {
        if (text is not null)
        {
            await Eventually.Gives(() => Task.FromResult(Output), output => output.Contains(text, StringComparison.Ordinal) || _process.HasExited, output => $"it says '{text}':\n{output}", Patience);
            Assert.Contains(text, Output, StringComparison.Ordinal);
        }
    }

    public async Task<int> ExitCode()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.AppendLine(line);
        }

        if (line.StartsWith(_awaited, StringComparison.Ordinal))
        {
            _said.TrySetResult(line[_awaited.Length..]);
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int process, int signal);
}
