using System.CommandLine;
using VocMatch.Cli.Files;
using VocMatch.Matching.Clearing;
using VocMatch.Matching.Clearing.Certificates;
using VocMatch.Matching.Clearing.Markets;
using VocMatch.Matching.Verification;

namespace VocMatch.Cli.Commands;

/// <summary><c>vocmatch verify</c>: whether matches and certificate are those of an input, in words when they are not.</summary>
internal sealed class VerifyCommand
{
    private readonly MarketOptions _market = new();
    private readonly Option<string> _matches = CheckedOption.File("--matches", "student, placement, rank", required: true);
    private readonly Option<string> _certificate = CheckedOption.File("--certificate", "The certificate.json of the matches", required: true);
    private readonly Option<bool> _optimal = new("--optimal") { Description = "Solve again too: is it the best stable matching for students?" };

    public Command Build()
    {
        var command = new Command("verify", "Check matches and certificate against their input: exit code 0 when valid, 1 when not");
        _market.AddTo(command);
        command.Add(_matches);
        command.Add(_certificate);
        command.Add(_optimal);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        byte[] text;
        try
        {
            text = File.ReadAllBytes(parsed.GetRequiredValue(_certificate));
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"error: {unreadable.Message}");
            return ExitCode.BadInput;
        }

        string? contradiction = null;
        var matches = new MatchTable(0);
        var files = _market.Files(parsed);
        var error = Loading.Load(files, out var market)
            ?? MatchesFile.Read(parsed.GetRequiredValue(_matches), files.IgnoredColumns, market!, out matches, out contradiction);
        if (error is not null)
        {
            Console.Error.WriteLine($"error: {error}");
            return ExitCode.BadInput;
        }

        Loading.Warn(MarketWarnings.Of(market!));
        if (contradiction is not null)
        {
            return NotValid(contradiction);
        }

        if (!CertificateReader.TryRead(text, market!, out var certificate, out var fault))
        {
            return NotValid($"This is no certificate of the input: {fault}.");
        }

        var verdict = Verifier.Verify(market!, matches, certificate);
        if (!verdict.IsValid)
        {
            return NotValid(verdict.Message);
        }

        if (parsed.GetValue(_optimal) && FirstDifference(market!, matches, certificate) is { } student)
        {
            return NotValid($"The matching is stable, but not the best stable one for students: '{market!.Students[student]}' gets another place when it is solved again.");
        }

        Console.WriteLine($"valid: {matches.Count} matches. {verdict.Message}");
        return ExitCode.Done;
    }

    private static int? FirstDifference(ClearingMarket market, MatchTable matches, Certificate certificate)
    {
        var again = MatchTable.Of(ClearingResult.Solve(market, certificate.Settings, Environment.ProcessorCount).Assignment);
        for (var student = 0; student < market.Students.Count; student++)
        {
            if (again.PlacementOf(student) != matches.PlacementOf(student))
            {
                return student;
            }
        }

        return null;
    }

    private static int NotValid(string reason)
    {
        Console.WriteLine($"not valid: {reason}");
        return ExitCode.NotValid;
    }
}
