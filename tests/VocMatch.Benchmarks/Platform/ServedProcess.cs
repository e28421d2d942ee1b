using System.Diagnostics;
using System.Runtime.InteropServices;

namespace VocMatch.Benchmarks.Platform;

/// <summary>A server as a process of its own, timed from its start to its first answer.</summary>
internal sealed class ServedProcess : IDisposable
{
    private const int SigTerm = 15;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly Process _process;

    private ServedProcess(Process process, Uri address, TimeSpan untilFirstAnswer) =>
        (_process, Address, UntilFirstAnswer) = (process, address, untilFirstAnswer);

    public Uri Address { get; }

    public TimeSpan UntilFirstAnswer { get; }

    public int Id => _process.Id;

    public ProcessMemory Memory => ProcessMemory.Of(_process.Id);

    /// <summary>What it has used of the processors since it started, whoever else runs.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it and asks until the path is answered with success.</summary>
    public static async Task<ServedProcess> Start(string assembly, int port, string path, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, assembly), .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        var clock = Stopwatch.StartNew();
        var process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, line) =>
        {
            if (line.Data is { Length: > 0 } text)
            {
                Console.Error.WriteLine(text);
            }
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var address = new Uri($"http://127.0.0.1:{port}");
        using var http = new HttpClient { BaseAddress = address };
        while (!await Answers(http, path))
        {
            if (process.HasExited || clock.Elapsed > Patience)
            {
                throw new InvalidOperationException($"{assembly} did not answer {path}.");
            }

            await Task.Delay(10);
        }

        return new ServedProcess(process, address, clock.Elapsed);
    }

    /// <summary>Ends it at once, as kill -9 does.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Asks it to stop, and waits until it has.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _ = SendSignal(_process.Id, SigTerm);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static async Task<bool> Answers(HttpClient http, string path)
    {
        try
        {
            using var answer = await http.GetAsync(path);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int process, int signal);
}
