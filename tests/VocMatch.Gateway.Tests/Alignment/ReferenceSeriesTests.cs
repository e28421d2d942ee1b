using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using VocMatch.Data.Tables;
using VocMatch.Gateway.Tests.Running;
using VocMatch.Scenarios.UnitedStates;

namespace VocMatch.Gateway.Tests.Alignment;

[Collection(GatewayCollection.Name)]
public sealed class ReferenceSeriesTests(GatewayFixture gateway)
{
    private const string Source = "source=Statistics%20office&vintage=2024";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Api _api = gateway.Api;

    [Fact]
    public async Task Imported_series_give_supply_and_demand_by_program_before_any_employer_has_registered()
    {
        await Take("completions", "program,title,completions,provider\n01.02,Care,60,a\n01.02,Care,40,b\n01.03,\"Care, general\",300,a\n");
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
    public async Task Entry_education_is_taken_by_a_mapping_and_stands_beside_programs_with_source_and_vintage()
    {
        await Take("completions", "program,title,completions\n01.02,Care,60\n01.03,Nursing,30\n");
        await Take("crosswalk", "program,occupation\n01.02,31-20\n01.03,31-20\n01.03,29-11\n");
        await Take("openings", "occupation,title,openings\n31-20,Aides,800\n29-11,Nurses,200\n");
        (await _api.Put(
            "/api/v1/reference-mappings/education",
            """{"kind":"entryEducation","code":{"column":"Code"},"title":{"column":"Typical education"},"where":[{"column":"Type","is":["Line item"]}]}""")).MustBe(201);

        var taken = await Take("entry-education", "Title,Code,Type,Typical education\nHealth,29-00,Summary,—\nNurses,29-11,Line item,Bachelor's degree\nAides,31-20,Line item,—\n", "&mapping=education");

        Assert.Equal((2, 1), ((int)taken.Json["rows"]!, (int?)taken.Json["missing"] ?? 0));
        var published = (await _api.Get("/api/v1/reports/published")).MustBe(200).Json;
        Assert.Equal(
            ["not given 800", "not given 800; Bachelor's degree 200"],
            published["programs"]!.AsArray().Select(program => string.Join("; ", program!["entryEducation"]!.AsArray().Select(part => $"{part!["education"]} {part["openings"]}"))));
        Assert.Contains(published["sources"]!.AsArray(), source => ((string?)source!["series"], (string?)source["source"], (string?)source["vintage"]) == ("entry education", "Statistics office", "2024"));
        var csv = (await _api.Get("/api/v1/reports/published?format=csv")).MustBe(200).Text;
        Assert.Contains(",not given 80 %; Bachelor's degree 20 %,", csv, StringComparison.Ordinal);
        (await _api.Send(HttpMethod.Delete, "/api/v1/reference-series/entry-education", null)).MustBe(204);
        Assert.DoesNotContain("entryEducation", (await _api.Get("/api/v1/reports/published?format=csv")).MustBe(200).Text, StringComparison.Ordinal);
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
    [InlineData("openings", "occupation,title,openings\nx,a,1\nx,a,2\n", "Line 3 ('x'): The same code stands twice, first on line 2")]
    [InlineData("completions", "program,title,completions\n1,a,1\n1,a,2\n", "twice, first on line 2")]
    [InlineData("completions", "program,title,Completions\n1,a,1\n", "Completions")]
    [InlineData("completions", "", "empty")]
    [InlineData("wages", "occupation,medianAnnual\n", "empty")]
    [InlineData("crosswalk", "\n\n", "empty")]
    [InlineData("openings", "occupation,title,openings,region\nx,a,1,nowhere\n", "nowhere")]
    public async Task A_file_that_does_not_fit_is_refused_as_a_whole(string kind, string csv, string named)
    {
        var answer = (await _api.Import($"/api/v1/imports/{kind}?{Source}", csv, "text/csv")).MustBeProblem(422, "invalid");

        Assert.Contains(named, answer.Json.ToJsonString(Readable), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_series_without_its_source_is_refused()
    {
        var answer = (await _api.Import("/api/v1/imports/wages", "occupation,medianAnnual\n", "text/csv")).MustBeProblem(400, "malformed");

        Assert.Equal(["source", "vintage"], answer.ErrorFields);
        (await _api.Import($"/api/v1/imports/wages?{Source}", "{}")).MustBeProblem(415, "unsupported-media-type");
    }

    [SkippableFact]
    public async Task An_empty_file_leaves_the_series_as_it_was_and_deleting_is_a_request_of_its_own()
    {
        await Take("completions", "program,title,completions\n01.02,Care,60\n");

        var empty = await _api.Import($"/api/v1/imports/completions?{Source}", Case("reference-empty-wipes", "completions.csv"), "text/csv");

        empty.MustBeProblem(422, "invalid");
        Assert.Equal(60, (int)(await _api.Get("/api/v1/reference-series/completions")).MustBe(200).Json["items"]![0]!["number"]!);
        (await _api.Send(HttpMethod.Delete, "/api/v1/reference-series/completions", null)).MustBe(204);
        (await _api.Get("/api/v1/reference-series/completions")).MustBeProblem(404, "not-found");
        (await _api.Send(HttpMethod.Delete, "/api/v1/reference-series/completions", null)).MustBeProblem(404, "not-found");
        (await _api.Get("/api/v1/reports/published")).MustBeProblem(409, "conflict");
        Assert.Equal("created", (string?)(await Take("completions", "program,title,completions\n01.02,Care,60\n")).Json["change"]);
    }

    [SkippableFact]
    public async Task A_total_row_is_no_program()
    {
        var answer = await TakeCase("reference-total-rows", "completions");
        await TakeCase("reference-total-rows", "openings");
        await TakeCase("reference-total-rows", "crosswalk");

        var program = Assert.Single((await _api.Get("/api/v1/reports/published")).MustBe(200).Json["programs"]!.AsArray());
        Assert.Equal(("51.3901", 10), ((string?)program!["program"], (int)program["completions"]!));
        Assert.Contains(answer.Json["notes"]!.AsArray(), note => ((string)note!).StartsWith("Line 3 is a total row (99)", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task A_code_that_lost_its_leading_zero_is_matched_and_said()
    {
        var answer = await TakeCase("cip-leading-zero", "completions");
        await TakeCase("cip-leading-zero", "openings");
        await TakeCase("cip-leading-zero", "crosswalk");

        var program = Assert.Single((await _api.Get("/api/v1/reports/published")).MustBe(200).Json["programs"]!.AsArray())!;
        Assert.Equal(("matched", "01.0000", 100), ((string?)program["match"], (string?)program["matchedAs"], (int)program["openingsWhole"]!));
        Assert.Contains(answer.Json["notes"]!.AsArray(), note => ((string)note!).Contains("lost a leading zero", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Published_programs_are_filtered_and_paged_and_a_cursor_belongs_to_its_list()
    {
        await Take("completions", "program,title,completions,region,year\n01.02,Care,60,,2022\n01.02,Care,70,,2023\n01.03,Nursing,30,,2023\n01.02,Care,8,north,2023\n02.01,Wood,5,,2023\n");
        await Take("crosswalk", "occupation,program\n31-2011,01.02\n31-2011,01.03\n47-2031,02.01\n");
        await Take("openings", "occupation,title,openings,region\n31-2011,Aides,800,\n47-2031,Carpenters,50,\n31-2011,Aides,90,north\n");

        Assert.Equal([("01.02", 70), ("01.03", 30), ("02.01", 5)], await Programs(""));
        Assert.Equal([("01.02", 70), ("01.03", 30)], await Programs("?prefix=01"));
        Assert.Equal([("01.02", 60)], await Programs("?year=2022"));
        Assert.Equal([("01.02", 8)], await Programs("?region=north"));
        Assert.Empty(await Programs("?state=suppressed"));
        var first = (await _api.Get("/api/v1/reports/published?limit=2")).MustBe(200).Json;
        var cursor = (string)first["nextCursor"]!;
        Assert.Equal([("02.01", 5)], await Programs($"?limit=2&cursor={cursor}"));
        (await _api.Get($"/api/v1/reports/published?limit=2&prefix=0&cursor={cursor}")).MustBeProblem(400, "malformed");
        (await _api.Get($"/api/v1/reports/published?limit=2&format=csv&cursor={cursor}")).MustBe(200);
        (await _api.Get($"/api/v1/reports/published?cursor={cursor}0")).MustBeProblem(400, "malformed");
        (await _api.Get($"/api/v1/schools?cursor={cursor}")).MustBeProblem(400, "malformed");
        (await _api.Get("/api/v1/reports/published?year=1999")).MustBeProblem(409, "conflict");
        (await _api.Get("/api/v1/reports/published?region=south")).MustBeProblem(409, "conflict");
        (await _api.Get("/api/v1/reports/published?state=hidden")).MustBeProblem(400, "malformed");

        await Take("openings", "occupation,title,openings\n31-2011,Aides,801\n");
        (await _api.Get($"/api/v1/reports/published?limit=2&cursor={cursor}")).MustBeProblem(400, "malformed");
    }

    [Fact]
    public async Task Codes_of_two_classifications_are_joined_only_by_a_crosswalk_between_them()
    {
        await Take("completions", "program,title,completions\n01.02,Care,60\n");
        await Take("crosswalk", "occupation,program\n5321,01.02\n5322,01.02\n", "&targetClassification=isco-08");
        await Take("openings", "occupation,title,openings\n6135,Care workers,800\n", "&classification=uk-soc-2020");

        var refused = (await _api.Get("/api/v1/reports/published")).MustBeProblem(409, "conflict");
        Assert.Contains("from isco-08 to uk-soc-2020", (string)refused.Json["detail"]!, StringComparison.Ordinal);

        await Take("classification-crosswalks", "from,to,weight\n6135,5321,0.4\n6135,5322,0.6\n", "&from=uk-soc-2020&to=isco-08");
        await Take("classifications", "code,label,parent\n6,Caring,\n6135,Care workers and home carers,6\n", "&name=uk-soc-2020");
        try
        {
            var published = (await _api.Get("/api/v1/reports/published")).MustBe(200).Json;
            Assert.Equal((60, 800), ((int)published["programs"]![0]!["completions"]!, (int)published["programs"]![0]!["openingsWhole"]!));
            Assert.Contains("6135", published["programs"]![0]!["occupations"]!.AsArray().Select(code => (string?)code));
            var listed = (await _api.Get("/api/v1/reference-series")).MustBe(200).Json["items"]!.AsArray().Select(one => (string?)one!["series"]).ToList();
            Assert.Contains("classifications/uk-soc-2020", listed);
            Assert.Contains("classification-crosswalks/uk-soc-2020:isco-08", listed);
        }
        finally
        {
            (await _api.Send(HttpMethod.Delete, "/api/v1/reference-series/classification-crosswalks/uk-soc-2020:isco-08", null)).MustBe(204);
            (await _api.Send(HttpMethod.Delete, "/api/v1/reference-series/classifications/uk-soc-2020", null)).MustBe(204);
        }
    }

    [Fact]
    public async Task A_mapping_is_saved_changed_under_its_tag_and_deleted()
    {
        const string Path = "/api/v1/reference-mappings/office-1";
        const string Mapping = """{"kind":"wages","code":{"column":"SOC"},"values":[{"column":"Median"}],"hoursPerYear":2080}""";

        var made = (await _api.Put(Path, Mapping)).MustBe(201);
        (await _api.Put(Path, Mapping, ("If-Match", made.ETag!))).MustBe(200);
        var changed = (await _api.Put(Path, Mapping.Replace("2080", "1800", StringComparison.Ordinal), ("If-Match", made.ETag!))).MustBe(200);
        (await _api.Put(Path, Mapping, ("If-Match", made.ETag!))).MustBeProblem(412, "version-mismatch");
        var found = (await _api.Get(Path)).MustBe(200);
        var wrong = (await _api.Put(Path, """{"kind":"wages","code":{"column":"SOC","pattern":"("},"encoding":"klingon","weight":{"column":"w"}}""", ("If-Match", changed.ETag!))).MustBeProblem(422, "invalid");

        Assert.Equal(["code.pattern", "encoding", "values", "weight"], wrong.ErrorFields);
        Assert.Equal((changed.ETag, 1800), (found.ETag, (int)found.Json["mapping"]!["hoursPerYear"]!));
        Assert.Contains((await _api.Get("/api/v1/reference-mappings")).MustBe(200).Json["items"]!.AsArray(), one => (string?)one!["name"] == "office-1");
        (await _api.Send(HttpMethod.Delete, Path, null)).MustBe(204);
        (await _api.Get(Path)).MustBeProblem(404, "not-found");
        (await _api.Import($"/api/v1/imports/wages?{Source}&mapping=office-1", "SOC,Median\n1,2\n", "text/csv")).MustBeProblem(404, "not-found");
    }

    [SkippableTheory]
    [InlineData("51.3801", 197_700)]
    [InlineData("48.0508", 48_800)]
    [InlineData("46.0302", 165_600)]
    [Trait("Lane", "Full")]
    public async Task The_national_figures_equal_the_published_check_values(string program, int openings)
    {
        var scenario = UsScenario.Load(
            SourceFiles.InFolder(SharedData.Folder("us")), SourceFiles.InFolder(SharedData.Folder("onet")), UsTier.Vermont, new DateOnly(2026, 1, 1));
        foreach (var series in scenario.ReferenceFiles)
        {
            var query = $"source={Uri.EscapeDataString(series.Source)}&vintage={Uri.EscapeDataString(series.Vintage)}&classification={series.Classification}"
                + (series.TargetClassification is { } target ? $"&targetClassification={target}" : "");
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

    [SkippableTheory]
    [InlineData("openings", "occupation_2024-2034.xlsx", """
        {"kind":"openings","sheet":"Table 1.2","code":{"column":"2024 National Employment Matrix code"},"title":{"column":"2024 National Employment Matrix title"},
         "values":[{"column":"Occupational openings, 2024–34 annual average"}],"multiplier":1000,"where":[{"column":"Occupation type","is":["Line item"]}]}
        """)]
    [InlineData("wages", "national_M2025_dl.xlsx", """
        {"kind":"wages","sheet":"national_M2025_dl","code":{"column":"OCC_CODE"},"values":[{"column":"A_MEDIAN"}],"where":[{"column":"O_GROUP","is":["detailed"]}],
         "marks":[{"mark":"*","missing":"notAvailable"},{"mark":"#","missing":"notAvailable"}]}
        """)]
    [Trait("Lane", "Full")]
    public async Task A_workbook_of_an_office_gives_by_a_mapping_the_figures_that_its_own_reader_gives(string kind, string file, string mapping)
    {
        var folder = SharedData.Folder("us");
        var scenario = UsScenario.Load(SourceFiles.InFolder(folder), SourceFiles.InFolder(SharedData.Folder("onet")), UsTier.Vermont, new DateOnly(2026, 1, 1));
        var path = $"/api/v1/reference-mappings/us-{kind}";
        var condition = (await _api.Get(path)).ETag is { } tag ? ("If-Match", tag) : ("If-None-Match", "*");
        Assert.InRange((await _api.Put(path, mapping, condition)).Status, 200, 201);

        using var content = new ByteArrayContent(await File.ReadAllBytesAsync(Path.Combine(folder, file)));
        content.Headers.ContentType = new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        (await _api.Send(HttpMethod.Post, $"/api/v1/imports/{kind}?{Source}&mapping=us-{kind}", content)).MustBe(200);

        var expected = scenario.ReferenceFiles.Single(one => one.Kind == kind).Csv.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Skip(1)
            .Select(line => (Code: line[..line.IndexOf(',', StringComparison.Ordinal)], Figure: line[(line.LastIndexOf(',') + 1)..]))
            .Order()
            .ToList();
        var read = new List<(string Code, string Figure)>();
        for (string? cursor = "", next = null; cursor is not null; cursor = next)
        {
            var page = (await _api.Get($"/api/v1/reference-series/{kind}?state=given&limit=500{cursor}")).MustBe(200).Json;
            read.AddRange(page["items"]!.AsArray().Select(row => ((string)row!["code"]!, $"{row["number"]}")));
            next = (string?)page["nextCursor"] is { } more ? $"&cursor={more}" : null;
        }

        Assert.True(expected.Count > 700);
        Assert.Equal(expected, read.Order());
    }

    private async Task<(string?, int)[]> Programs(string query) =>
        [.. (await _api.Get($"/api/v1/reports/published{query}")).MustBe(200).Json["programs"]!.AsArray().Select(one => ((string?)one!["program"], (int)one["completions"]!))];

    private static string Case(string name, string file) => File.ReadAllText(Path.Combine(SharedData.Case(name), file));

    private Task<Answer> TakeCase(string name, string kind) => Take(kind, Case(name, $"{kind}.csv"));

    private async Task<Answer> Take(string kind, string csv, string more = "") =>
        (await _api.Import($"/api/v1/imports/{kind}?{Source}{more}", csv, "text/csv")).MustBe(200);
}
