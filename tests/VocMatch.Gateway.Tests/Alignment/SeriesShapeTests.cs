using System.Text.Json.Nodes;
using VocMatch.Gateway.Tests.Running;

namespace VocMatch.Gateway.Tests.Alignment;

/// <summary>The files of six offices, each tried, imported by a saved mapping, and held against figures that were worked out by hand.</summary>
[Collection(GatewayCollection.Name)]
public sealed class SeriesShapeTests(GatewayFixture gateway)
{
    private readonly Api _api = gateway.Api;

    [SkippableFact]
    public async Task Statistics_Canada_is_read_without_total_and_sex_rows()
    {
        var preview = await Preview(OfficeMappings.Canada, "canada.csv");
        await Import("completions", OfficeMappings.Canada, "canada.csv");

        Assert.Equal(
            [
                "46.0201 Construction trades north 2023 notAvailable ..", "51.3901 Health care nation 2022 120", "51.3901 Health care north 2022 18",
                "51.3901 Health care north 2023 21", "51.3901 Health care south 2022 suppressed x",
            ],
            await Rows("completions"));
        Assert.Equal(["51.3901 Health care south 2022 suppressed x"], await Rows("completions?state=suppressed"));
        Assert.Equal(("utf-8", 1, 5, 2), ((string)preview["encoding"]!, (int)preview["headerLine"]!, (int)preview["rows"]!, (int)preview["missing"]!));
        Assert.Contains(Notes(preview), note => note.StartsWith("Line 2 is a total row (Total, field of study, 2022)", StringComparison.Ordinal) && note.Contains("says 480, the rows add up to 120", StringComparison.Ordinal));
        Assert.Contains(Notes(preview), note => note.Contains("Gender is Women+", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task Statistics_Canada_with_both_sexes_is_refused_and_names_the_column()
    {
        var both = OfficeMappings.Canada.Replace(",\n \"where\":[{\"column\":\"Gender\",\"is\":[\"Total, gender\"]}]", "", StringComparison.Ordinal);
        Assert.DoesNotContain("where", both, StringComparison.Ordinal);

        var error = Assert.Single((await Preview(both, "canada.csv"))["errors"]!.AsArray())!;

        Assert.Contains("the lines differ in Gender", (string)error["reason"]!, StringComparison.Ordinal);
        Assert.Equal(4, (int)error["places"]![0]!["line"]!);
    }

    [SkippableFact]
    public async Task Eurostat_is_read_by_year_with_its_flags_at_one_level()
    {
        var mapping = OfficeMappings.Eurostat("\"F07\",\"TOTAL\"");
        var preview = await Preview(mapping, "eurostat.tsv");
        await Import("completions", mapping, "eurostat.tsv");

        Assert.Equal(
            [
                "F07  north 2021 12034", "F07  north 2022 11980 b", "F07  north 2023 12110 p",
                "F07  south 2021 notAvailable :", "F07  south 2022 183402 e", "F07  south 2023 unreliable : u",
            ],
            await Rows("completions"));
        Assert.Contains(Notes(preview), note => note.Contains("(TOTAL, 2021)", StringComparison.Ordinal) && note.Contains("40,211", StringComparison.Ordinal));
        var women = await Preview(OfficeMappings.Eurostat("\"F07\"", "F"), "eurostat.tsv");
        Assert.Equal("suppressed", (string?)women["first"]![2]!["row"]!["missing"]);
        var mixed = await Preview(OfficeMappings.Eurostat("\"F07\",\"F0715\""), "eurostat.tsv");
        Assert.Contains("stands beside its parts (such as F0715)", (string)Assert.Single(mixed["errors"]!.AsArray())!["reason"]!, StringComparison.Ordinal);
        Assert.Equal(3, (int)mixed["errors"]![0]!["count"]!);
    }

    [SkippableFact]
    public async Task Germany_is_read_with_its_letters_its_points_and_its_leading_zero()
    {
        var preview = await Preview(OfficeMappings.Germany, "germany.csv");
        await Import("completions", OfficeMappings.Germany, "germany.csv");

        var rows = await Rows("completions");
        Assert.Equal(8, rows.Count);
        Assert.Equal(["01203 Unteroffiziere mit Portepee nation 2022 notAvailable .", "01203 Unteroffiziere mit Portepee nation 2023 7"], rows[..2]);
        Assert.StartsWith("26212 Energie- und Elektrotechnik", rows[2], StringComparison.Ordinal);
        Assert.EndsWith("nation 2022 1234", rows[2], StringComparison.Ordinal);
        Assert.Equal(
            [
                "29302 Köche nation 2022 412", "29302 Köche nation 2023 398",
                "81302 Gesundheits- und Krankenpflege nation 2022 2045", "81302 Gesundheits- und Krankenpflege nation 2023 suppressed *",
            ],
            rows[4..]);
        Assert.Equal(("windows-1252", 3), ((string)preview["encoding"]!, (int)preview["headerLine"]!));
        Assert.Contains(Notes(preview), note => note.Contains("(Insgesamt, 2022)", StringComparison.Ordinal) && note.Contains("3,691, which is what the rows add up to", StringComparison.Ordinal));
        Assert.Contains(Notes(preview), note => note.Contains("Quelle: Beispielamt.", StringComparison.Ordinal));
    }

    [SkippableFact]
    public async Task The_United_Kingdom_is_read_in_thousands_the_nation_apart_from_its_areas()
    {
        var preview = await Preview(OfficeMappings.UnitedKingdom, "uk-vacancies.csv");
        await Import("openings", OfficeMappings.UnitedKingdom, "uk-vacancies.csv");

        Assert.Equal(
            [
                "5241 Electricians and electrical fitters nation 2026 12300", "5241 Electricians and electrical fitters north 2026 40",
                "6135 Care workers and home carers nation 2026 suppressed [c]", "6135 Care workers and home carers north 2026 310",
                "7111 Sales and retail assistants north 2026 notAvailable [x]",
            ],
            await Rows("openings"));
        Assert.Equal(3, (int)preview["headerLine"]!);
        Assert.Contains("the source prints units of 1,000", preview["remarks"]!.AsArray().Select(remark => (string?)remark));
    }

    [SkippableFact]
    public async Task California_is_read_for_openings_and_for_wages_a_year()
    {
        var preview = await Preview(OfficeMappings.CaliforniaOpenings, "california.csv");
        await Import("openings", OfficeMappings.CaliforniaOpenings, "california.csv");
        await Import("wages", OfficeMappings.CaliforniaWages("Median Hourly Earnings"), "california.csv");

        Assert.Equal(
            [
                "29-2061 Licensed Practical and Licensed Vocational Nurses north  1012", "35-1011 Chefs and Head Cooks north  310", "47-2111 Electricians north  742",
            ],
            await Rows("openings"));

        // 34.87, 28.66 and 35.02 dollars an hour x 2,080 = 72,529.6, 59,612.8 and 72,841.6
        Assert.Equal([72_530, 59_613, 72_842], (await _api.Get("/api/v1/reference-series/wages")).MustBe(200).Json["items"]!.AsArray().Select(row => (int)row!["number"]!));
        Assert.Contains(Notes(preview), note => note.Contains("(Total) and is left out: it says 2,064, which is what the rows add up to", StringComparison.Ordinal));
        var entry = await Preview(OfficeMappings.CaliforniaWages("Entry-Level Hourly Earnings"), "california.csv");
        Assert.Equal([61_235, 0, 43_888], entry["first"]!.AsArray().Select(row => (int)row!["row"]!["number"]!));
        Assert.Equal("notAvailable", (string?)entry["first"]![1]!["row"]!["missing"]);
        Assert.Contains("2023 Jobs", entry["columns"]!.AsArray().Select(column => (string?)column));
    }

    [SkippableFact]
    public async Task China_is_read_with_its_signs_and_its_codes_as_text()
    {
        var preview = await Preview(OfficeMappings.China("毕业生数"), "china-gb18030.csv");
        await Import("completions", OfficeMappings.China("毕业生数"), "china-gb18030.csv");

        Assert.Equal(["0311 汽车运用与维修 nation  930", "0402 机电技术应用 nation  2015", "0601 护理 nation  1240"], await Rows("completions"));
        Assert.Contains(Notes(preview), note => note.Contains("(合计) and is left out: it says 4,185, which is what the rows add up to", StringComparison.Ordinal));
        var women = await Preview(OfficeMappings.China("其中：女"), "china-gb18030.csv");
        Assert.Equal((1, 1_290), ((int)women["missing"]!, (int)women["totals"]![0]!["sum"]!));
    }

    [SkippableFact]
    public async Task A_report_of_a_region_carries_the_offices_figures_their_states_and_their_own_titles()
    {
        await Import("openings", OfficeMappings.UnitedKingdom, "uk-vacancies.csv");
        await Plain("completions", "program,title,completions,region\n4.1,Building and construction,55,north\n1.3,Health and social care,120,north\n7.1,Retailing,30,north\n");
        await Plain("crosswalk", "program,occupation\n4.1,5241\n1.3,6135\n7.1,7111\n", "&targetClassification=uk-soc-2020");
        await Plain("classifications", "code,label,parent\n5,Skilled trades occupations,\n5241,Electricians and electrical fitters,5\n", "&name=uk-soc-2020");

        var report = (await _api.PostUntilDone("/api/v1/simulations/alignment", """{"region":"north","from":"2096-01-01","through":"2096-12-31"}""")).MustBe(201).Json;
        (await _api.Send(HttpMethod.Delete, "/api/v1/reference-series/classifications/uk-soc-2020", null)).MustBe(204);

        var published = Table(report, "published-programs");
        Assert.Equal(
            [
                """["1.3","Health and social care",120,310,0.387,310.0,0.387,190,"[z]",""]""", """["4.1","Building and construction",55,40,1.375,40.0,1.375,-15,"[z]",""]""",
                """["7.1","Retailing",30,"[x]","[x]","[x]","[x]","[x]","[z]","openings not available from the source"]""",
            ],
            published["rows"]!.AsArray().Select(row => row!.ToJsonString()));
        Assert.Contains("Figures of North. Openings: 2026; the source prints units of 1,000; 1 of 3 figures is not given by the source.", (string)published["note"]!, StringComparison.Ordinal);
        var coverage = Table(report, "coverage")["rows"]!.AsArray().Where(row => (string?)row![0] == "nation").Select(row => row!.AsArray().Skip(1).Select(cell => $"{cell}")).ToList();
        Assert.Equal(["uk-soc-2020", "Occupations of uk-soc-2020", "[z]", "[c]", "[z]"], coverage[1]);
        Assert.Equal(["uk-soc-2020:5", "Skilled trades occupations", "[z]", "12300", "[z]"], coverage[2]);
        Assert.DoesNotContain("Sales workers", report.ToJsonString(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_wrong_file_writes_nothing_and_names_every_line()
    {
        await Import("completions", OfficeMappings.Germany, "germany.csv");
        var before = await Rows("completions");

        var answer = await _api.Send(
            HttpMethod.Post, "/api/v1/imports/completions?source=Office&vintage=2024&mapping=office-completions",
            File("KldB 2010;Berufsgattung;2022;2023\n26212;Elektro;1.23;x1\n29302;Koch;12;7\n29302;Koch;13;8\n"u8.ToArray()));

        answer.MustBeProblem(422, "invalid");
        Assert.Equal(["2022", "2023", "KldB 2010"], answer.ErrorFields);
        Assert.Contains("first on line 3", answer.Json["errors"]![2]!["rule"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(before, await Rows("completions"));
    }

    private static IEnumerable<string> Notes(JsonNode preview) => preview["notes"]!.AsArray().Select(note => (string)note!);

    private static ByteArrayContent File(byte[] bytes)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new("application/octet-stream");
        return content;
    }

    private static byte[] Shape(string name) => System.IO.File.ReadAllBytes(Path.Combine(SharedData.Case("series-shapes"), name));

    private static JsonNode Table(JsonNode report, string id) => report["tables"]!.AsArray().Single(table => (string?)table!["id"] == id)!;

    private async Task Plain(string kind, string csv, string more = "") =>
        (await _api.Import($"/api/v1/imports/{kind}?source=Office&vintage=2024{more}", csv, "text/csv")).MustBe(200);

    private async Task<JsonNode> Preview(string mapping, string file)
    {
        using var form = new MultipartFormDataContent { { new StringContent(mapping), "mapping" }, { File(Shape(file)), "file", file } };
        return (await _api.Send(HttpMethod.Post, "/api/v1/imports/preview", form)).MustBe(200).Json;
    }

    private async Task Import(string kind, string mapping, string file)
    {
        var shape = Shape(file);
        var path = $"/api/v1/reference-mappings/office-{kind}";
        var condition = (await _api.Get(path)).ETag is { } tag ? ("If-Match", tag) : ("If-None-Match", "*");
        Assert.InRange((await _api.Put(path, mapping, condition)).Status, 200, 201);
        (await _api.Send(HttpMethod.Post, $"/api/v1/imports/{kind}?source=Office&vintage=2024&mapping=office-{kind}", File(shape))).MustBe(200);
    }

    /// <summary>Code, title, region, year, and the figure or why it is missing, with the source's mark.</summary>
    private async Task<List<string>> Rows(string series) =>
    [
        .. (await _api.Get($"/api/v1/reference-series/{series}")).MustBe(200).Json["items"]!.AsArray().Select(row =>
            $"{row!["code"]} {row["text"]} {row["region"] ?? "nation"} {row["year"]} {row["missing"] ?? row["number"]} {row["flag"]}".Trim()),
    ];
}
