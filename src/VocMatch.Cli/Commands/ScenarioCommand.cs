using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using VocMatch.Cli.Scenario;
using VocMatch.Data.Tables;
using VocMatch.Scenarios.UnitedStates;

namespace VocMatch.Cli.Commands;

/// <summary><c>vocmatch scenario us --tier vermont</c>: loads a part of the United States into a running platform.</summary>
internal static class ScenarioCommand
{
    private const int Failed = 1;

    public static Command Create()
    {
        var tier = CheckedOption.OneOf("--tier", "How much to load", [.. UsTier.All.Select(t => t.Name)]);
        var data = CheckedOption.Folder("--data", "Folder that holds us/ and onet/ as they were published (default: VOCMATCH_OPEN_DATA, else ../shared/data)");
        data.DefaultValueFactory = _ => Environment.GetEnvironmentVariable("VOCMATCH_OPEN_DATA") is { Length: > 0 } named ? named : "../shared/data";
        var url = new Option<Uri>("--url")
        {
            Description = "Where the platform runs",
            DefaultValueFactory = _ => new Uri("http://localhost:5080"),
            CustomParser = result =>
            {
                if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var parsed) && parsed.Scheme is ("http" or "https"))
                {
                    return parsed;
                }

                result.AddError($"--url '{result.Tokens[0].Value}': an address such as http://localhost:5080 is needed.");
                return null;
            },
        };
        var us = new Command("us", "Real institutions and offerings of the United States; generated placements and students") { tier, data, url };
        us.SetAction((parsed, cancellation) => Load(
            UsTier.All.Single(t => t.Name == parsed.GetRequiredValue(tier)),
            parsed.GetRequiredValue(data),
            parsed.GetRequiredValue(url),
            cancellation));
        return new Command("scenario", "Loads a scenario made of published data into a running platform") { us };
    }

    private static async Task<int> Load(UsTier tier, string data, Uri url, CancellationToken cancellation)
    {
        if (!Directory.Exists(data))
        {
            await Console.Error.WriteLineAsync($"error: --data '{data}': there is no such folder; one that holds us/ and onet/ is needed.");
            return ExitCode.BadInput;
        }

        var watch = Stopwatch.StartNew();
        UsScenario scenario;
        try
        {
            scenario = UsScenario.Load(
                SourceFiles.InFolder(Path.Combine(data, "us")),
                SourceFiles.InFolder(Path.Combine(data, "onet")),
                tier,
                DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime));
        }
        catch (SourceFileException e)
        {
            await Console.Error.WriteLineAsync($"error: --data '{data}': {e.Message}");
            return ExitCode.BadInput;
        }

        WriteSummary(scenario, watch.Elapsed);
        using var client = new ImportClient(url);
        try
        {
            return await Send(scenario, client, cancellation) ? 0 : Failed;
        }
        catch (HttpRequestException e)
        {
            await Console.Error.WriteLineAsync($"error: --url '{url}': {e.Message}");
            return Failed;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync(cancellation.IsCancellationRequested
                ? "Stopped as asked. What was sent stays; running it again sends the rest."
                : $"error: --url '{url}': no answer came within {ImportClient.Timeout.TotalMinutes:F0} minutes.");
            return cancellation.IsCancellationRequested ? ExitCode.Stopped : Failed;
        }
    }

    /// <summary>In the order in which one kind refers to another.</summary>
    private static async Task<bool> Send(UsScenario scenario, ImportClient client, CancellationToken cancellation)
    {
        var answers = new[]
        {
            await client.Send("regions", scenario.Regions, cancellation),
            await client.Send("skill-groups", scenario.Taxonomy.SkillGroups, cancellation),
            await client.Send("skills", scenario.Taxonomy.Skills, cancellation),
            await client.Send("occupations", scenario.Taxonomy.Occupations, cancellation),
            await client.Send("schools", scenario.Schools, cancellation),
            await client.Send("programs", scenario.Programs, cancellation),
            await client.Send("employers", scenario.Employers, cancellation),
            await client.Send("placements", scenario.Placements, cancellation),
            await client.Send("students", scenario.Students, cancellation),
        };
        await client.Close(scenario.ClosedPlacements, cancellation);
        foreach (var series in scenario.ReferenceFiles)
        {
            await client.Send(series, cancellation);
        }

        return answers.Sum() == 0;
    }

    private static void WriteSummary(UsScenario scenario, TimeSpan elapsed)
    {
        Console.WriteLine(Invariant($"{scenario.Tier.Name}: {scenario.Schools.Count} institutions, {scenario.Programs.Count} offerings, {scenario.Completers} completers (published); {scenario.Employers.Count} employers, {scenario.Placements.Count} placements, {scenario.Students.Count} students (generated). Read in {elapsed.TotalSeconds:F1} s."));
        foreach (var source in UsScenario.Sources)
        {
            Console.WriteLine($"  {source.What}: {source.Source}, {source.Years}{(source.Classification is { } codes ? $"; {codes}" : "")}");
        }

        foreach (var note in scenario.Notes)
        {
            Console.WriteLine(Invariant($"  {note.File}: {note.Count} x {note.What} {string.Join(", ", note.Examples.Take(3))}"));
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
