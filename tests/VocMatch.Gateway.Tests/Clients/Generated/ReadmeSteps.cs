using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Tasks;

namespace VocMatchApi;

/// <summary>What the generator leaves to its user: it names enums by their text one by one, and not in lists.</summary>
public partial class VocMatchClient
{
    static partial void UpdateJsonSerializerSettings(JsonSerializerOptions settings) =>
        settings.Converters.Add(new JsonStringEnumConverter());
}

/// <summary>The README's steps from an import to an accepted seat, in a program that knows the API by its document alone.</summary>
public static class ReadmeSteps
{
    private const string Round = "readme";

    public static async Task Run(HttpClient http, string student, string placement, string program, string region)
    {
        var api = new VocMatchClient(http);
        await FindMatches(api, student);
        await ImportAndEdit(api);
        await AskWhatHelps(api, program, region);
        await Offer(api, placement);
        await ClearARound(api, region);
        await PublishAReport(api, region);
    }

    private static async Task FindMatches(VocMatchClient api, string student)
    {
        var best = (await api.GetStudentMatchesAsync(student, 20, null)).Matches.First();
        Check(Math.Abs(best.Score - best.Parts.Sum(part => part.Points)) < 0.005, "The parts do not add up to the score.");
        Check((await api.GetStudentMatchAsync(student, best.Placement)).Eligible, "The best match is not eligible.");
    }

    private static async Task ImportAndEdit(VocMatchClient api)
    {
        var release = await api.ImportOnetAsync(null, new[]
        {
            Text("Occupation Data.txt", "O*NET-SOC Code\tTitle\tDescription\n51-4121.00\tWelders\tJoin metal.\n"),
            Text("Technology Skills.txt", "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\tHot Technology\tIn Demand\n51-4121.00\tAutoCAD\t43232604\tComputer aided design software\tN\tN\n"),
            Text("Tools Used.txt", "O*NET-SOC Code\tExample\tCommodity Code\tCommodity Title\n51-4121.00\tArc welders\t23271403\tWelding machine\n"),
        });
        Check(release.Occupations == 1, "The release has one occupation.");
        var regions = await api.ImportRegionsAsync(null, Lines("{\"id\":\"coast\",\"name\":\"Coast\",\"centroid\":{\"latitude\":54.97,\"longitude\":-1.61}}"));
        Check(regions.Wrong == 0 && regions.Created == 1, "The region was not imported.");
        var school = await api.PutSchoolAsync("readme-county", null, "*", null, new SchoolProfile { Name = "County College", Region = "coast" });
        await api.PutSchoolAsync("readme-county", $"\"{school.Version}\"", null, null, new SchoolProfile { Name = "County College of the Coast", Region = "coast" });
        var stale = await Refused(() => api.PutSchoolAsync("readme-county", $"\"{school.Version}\"", null, null, school.Profile));
        Check(stale.StatusCode == 412, $"A stale version was answered {stale.StatusCode}.");
        Check((await api.ListOccupationsAsync("welders", 3, null)).Items.Any(found => found.Name == "Welders"), "The occupation is not found.");
    }

    private static async Task AskWhatHelps(VocMatchClient api, string program, string region)
    {
        Check((await api.GetProgramAdjustmentsAsync(program)).Program == program, "The adjustments are of another program.");
        Check((await api.GetMarketsSeatValuesAsync(region, "employer", 3)).Values is not null, "There is no call list.");
        Check((await api.GetMarketsCausesAsync(region)).Parts is not null, "There are no causes.");
        Check((await api.ListProvisionGapsAsync(region, null, null, 10, null)).Items is not null, "There is no list of gaps.");
    }

    /// <summary>No member is set but those that are required: what is left out must mean what the document says.</summary>
    private static async Task Offer(VocMatchClient api, string placement)
    {
        var candidate = (await api.GetPlacementCandidatesAsync(placement, 1)).Candidates.Single();
        var before = (await api.GetPlacementAsync(placement, null)).OpenSeats;
        var offer = await api.CreatePlacementOfferAsync(placement, Key(), new OfferContent { Candidate = candidate.Pseudonym, ExpiresAt = DateTimeOffset.UtcNow.AddDays(14) });
        Check((await api.GetPlacementAsync(placement, null)).OpenSeats == before - 1, "The offer holds no seat, though holdsSeat was left out.");
        Check((await api.GetOfferAsync(offer.Id)).Status == OfferStatus.Held, "The offer is not open.");
        await api.WithdrawOfferAsync(offer.Id, Key(), new ReasonContent { Reason = "The ward is closed that month." });
        var open = await api.CreatePlacementOfferAsync(
            placement, Key(), new OfferContent { Candidate = candidate.Pseudonym, ExpiresAt = DateTimeOffset.UtcNow.AddDays(14), HoldsSeat = false });
        Check((await api.GetPlacementAsync(placement, null)).OpenSeats == before, "The offer holds a seat, though holdsSeat is false.");
        await api.WithdrawOfferAsync(open.Id, Key(), new ReasonContent { Reason = "The ward is closed that month." });
    }

