using System.Globalization;
using System.Text.Json.Nodes;
using VocMatch.Gateway.Tests.Running;

namespace VocMatch.Gateway.Tests;

/// <summary>Rules that name nothing, and dates, hours and amounts that nobody means: refused alike where one thing is put and where many are imported.</summary>
[Collection(GatewayCollection.Name)]
public sealed class ContentRuleTests(GatewayFixture gateway)
{
    private readonly Api _api = gateway.Api;

    [Theory]
    [InlineData("placements", "fields", """["banana"]""", "fields[0]", "banana")]
    [InlineData("placements", "requirements", """["polcie"]""", "requirements[0]", "polcie")]
    [InlineData("placements", "pay", """{"amountPerMonth":900,"currency":"ZZZ"}""", "pay.currency", "ZZZ")]
    [InlineData("placements", "pay", """{"amountPerMonth":90000000,"currency":"EUR"}""", "pay.amountPerMonth", "90000000")]
    [InlineData("placements", "applyBy", "\"9999-12-31T23:59:59Z\"", "applyBy", "9999-12-31T23:59:59.0000000+00:00")]
    [InlineData("placements", "applyBy", "\"2020-01-01T00:00:00Z\"", "applyBy", "2020-01-01T00:00:00.0000000+00:00")]
    [InlineData("placements", "pattern", """{"blocks":[{"firstDay":"2096-02-06","lastDay":"2096-02-10","days":["saturday"],"minutesPerDay":480}],"interruptions":[]}""", "pattern.blocks[0].days", "saturday")]
    [InlineData("placements", "pattern", """{"blocks":[{"firstDay":"2096-02-01","lastDay":"2096-03-05","days":["monday"],"minutesPerDay":1440}],"interruptions":[]}""", "pattern.blocks[0].minutesPerDay", "1440")]
    [InlineData("placements", "pattern", """{"blocks":[{"firstDay":"2096-02-01","lastDay":"9999-12-31","days":["monday"],"minutesPerDay":480}],"interruptions":[]}""", "pattern.blocks[0].lastDay", "9999-12-31")]
    [InlineData("placements", "minimumSkillFit", "101", "minimumSkillFit", "101")]
    [InlineData("placements", "occupation", "\"nothing\"", "occupation", "nothing")]
    [InlineData("programs", "field", "\"banana\"", "field", "banana")]
    [InlineData("programs", "intake", "0", "intake", "0")]
    [InlineData("programs", "durationMonths", "1200", "durationMonths", "1200")]
    [InlineData("programs", "targetOccupations", """["nothing"]""", "targetOccupations[0]", "nothing")]
    [InlineData("students", "barred", """[{"employer":"hopsital","reason":"A relative works there"}]""", "barred[0].employer", "hopsital")]
    [InlineData("students", "checks", """[{"requirement":"polcie","validThrough":"2030-01-01"}]""", "checks[0].requirement", "polcie")]
    [InlineData("students", "checks", """[{"requirement":"police","validThrough":"9999-12-31"}]""", "checks[0].validThrough", "9999-12-31")]
    [InlineData("students", "reachableRegions", """["nowhere"]""", "reachableRegions[0]", "nowhere")]
    public async Task What_names_nothing_or_means_nothing_is_refused_in_a_PUT_and_in_an_import(
        string kind, string member, string json, string field, string value)
    {
        var id = $"rule-{Guid.NewGuid():N}";
        var content = JsonNode.Parse(World.Contents[kind])!.AsObject();
        content[member] = JsonNode.Parse(json);

        var put = (await _api.Put($"/api/v1/{kind}/{id}", content.ToJsonString())).MustBeProblem(422, "invalid");
        content["id"] = id;
        var report = (await _api.Import($"/api/v1/imports/{kind}", content.ToJsonString())).Json;

        foreach (var errors in new[] { put.Json["errors"]!.AsArray(), report["errors"]!.AsArray() })
        {
            Assert.Contains(errors, error => (string?)error!["field"] == field && (string?)error["value"] == value);
            Assert.All(errors, error => Assert.False(string.IsNullOrEmpty((string?)(error!["rule"] ?? error["message"])), error.ToJsonString()));
        }

        (await _api.Get($"/api/v1/{kind}/{id}")).MustBe(404);
    }

