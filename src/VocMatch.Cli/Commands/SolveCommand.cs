using System.CommandLine;
using System.Diagnostics;
using VocMatch.Cli.Files;
using VocMatch.Matching.Clearing;
using VocMatch.Matching.Clearing.Certificates;
using VocMatch.Matching.Clearing.Markets;
using VocMatch.Matching.Verification;

namespace VocMatch.Cli.Commands;

/// <summary><c>vocmatch solve</c>: files in, matches.csv and certificate.json out.</summary>
internal sealed class SolveCommand
{
    private readonly MarketOptions _market = new();
    private readonly Option<string> _seed = new("--seed") { Description = "The public lottery seed", DefaultValueFactory = _ => "vocmatch" };
    private readonly Option<string> _policy = new("--policy") { Description = "The scoring policy and epoch behind the priorities", DefaultValueFactory = _ => "none" };
    private readonly Option<string> _out = CheckedOption.Folder("--out", "The folder for matches.csv and certificate.json", required: true);

    private readonly Option<bool> _verify = new("--verify") { Description = "Have the verifier check the result before it is written" };

    public Command Build()
    {
        var command = new Command("solve", "Match students with placements and certify the result");
        _market.AddTo(command);
        command.Add(_seed);
        command.Add(_policy);
        command.Add(_out);
        command.Add(_verify);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        if (SettingsOf(parsed) is not { } settings)
        {
            return ExitCode.BadInput;
        }

        var watch = Stopwatch.StartNew();
        if (Loading.Load(_market.Files(parsed), out var market) is { } error)
        {
            Console.Error.WriteLine($"error: {error}");
            return ExitCode.BadInput;
        }

        var loaded = watch.Elapsed;
        var result = ClearingResult.Solve(market!, settings, Environment.ProcessorCount);
        var matches = MatchTable.Of(result.Assignment);
        var certificate = Certificate.Of(result, matches);
        Loading.Warn(certificate.Warnings);
        if (parsed.GetValue(_verify) && Verifier.Verify(market!, matches, certificate) is { IsValid: false } verdict)
        {
            throw new InvalidOperationException($"The solver is wrong: {verdict.Message}");
        }

        var solved = watch.Elapsed;
        if (Write(parsed.GetRequiredValue(_out), market!, matches, certificate) is { } fault)
        {
            Console.Error.WriteLine($"error: {fault}");
            return ExitCode.BadInput;
        }

        Console.WriteLine(
            FormattableString.Invariant($"{matches.Count} of {market!.Students.Count} students placed; read in {loaded.TotalSeconds:F2} s, solved and certified in {(solved - loaded).TotalSeconds:F2} s, written in {(watch.Elapsed - solved).TotalSeconds:F2} s"));
        return ExitCode.Done;
    }

    private ClearingSettings? SettingsOf(ParseResult parsed)
    {
        try
        {
            return new ClearingSettings(parsed.GetRequiredValue(_seed), parsed.GetRequiredValue(_policy));
        }
        catch (ArgumentException refused)
        {
            Console.Error.WriteLine($"error: {refused.Message}");
            return null;
        }
    }

    // Each file gets its name when it is complete.
    private static InputError? Write(string folder, ClearingMarket market, MatchTable matches, Certificate certificate)
    {
        try
        {
            Directory.CreateDirectory(folder);
            Put("matches.csv", stream => MatchesFile.Write(market, matches, stream));
            Put("certificate.json", stream => CertificateWriter.Write(certificate, market, stream));
            return null;
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            return new InputError(folder, 0, 0, "", unwritable.Message);
        }

        void Put(string name, Action<Stream> write)
        {
            var path = Path.Combine(folder, name);
            using (var stream = new FileStream(path + ".part", FileMode.Create, FileAccess.Write, FileShare.None, 1 << 18))
            {
                write(stream);
            }

            File.Move(path + ".part", path, overwrite: true);
        }
    }
}