    private static async Task ClearARound(VocMatchClient api, string region)
    {
        await api.PutRoundAsync(Round, null, "*", null, new RoundSettings
        {
            Title = "Tour",
            Scope = new RoundScope { Regions = new[] { region }, Fields = Array.Empty<string>() },
            MinimumRanks = 1,
        });
        await api.OpenRoundAsync(Round, null, Key());
        var placements = (await api.ListPlacementsAsync(region, null, null, "published", null, 10, null)).Items.Select(found => $"\"{found.Id}\"");
        var students = (await api.ListStudentsAsync(null, null, region, 100, null)).Items;
        var lists = students.Select(found => $"{{\"student\":\"{found.Id}\",\"round\":\"{Round}\",\"placements\":[{string.Join(",", placements)}],\"agreesToCompletion\":true}}");
        Check((await api.ImportPreferencesAsync(null, Lines(string.Join("\n", lists)))).Wrong == 0, "A list was refused.");
        await api.LockRoundAsync(Round, null, Key(), new RoundCommand { Report = (await api.GetRoundCompletenessAsync(Round)).Digest });
        await Ended(api, "lock");
        await api.SolveRoundAsync(Round, null, Key());
        await Ended(api, "solve");
        await api.PublishRoundAsync(Round, null, Key());
        await Ended(api, "publish");

        var matches = await api.ListRoundResultsAsync(Round, 1, null, 100, null);
        Check(matches.Items.Count > 0, "Nobody was placed.");
        var placed = matches.Items.First();
        var answer = await api.GetRoundStudentAsync(Round, placed.Student);
        Check(answer.Assignment?.Placement == placed.Placement, "The student's page names another placement.");
        Check(await api.GetRoundCertificateAsync(Round, 1, null) is not null, "There is no certificate.");
        using (var file = await api.GetRoundInputsApplicationsCsvAsync(Round, 1, null))
        using (var text = new StreamReader(file.Stream))
        {
            Check(await text.ReadLineAsync() == "student,placement,rank,priority", "The applications are no CSV.");
        }

        var offer = (await Eventually(async () => (await api.GetStudentOffersAsync(placed.Student)).Offers.LastOrDefault(found => found.Copy.Round == Round)))!;
        await api.AcceptOfferAsync(offer.Copy.Id, Key());
        Check((await api.ListNotificationsAsync($"student:{placed.Student}", 10, null)).Items.Count > 0, "The student was told nothing.");
    }

    private static async Task PublishAReport(VocMatchClient api, string region)
    {
        var year = DateTime.UtcNow.Year - 1;
        var made = await api.MakeAlignmentReportAsync(null, Key(), new ReportRequest
        {
            Region = region,
            From = new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero),
            Through = new DateTimeOffset(year, 12, 31, 0, 0, 0, TimeSpan.Zero),
            Publisher = "Ministry of Education",
        });
        var report = await api.GetReportsAlignmentAsync(made.Id, null, null, null);
        Check(report.Publisher == "Ministry of Education" && report.Scope == region && report.ForPublication, "It is another report.");
        Check(report.DoesNotShow.Count > 0 && report.Symbols.Any(symbol => symbol.StartsWith("[c]")), "It does not say what it does not show.");
        var table = report.Tables.Single(found => found.Id == "regions");
        var demand = table.Columns.Select(column => column.Id).ToList().IndexOf("demand");
        Check(table.Columns.ElementAt(demand).Formula.Length > 0, "A figure has no formula.");
        foreach (var row in table.Rows.Select(cells => cells.Select(cell => (JsonElement)cell).ToList()))
        {
            Check(row.Count == table.Columns.Count && row[0].ValueKind == JsonValueKind.String, "A row does not have the table's columns.");
            Check(row[demand].ValueKind == JsonValueKind.Number || row[demand].GetString() == "[c]", "Seats are neither a figure nor confidential.");
        }
    }

    private static Task Ended(VocMatchClient api, string act) => Eventually(async () =>
    {
        var operation = await api.GetOperationAsync($"{act}:{Round}");
        Check(operation.Status != OperationStatus.Failed, $"The operation {act} failed: {operation.Reason}");
        return operation.Status == OperationStatus.Succeeded ? operation : null;
    });

    private static async Task<T?> Eventually<T>(Func<Task<T?>> find)
        where T : class
    {
        for (var deadline = DateTime.UtcNow.AddSeconds(30); ; await Task.Delay(50))
        {
            if (await find() is { } found)
            {
                return found;
            }

            Check(DateTime.UtcNow < deadline, "It did not come about within half a minute.");
        }
    }

    private static async Task<ApiException> Refused(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (ApiException refused)
        {
            return refused;
        }

        throw new InvalidOperationException("It was not refused.");
    }

    private static FileParameter Text(string name, string text) => new(new MemoryStream(Encoding.UTF8.GetBytes(text)), name, "text/plain");

    private static FileParameter Lines(string text) => new(new MemoryStream(Encoding.UTF8.GetBytes(text)), "rows", "application/x-ndjson");

    private static string Key() => Guid.NewGuid().ToString("N");

    private static void Check(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException(otherwise);
        }
    }
}
