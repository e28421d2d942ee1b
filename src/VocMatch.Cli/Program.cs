using System.CommandLine;
using VocMatch.Cli.Commands;

var root = new RootCommand("VocMatch offline: solve, verify and generate clearings")
{
    new SolveCommand().Build(),
    new VerifyCommand().Build(),
    new GenerateCommand().Build(),
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

return ExitCode.BadInput;
