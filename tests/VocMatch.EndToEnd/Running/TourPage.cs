using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;

namespace VocMatch.EndToEnd.Running;

/// <summary>A page whose commands a reader would paste into a shell, one block after another.</summary>
/// <param name="path">From the root of the repository.</param>
internal sealed partial class TourPage(string path)
{
    public const string Documented = "http://localhost:5080";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Every block of commands, in order.</summary>
    public IReadOnlyList<string> Commands { get; } =
        [.. CommandBlock().Matches(File.ReadAllText(Path.Combine(Root(), path))).Select(match => match.Groups[1].Value)];

    /// <summary>Runs all blocks in one shell in <paramref name="folder"/>, as they stand but for the port and for programs that are built already.</summary>
    /// <returns>What was written, to the console and to files below the folder, which must be small texts.</returns>
    public async Task<string> Run(Uri address, string folder)
    {
        Assert.NotEmpty(Commands);
        var script = string.Join('\n', Commands)
            .Replace(Documented, address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal)
            .Replace("dotnet run --project src/VocMatch.Cli --", $"dotnet '{Path.Combine(AppContext.BaseDirectory, "vocmatch.dll")}'", StringComparison.Ordinal);
        var start = new ProcessStartInfo("bash") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in (string[])["-euo", "pipefail", "-c", script])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["TOUR"] = folder;
        using var shell = Process.Start(start)!;
        var output = Task.WhenAll(shell.StandardOutput.ReadToEndAsync(), shell.StandardError.ReadToEndAsync());
        try
        {
            await shell.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            shell.Kill(entireProcessTree: true);
            throw;
        }

        var said = string.Concat(await output);
        Assert.True(shell.ExitCode == 0, $"{path} ended with {shell.ExitCode}:\n{said}");
        return said;
    }

    private static string Root()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "VocMatch.sln")))
        {
            at = at.Parent;
        }

        return at?.FullName ?? throw new InvalidOperationException($"No VocMatch.sln above {AppContext.BaseDirectory}.");
    }

    [GeneratedRegex("^```sh\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CommandBlock();
}
