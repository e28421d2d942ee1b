using System.CommandLine;

namespace VocMatch.Cli.Commands;

/// <summary>The commands of <c>vocmatch</c>: clearings on files alone, and scenarios for a running platform.</summary>
public static class VocMatchCommand
{
    /// <summary>Runs a command line; 0 done or valid, 1 not valid, 2 when files or options cannot be used.</summary>
    public static int Run(params string[] args)
    {
        var root = new RootCommand("VocMatch: solve, verify and generate clearings; load scenarios")
        {
            new SolveCommand().Build(),
            new VerifyCommand().Build(),
            new GenerateCommand().Build(),
            ScenarioCommand.Create(),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count == 0)
        {
            return parsed.Invoke();
        }

        foreach (var error in parsed.Errors)
        {
            Console.Error.WriteLine($"error: {error.Message}");
        }

        Console.Error.WriteLine("vocmatch --help shows every command, and vocmatch COMMAND --help its options.");

        return ExitCode.BadInput;
    }
}
