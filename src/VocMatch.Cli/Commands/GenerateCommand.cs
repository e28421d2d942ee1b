using System.CommandLine;
using VocMatch.Cli.Generation;

namespace VocMatch.Cli.Commands;

/// <summary><c>vocmatch generate</c>: the files of a clearing of any size, from a seed.</summary>
internal sealed class GenerateCommand
{
    private readonly Option<int> _students = new("--students") { Required = true, Description = "How many students" };
    private readonly Option<int> _placements = new("--placements") { Required = true, Description = "How many placements" };
    private readonly Option<int> _ranks = new("--ranks") { Description = "Placements a student ranks, 1 to 30", DefaultValueFactory = _ => 10 };
    private readonly Option<double> _skew = new("--skew") { Description = "How unevenly wishes fall, 0 to below 1", DefaultValueFactory = _ => 0.3 };
    private readonly Option<int> _seats = new("--seats-per-hundred") { Description = "Seats for every hundred students", DefaultValueFactory = _ => 100 };
    private readonly Option<int> _reserves = new("--reserves") { Description = "Percentage of placements with reserves; a quarter of the students then have tags" };
    private readonly Option<int> _caps = new("--caps") { Description = "Percentage of employers with a cap" };
    private readonly Option<ulong> _seed = new("--seed") { Description = "The seed; the same seed gives the same files", DefaultValueFactory = _ => 1 };
    private readonly Option<string> _out = new("--out") { Required = true, HelpName = "DIR", Description = "The folder for the files" };

    public Command Build()
    {
        var command = new Command("generate", "Write the input files of a clearing drawn from a seed")
        {
            _students, _placements, _ranks, _skew, _seats, _reserves, _caps, _seed, _out,
        };
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var shape = new InstanceShape
        {
            Students = parsed.GetValue(_students),
            Placements = parsed.GetValue(_placements),
            Ranks = parsed.GetValue(_ranks),
            Skew = parsed.GetValue(_skew),
            SeatsPerHundred = parsed.GetValue(_seats),
            ReservePercent = parsed.GetValue(_reserves),
            CapPercent = parsed.GetValue(_caps),
            Seed = parsed.GetValue(_seed),
        };
        if (shape.Fault() is { } fault)
        {
            Console.Error.WriteLine($"error: {fault}");
            return ExitCode.BadInput;
        }

        try
        {
            new InstanceFiles(new InstanceGenerator(shape)).Write(parsed.GetRequiredValue(_out));
            return ExitCode.Done;
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"error: {unwritable.Message}");
            return ExitCode.BadInput;
        }
    }
}
