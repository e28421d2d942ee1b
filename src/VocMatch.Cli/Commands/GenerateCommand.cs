using System.CommandLine;
using VocMatch.Cli.Generation;
using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Cli.Commands;

/// <summary><c>vocmatch generate</c>: the files of a clearing of any size, from a seed.</summary>
internal sealed class GenerateCommand
{
    private readonly Option<int> _students = CheckedOption.Whole<int>("--students", "How many students");
    private readonly Option<int> _placements = CheckedOption.Whole<int>("--placements", "How many placements");
    private readonly Option<int> _ranks = CheckedOption.Whole<int>("--ranks", $"Placements a student ranks, 1 to {RankBounds.MaxLength}");
    private readonly Option<double> _skew = CheckedOption.Fraction("--skew", "How unevenly wishes fall, 0 to below 1");
    private readonly Option<int> _seats = CheckedOption.Whole<int>("--seats-per-hundred", "Seats for every hundred students");
    private readonly Option<int> _reserves = CheckedOption.Whole<int>("--reserves", "Percentage of placements with reserves; a quarter of the students then have tags");
    private readonly Option<int> _caps = CheckedOption.Whole<int>("--caps", "Percentage of employers with a cap");
    private readonly Option<ulong> _seed = CheckedOption.Whole<ulong>("--seed", "The seed; the same seed gives the same files");
    private readonly Option<string> _out = CheckedOption.Folder("--out", "The folder for the files", required: true);

    public Command Build()
    {
        _students.Required = true;
        _placements.Required = true;
        _ranks.DefaultValueFactory = _ => 10;
        _skew.DefaultValueFactory = _ => 0.3;
        _seats.DefaultValueFactory = _ => 100;
        _seed.DefaultValueFactory = _ => 1;
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
