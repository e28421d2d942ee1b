using System.Globalization;
using VocMatch.Data.Tables;
using VocMatch.Data.UnitedStates;
using VocMatch.Gateway.Tests.Running;

namespace VocMatch.Gateway.Tests.Alignment;

[Collection(GatewayCollection.Name)]
public sealed class ReferenceSeriesTests(GatewayFixture gateway)
{
    private const string Source = "source=Statistics%20office&vintage=2024";

    private readonly Api _api = gateway.Api;

    [Fact]
    public async Task Imported_series_give_supply_and_demand_by_program_before_any_employer_has_registered()
    {
        await Take("completions", "program,title,completions\n01.02,Care,60\n01.02,Care,40\n01.03,\"Care, general\",300\n");
        await Take("crosswalk", "occupation,program\n31-21,01.02\n31-22,01.02\n31-21,01.03\n");
        await Take("openings", "occupation,title,openings,region\n31-20,Aides,800,\n31-20,Aides,90,north\n");
        await Take("combined-codes", "occupation,combinedInto\n31-21,31-20\n31-22,31-20\n");
        await Take("wages", "occupation,medianAnnual\n31-20,36000\n");

        var published = (await _api.Get("/api/v1/reports/published")).MustBe(200).Json;

        var care = published["programs"]![0]!;
        Assert.Equal(("01.02", 100, 800L, 200m), ((string?)care["program"], (int)care["completions"]!, (long)care["openingsWhole"]!, (decimal)care["openingsShared"]!));
        Assert.Equal("2024", (string?)published["sources"]![0]!["vintage"]);
        var csv = (await _api.Get("/api/v1/reports/published?format=csv")).MustBe(200);
        Assert.Contains("01.03,\"Care, general\",300,800,0.375,600.0,0.500,300,36000,", csv.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Importing_the_same_series_again_changes_nothing_and_a_dry_run_writes_nothing()
    {
        await Take("wages", "occupation,medianAnnual\n31-20,36000\n");

        var again = await Take("wages", "occupation,medianAnnual\n31-20,36000\n");
        var tried = (await _api.Import($"/api/v1/imports/wages?{Source}&dryRun=true", "occupation,medianAnnual\n31-20,1\n", "text/csv")).MustBe(200);
        var after = await Take("wages", "occupation,medianAnnual\n31-20,36000\n");

        Assert.Equal(("unchanged", "changed", "unchanged"), ((string?)again.Json["change"], (string?)tried.Json["change"], (string?)after.Json["change"]));
    }

    [Theory]
    [InlineData("completions", "program,title\n1,a\n", "completions")]
    [InlineData("completions", "program,title,completions\n1,a,1.5\n", "1.5")]
    [InlineData("completions", "program,title,completions\n1,a\n", "as many fields")]
    [InlineData("completions", "program,title,completions,completions\n1,a,1,1\n", "twice")]
    [InlineData("openings", "occupation,title,openings\nx,a,1\nx,a,2\n", "twice")]
    [InlineData("openings", "occupation,title,openings,region\nx,a,1,nowhere\n", "nowhere")]
    public async Task A_file_that_does_not_fit_is_refused_as_a_whole(string kind, string csv, string named)
    {
        var answer = (await _api.Import($"/api/v1/imports/{kind}?{Source}", csv, "text/csv")).MustBeProblem(422, "invalid");

        Assert.Contains(named, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_series_without_its_source_is_refused()
    {
        var answer = (await _api.Import("/api/v1/imports/wages", "occupation,medianAnnual\n", "text/csv")).MustBeProblem(400, "malformed");

        Assert.Equal(["source", "vintage"], answer.ErrorFields);
        (await _api.Import($"/api/v1/imports/wages?{Source}", "{}")).MustBeProblem(415, "unsupported-media-type");
    }

    [SkippableTheory]
    [InlineData("51.3801", 197_700)]
    [InlineData("48.0508", 48_800)]
    [InlineData("46.0302", 165_600)]
    public async Task The_national_figures_equal_the_published_check_values(string program, int openings)
    {
        var scenario = UsScenario.Load(
            SourceFiles.InFolder(SharedData.Folder("us")), SourceFiles.InFolder(SharedData.Folder("onet")), UsTier.Vermont, new DateOnly(2026, 1, 1));
        foreach (var series in scenario.ReferenceFiles)
        {
            var query = $"source={Uri.EscapeDataString(series.Source)}&vintage={Uri.EscapeDataString(series.Vintage)}";
            (await _api.Import($"/api/v1/imports/{series.Kind}?{query}", series.Csv, "text/csv")).MustBe(200);
        }

        var programs = (await _api.Get("/api/v1/reports/published")).MustBe(200).Json["programs"]!.AsArray();

        var found = programs.Single(one => (string?)one!["program"] == program)!;
        Assert.Equal(openings, (int)found["openingsWhole"]!);
        Assert.Equal(scenario.NationalCompleters(program, 2023), (int)found["completions"]!);
        Assert.Equal(
            (scenario.NationalCompleters(program, 2023) / (decimal)openings).ToString("0.0000", CultureInfo.InvariantCulture),
            ((decimal)found["ratioWhole"]!).ToString("0.0000", CultureInfo.InvariantCulture));
        Assert.Equal(scenario.ReferenceFiles[0].Csv.Split('\n').Length - 2, programs.Count);
        Assert.Contains(programs, one => (string?)one!["match"] == "noOccupation");
    }

    private async Task<Answer> Take(string kind, string csv) =>
        (await _api.Import($"/api/v1/imports/{kind}?{Source}", csv, "text/csv")).MustBe(200);
}