    [Fact]
    public async Task A_threshold_comes_in_as_CSV_too()
    {
        var id = $"threshold-{Guid.NewGuid():N}";
        var csv = "id,employer,site,title,occupation,kind,seats,skills,pattern,minimumSkillFit\n"
            + $"{id},{World.Employer},main,Ward,5321,internship,2,personal-care:required:3;wound-care:optional:2,2096-01-11..2096-06-25 mon-fri 480,60\n";

        Assert.Equal(0, (int?)(await _api.Import("/api/v1/imports/placements", csv, "text/csv")).MustBe(200).Json["wrong"]);

        var posting = (await _api.Get($"/api/v1/placements/{id}")).MustBe(200).Json["posting"]!;
        Assert.Equal(60, (int?)posting["minimumSkillFit"]);
        Assert.Equal((true, true), ((bool?)posting["skills"]![0]!["essential"], (bool?)posting["skills"]![0]!["required"]));
        Assert.Equal((false, false), ((bool?)posting["skills"]![1]!["essential"], (bool?)posting["skills"]![1]!["required"]));
    }

    [Theory]
    [InlineData("0001-01-01", "0001-12-31")]
    [InlineData("9999-01-01", "9999-12-31")]
    [InlineData("2027-01-01", "9999-12-31")]
    [InlineData("0001-01-01", "2027-12-31")]
    public async Task A_report_of_years_that_are_far_away_is_refused(string from, string through)
    {
        var body = $$"""{"region":"north","from":"{{from}}","through":"{{through}}"}""";

        (await Act("reports/alignment", body)).MustBeProblem(422, "invalid");
    }

    [Theory]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("9999-12-31T23:59:59-14:00")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("0001-01-01T00:00:00+14:00")]
    public async Task Instants_that_are_far_away_are_refused_and_never_break_anything(string instant)
    {
        var placement = $"far-{Guid.NewGuid():N}";
        (await _api.Put($"/api/v1/placements/{placement}", World.Contents["placements"])).MustBe(201);
        (await _api.Post($"/api/v1/placements/{placement}/publish")).MustBe(200);
        var student = $"far-{Guid.NewGuid():N}";
        (await _api.Put($"/api/v1/students/{student}", World.Contents["students"])).MustBe(201);
        (await _api.Put($"/api/v1/students/{student}/identity", World.Text(OpenApi.Examples.Identity))).MustBe(201);
        var inTime = DateTimeOffset.UtcNow.AddDays(3).ToString("O", CultureInfo.InvariantCulture);
        var offer = (string)(await Act($"placements/{placement}/offers", $$"""{"student":"{{student}}","expiresAt":"{{inTime}}"}""")).MustBe(201).Json["id"]!;
        var round = $"far-{Guid.NewGuid():N}";

        Answer[] refused =
        [
            await Act($"placements/{placement}/offers", $$"""{"student":"{{World.Student}}","expiresAt":"{{instant}}"}"""),
            await Act($"offers/{offer}/grant-time", $$"""{"until":"{{instant}}"}"""),
            await Act($"offers/{offer}/ask-for-time", $$"""{"until":"{{instant}}"}"""),
            await _api.Put($"/api/v1/rounds/{round}", $$"""{"title":"x","scope":{"regions":["north"],"fields":[]},"closesAt":"{{instant}}"}"""),
            await _api.Put($"/api/v1/rounds/{round}", $$"""{"title":"x","scope":{"regions":["north"],"fields":[]},"opensAt":"{{instant}}"}"""),
        ];

        // What has no instant in UTC cannot be read at all.
        Assert.All(refused, answer => Assert.Contains(answer.Status, (int[])[400, 404, 422]));
        (await _api.Get($"/api/v1/placements/{placement}/offers")).MustBe(200);
    }

    private Task<Answer> Act(string path, string body)
    {
        var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        return _api.Send(HttpMethod.Post, $"/api/v1/{path}", content, ("Idempotency-Key", Guid.NewGuid().ToString("N")));
    }
}
