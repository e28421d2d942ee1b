using System.Diagnostics;

namespace VocMatch.Gateway.Tests.Clients;

/// <summary>Tools that are no packages of .NET; tests/run.sh puts them into tests/.tools.</summary>
internal static class ApiTools
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>The tool; where it is absent the test is skipped, or fails where everything is demanded.</summary>
    public static string Find(string tool)
    {
        var found = Candidates(tool).FirstOrDefault(File.Exists);
        if (found is null && Environment.GetEnvironmentVariable("VOCMATCH_REQUIRE_ALL") == "1")
        {
            Assert.Fail($"{tool} is not here: tests/run.sh installs it.");
        }

        Skip.If(found is null, $"{tool} is not here: tests/run.sh installs it.");
        return found!;
    }

    /// <summary>What it wrote, and its exit code.</summary>
    public static async Task<(int ExitCode, string Output)> Run(string tool, params string[] arguments)
    {
        var start = new ProcessStartInfo(tool) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["KIOTA_UPDATE__DISABLED"] = "true";
        start.Environment["KIOTA_CLI_TELEMETRY_OPTOUT"] = "1";
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync()).WaitAsync(Patience);
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(output));
    }

    private static IEnumerable<string> Candidates(string tool)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            yield return Path.Combine(folder.FullName, ".tools", tool);
            yield return Path.Combine(folder.FullName, ".tools", "node_modules", ".bin", tool);
        }
    }
}
