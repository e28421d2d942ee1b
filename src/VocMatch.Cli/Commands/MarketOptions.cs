using System.CommandLine;
using VocMatch.Cli.Files;

namespace VocMatch.Cli.Commands;

/// <summary>The options that name the files of a clearing's input; solve and verify share them.</summary>
internal sealed class MarketOptions
{
    private readonly Option<string> _placements = CheckedOption.File("--placements", "placement, seats, employer, reserves", required: true);
    private readonly Option<string> _applications = CheckedOption.File("--applications", "student, placement, rank, priority", required: true);
    private readonly Option<string> _students = CheckedOption.File("--students", "student, tags");
    private readonly Option<string> _employers = CheckedOption.File("--employers", "employer, cap");
    private readonly Option<string> _fixed = CheckedOption.File("--fixed", "student, placement, reason: placed by hand");
    private readonly Option<string> _forbidden = CheckedOption.File("--forbidden", "student, placement, reason: must not meet");

    private readonly Option<string> _ignored = new("--ignore-columns")
    {
        Description = "Columns that may stand in the files and are not read, with commas between them; any other unknown column is an error",
        HelpName = "NAMES",
    };

    public void AddTo(Command command)
    {
        command.Add(_placements);
        command.Add(_applications);
        command.Add(_students);
        command.Add(_employers);
        command.Add(_fixed);
        command.Add(_forbidden);
        command.Add(_ignored);
    }

    public MarketFiles Files(ParseResult parsed) => new()
    {
        Placements = parsed.GetRequiredValue(_placements),
        Applications = parsed.GetRequiredValue(_applications),
        Students = parsed.GetValue(_students),
        Employers = parsed.GetValue(_employers),
        Fixed = parsed.GetValue(_fixed),
        Forbidden = parsed.GetValue(_forbidden),
        IgnoredColumns = (parsed.GetValue(_ignored) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .ToHashSet(StringComparer.Ordinal),
    };
}
