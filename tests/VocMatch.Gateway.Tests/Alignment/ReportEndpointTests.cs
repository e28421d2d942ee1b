using System.Text;
using VocMatch.Gateway.Tests.Running;

namespace VocMatch.Gateway.Tests.Alignment;

[Collection(GatewayCollection.Name)]
public sealed class ReportEndpointTests(GatewayFixture gateway)
{
    private const string Reports = "/api/v1/reports/alignment";

    /// <summary>The last year that is over.</summary>
    private static readonly int Year = DateTime.UtcNow.Year - 1;

    private static readonly string Period = $"""
        "from":"{Year}-01-01","through":"{Year}-12-31"
        """;

    private readonly Api _api = gateway.Api;

    [Fact]
    public async Task One_call_gives_the_report_and_its_address_gives_it_again_in_every_format()
    {
        var made = (await Post($$"""{"region":"north",{{Period}},"publisher":"Ministry of Education"}""")).MustBe(201);
        var address = made.Headers["Location"];

        Assert.Equal(made.Text, (await _api.Get(address)).MustBe(200).Text);
        Assert.Equal("north", (string?)made.Json["scope"]);
        var page = (await _api.Get($"{address}?format=html")).MustBe(200);
        Assert.Equal("text/html", page.ContentType);
        Assert.Contains("Ministry of Education", page.Text, StringComparison.Ordinal);
        Assert.Contains("style-src 'sha256-", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        Assert.Equal(page.Text, (await _api.Get(address, ("Accept", "text/html,*/*;q=0.1"))).Text);
        var csv = (await _api.Get($"{address}?format=csv&table=outcomes")).MustBe(200);
        Assert.StartsWith("region,regionName,students,", csv.Text.TrimStart('\uFEFF'), StringComparison.Ordinal);
        Assert.Contains("-outcomes.csv", csv.Headers["Content-Disposition"], StringComparison.Ordinal);
        Assert.StartsWith("PK", (await _api.Get($"{address}?format=xlsx")).MustBe(200).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_caller_holds_is_not_sent_again()
    {
        var address = (await Post($$"""{{{Period}}}""")).MustBe(201).Headers["Location"];
        var first = (await _api.Get(address)).MustBe(200);

        Assert.Contains("immutable", first.Headers["Cache-Control"], StringComparison.Ordinal);
        (await _api.Get(address, ("If-None-Match", first.ETag!))).MustBe(304);
    }

    [Fact]
    public async Task Repeating_a_request_makes_no_second_report()
    {
        var body = $$"""{"from":"{{Year}}-01-01","through":"{{Year}}-03-31"}""";
        var key = Guid.NewGuid().ToString("N");

        var first = (await Post(body, ("Idempotency-Key", key))).MustBe(201);
        var again = (await Post(body, ("Idempotency-Key", key))).MustBe(201);

        Assert.Equal(first.Headers["Location"], again.Headers["Location"]);
        (await Post($$"""{"from":"{{Year}}-04-01","through":"{{Year}}-06-30"}""", ("Idempotency-Key", key))).MustBeProblem(422, "operation-reused");
    }

    [Fact]
    public async Task Who_does_not_want_to_wait_gets_a_job_that_ends_with_the_report()
    {
        var accepted = (await Post(
            $$"""{"from":"{{Year}}-07-01","through":"{{Year}}-09-30"}""", ("Idempotency-Key", Guid.NewGuid().ToString("N")), ("Prefer", "respond-async"))).MustBe(202);
        var job = accepted.Headers["Location"];

        var seen = await Eventually.Gives(async () => (await _api.Get(job)).MustBe(200).Json, one => (string?)one["phase"] != "running", one => $"the job ends: {one}");

        Assert.Equal("done", (string?)seen["phase"]);
        (await _api.Get($"{Reports}/{(string?)seen["report"]}/header")).MustBe(200);
        var listed = (await _api.Get($"{Reports}?limit=500")).MustBe(200).Json["items"]!.AsArray();
        Assert.Contains(listed, report => (string?)report!["id"] == (string?)seen["report"]);
    }

    [Fact]
    public async Task Several_regions_are_one_report_with_the_row_of_their_sum()
    {
        var regions = (await _api.Get("/api/v1/regions?limit=500")).MustBe(200).Json["items"]!.AsArray().Select(region => (string)region!["id"]!).Take(2).ToList();
        var body = $$"""{"regions":["{{string.Join("\",\"", regions)}}"],"regionsName":"Two counties",{{Period}}}""";

        var made = (await Post(body)).MustBe(201);

        Assert.Equal("Two counties", (string?)made.Json["scope"]);
        Assert.Equal(regions, made.Json["regions"]!.AsArray().Select(region => (string)region!));
        var headline = made.Json["tables"]!.AsArray().Single(table => (string?)table!["id"] == "regions")!["rows"]!.AsArray();
        Assert.Equal(["(sum)", .. regions, "nation"], headline.Select(row => (string)row![0]!));
        Assert.Equal("Two counties", (string?)headline[0]![1]);
        var header = (await _api.Get($"{Reports}/{(string)made.Json["id"]!}/header")).MustBe(200).Json;
        Assert.Equal(2, header["regions"]!.AsArray().Count);
        Assert.Equal(made.Text, (await _api.Get($"{Reports}/{(string)made.Json["id"]!}")).MustBe(200).Text);
    }

    /// <summary>The document is described by types that the report is not written with: every member it has, and no other, must be in them.</summary>
    [Fact]
    public async Task A_report_is_what_the_documents_schema_says()
    {
        foreach (var body in (string[])[$$"""{"region":"north",{{Period}},"contact":"office"}""", $$"""{"from":"{{Year}}-01-01","through":"{{Year}}-03-31"}"""])
        {
            var made = (await Post(body)).MustBe(201);

            var read = System.Text.Json.JsonSerializer.Deserialize<VocMatch.Gateway.Bodies.ReportDocument>(made.Text, Contracts.Json.WireJson.Options)!;

            Assert.Equal((string?)made.Json["id"], read.Id);
            Assert.NotEmpty(read.Tables);
            Assert.All(read.Tables, table => Assert.All(table.Rows, row => Assert.Equal(table.Columns.Length, row.Length)));
            Assert.Equal(
                made.Json["tables"]!.ToJsonString(),
                System.Text.Json.JsonSerializer.SerializeToNode(read.Tables, Contracts.Json.WireJson.Options)!.ToJsonString());
        }
    }

    [Theory]
    [InlineData("""{"from":"2024-01-01","through":"2024-12-31","regions":["north","north"],"regionsName":"Both"}""", 422, "regions")]
    [InlineData("""{"from":"2024-01-01","through":"2024-12-31","regions":["north"],"regionsName":"One"}""", 422, "regions")]
    [InlineData("""{"from":"2024-01-01","through":"2024-12-31","regions":["north","nowhere"],"regionsName":"Both"}""", 422, "regions")]
    [InlineData("""{"from":"2024-01-01","through":"2024-12-31","regions":["north","south"]}""", 422, "regionsName")]
    [InlineData("""{"from":"2024-01-01","through":"2024-12-31","regionsName":"None"}""", 422, "regionsName")]
    [InlineData("""{"from":"2024-01-01","through":"2024-12-31","region":"north","regions":["north","south"],"regionsName":"Both"}""", 422, "region")]
    [InlineData("""{"from":"2024-01-01","through":"2024-12-31","region":"nowhere"}""", 422, "region")]
    [InlineData("""{"from":"2024-01-02","through":"2024-12-31"}""", 422, "from")]
    [InlineData("""{"from":"2024-01-01","through":"2025-01-31"}""", 422, "through")]
    [InlineData("""{"from":"2096-01-01","through":"2096-12-31"}""", 422, "through")]
    [InlineData("""{"from":"2024-01-01","through":"9999-12-31"}""", 422, "through")]
    [InlineData("""{"from":"9999-01-01","through":"9999-12-31"}""", 422, "through")]
    [InlineData("""{"from":"0001-01-01","through":"0001-12-31"}""", 422, "through")]
    [InlineData("""{"from":"2024-01-01","through":"2024-12-31","compare":"no-report"}""", 422, "compare")]
    [InlineData("""{"from":"2024-01-01","through":"2024-12-31","simulate":true}""", 422, "simulate")]
    [InlineData("""{"from":"2024-01-01","through":"2024-12-31","livingWage":0}""", 422, "livingWage")]
    [InlineData("""{"from":"yesterday","through":"2096-12-31"}""", 400, "from")]
    [InlineData("""{"through":"2096-12-31"}""", 400, "from")]
    [InlineData("""{"from":"2096-01-01","through":"2096-12-31","until":"x"}""", 400, "until")]
    public async Task A_request_that_is_wrong_is_refused_by_field(string body, int status, string field)
    {
        var answer = await Post(body);

        answer.MustBeProblem(status, status == 422 ? "invalid" : "malformed");
        Assert.Contains(field, answer.ErrorFields);
    }

    [Fact]
    public async Task The_page_lists_reports_and_shows_them()
    {
        var address = (await Post($$"""{{{Period}},"publisher":"Office & Sons"}""")).MustBe(201).Headers["Location"];
        var id = address[(address.LastIndexOf('/') + 1)..];

        var list = (await _api.Get("/reports")).MustBe(200);

        Assert.Contains($"href=\"/reports/{id}\"", list.Text, StringComparison.Ordinal);
        Assert.Contains("Office &amp; Sons", list.Text, StringComparison.Ordinal);
        var (file, page) = ((await _api.Get($"{address}?format=html")).Text, (await _api.Get($"/reports/{id}")).MustBe(200));
        Assert.DoesNotContain("<style", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-inline", page.Headers["Content-Security-Policy"], StringComparison.Ordinal);
        var style = (await _api.Get($"/reports/{id}/style.css")).MustBe(200);
        Assert.Equal(file, page.Text.Replace($"<link rel=\"stylesheet\" href=\"/reports/{id}/style.css\">", $"<style>{style.Text}</style>", StringComparison.Ordinal));
        (await _api.Get("/reports/no-report")).MustBe(404);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found_and_what_cannot_be_read_is_said()
    {
        var address = (await Post($$"""{{{Period}}}""")).MustBe(201).Headers["Location"];

        (await _api.Get($"{Reports}/no-report")).MustBeProblem(404, "not-found");
        (await _api.Get("/api/v1/reports/jobs/no-job")).MustBeProblem(404, "not-found");
        (await _api.Get($"{address}?format=csv&table=secrets")).MustBeProblem(404, "not-found");
        (await _api.Get($"{address}?format=pdf")).MustBeProblem(400, "malformed");
        (await _api.Get($"{Reports}?cursor=x")).MustBeProblem(400, "malformed");
        (await _api.Send(HttpMethod.Post, Reports, Body($$"""{{{Period}}}"""))).MustBeProblem(400, "malformed");
    }

    [Fact]
    public async Task A_simulation_takes_any_months_and_is_nowhere_among_the_reports()
    {
        const string Simulations = "/api/v1/simulations/alignment";
        var made = (await _api.PostUntilDone(Simulations, """{"from":"2096-02-01","through":"2096-12-31"}""")).MustBe(201);
        var id = (string)made.Json["id"]!;

        Assert.StartsWith("not for publication", made.Headers["Publication"], StringComparison.Ordinal);
        Assert.False((bool)made.Json["forPublication"]!);
        Assert.Equal($"{Simulations}/{id}", made.Headers["Location"]);
        var page = (await _api.Get($"{Simulations}/{id}?format=html")).MustBe(200);
        Assert.Contains("Not for publication", page.Text, StringComparison.Ordinal);
        Assert.StartsWith("not for publication", page.Headers["Publication"], StringComparison.Ordinal);
        (await _api.Get($"{Reports}/{id}")).MustBeProblem(404, "not-found");
        (await _api.Get($"{Reports}/{id}/header")).MustBeProblem(404, "not-found");
        (await _api.Get($"/reports/{id}")).MustBe(404);
        Assert.DoesNotContain(id, (await _api.Get($"{Reports}?limit=500")).MustBe(200).Text, StringComparison.Ordinal);
        (await _api.Send(
            HttpMethod.Post, Simulations, Body("""{"from":"2096-02-01","through":"9999-12-31"}"""), ("Idempotency-Key", Guid.NewGuid().ToString("N")))).MustBeProblem(422, "invalid");
    }

    private Task<Answer> Post(string body) => _api.PostUntilDone(Reports, body);

    private Task<Answer> Post(string body, params (string Name, string Value)[] headers) => _api.Send(HttpMethod.Post, Reports, Body(body), headers);

    private static StringContent Body(string json) => new(json, Encoding.UTF8, "application/json");
}
