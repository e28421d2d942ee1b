using System.Diagnostics;

namespace VocMatch.Host.Tests;

/// <summary>A wrong option stops the start with exit code 2 and a sentence that says which and why.</summary>
public sealed class StartOptionTests
{
    [Theory]
    [InlineData("--port", "seventy", "port")]
    [InlineData("--port", "70000", "port")]
    [InlineData("--role", "king", "role")]
    [InlineData("--role", "silo", "postgres")]
    [InlineData("--urls", "http://0.0.0.0:5080", "loopback")]
    [InlineData("--demo-scale", "0", "demo-scale")]
    [InlineData("--colour", "blue", "colour")]
    public async Task A_wrong_option_is_named_and_nothing_starts(string option, string value, string named)
    {
        var (exit, error) = await Run(option, value);

        Assert.Equal(2, exit);
        Assert.StartsWith("VocMatch does not start.", error, StringComparison.Ordinal);
        Assert.Contains(named, error, StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<(int Exit, string Error)> Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "VocMatch.Host.dll"), .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var (output, error) = (process.StandardOutput.ReadToEndAsync(deadline.Token), process.StandardError.ReadToEndAsync(deadline.Token));
        await process.WaitForExitAsync(deadline.Token);
        await output;
        return (process.ExitCode, await error);
    }
}
