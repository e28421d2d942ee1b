using System.Text;
using VocMatch.Gateway.Tests.Running;

namespace VocMatch.Gateway.Tests;

[Collection(GatewayCollection.Name)]
public sealed class ImportTests(GatewayFixture gateway)
{
    private readonly Api _api = gateway.Api;

    [Fact]
    public async Task Good_lines_are_kept_and_wrong_ones_are_named()
    {
        var id = $"lines-{Guid.NewGuid():N}";
        var lines = string.Join('\n',
            $$"""{"id":"{{id}}-1","name":"One","region":"north"}""",
            "not JSON",
            $$"""{"id":"{{id}}-2","name":"Two","region":"atlantis"}""",
            $$"""{"id":"{{id}}-3","name":"Three","region":"south","role":"admin"}""",
            "",
            $$"""{"id":"{{id}}-4","name":"Four","region":"south"}""");

        var report = (await _api.Import("/api/v1/imports/schools", lines)).MustBe(200).Json;

        Assert.Equal((2, 0, 0, 3), Counts(report));
        Assert.Equal([2, 3, 4], report["errors"]!.AsArray().Select(error => (int)error!["line"]!));
        Assert.Equal("region", (string?)report["errors"]![1]!["field"]);
        Assert.Equal("atlantis", (string?)report["errors"]![1]!["value"]);
        Assert.Equal("role", (string?)report["errors"]![2]!["field"]);
        (await _api.Get($"/api/v1/schools/{id}-1")).MustBe(200);
        (await _api.Get($"/api/v1/schools/{id}-2")).MustBe(404);
        (await _api.Get($"/api/v1/schools/{id}-4")).MustBe(200);
    }

    [Fact]
    public async Task A_dry_run_counts_and_writes_nothing()
    {
        var id = $"dry-{Guid.NewGuid():N}";
        (await _api.Import("/api/v1/imports/schools", Line(1, "Old") + Line(2, "Same"))).MustBe(200);
        var before = (await _api.Get($"/api/v1/schools/{id}-1")).MustBe(200);

        var tried = (await _api.Import("/api/v1/imports/schools?dryRun=true", Line(1, "New") + Line(2, "Same") + Line(3, "More") + "{}")).MustBe(200).Json;

        Assert.True((bool)tried["dryRun"]!);
        Assert.Equal((1, 1, 1, 1), Counts(tried));
        Assert.Equal(before.Text, (await _api.Get($"/api/v1/schools/{id}-1")).Text);
        (await _api.Get($"/api/v1/schools/{id}-3")).MustBe(404);

        string Line(int number, string name) => $$"""{"id":"{{id}}-{{number}}","name":"{{name}}","region":"north"}""" + "\n";
    }

    [Fact]
    public async Task The_same_rows_come_in_as_CSV()
    {
        var id = $"csv-{Guid.NewGuid():N}";
        var csv = $"name,id,region,location.latitude,location.longitude\r\n\"Comma, College\",{id}-1,north,54.5,-1.5\r\nNowhere,{id}-2,atlantis,,\r\n";

        var report = (await _api.Import("/api/v1/imports/schools", csv, "text/csv")).MustBe(200).Json;

        Assert.Equal((1, 0, 0, 1), Counts(report));
        Assert.Equal(3, (int)report["errors"]![0]!["line"]!);
        Assert.Equal("Comma, College", (string?)(await _api.Get($"/api/v1/schools/{id}-1")).MustBe(200).Json["profile"]!["name"]);
    }

    [Fact]
    public async Task Importing_again_changes_nothing()
    {
        var line = $$"""{"id":"again-{{Guid.NewGuid():N}}","name":"Again","region":"north"}""";
        (await _api.Import("/api/v1/imports/schools", line)).MustBe(200);

        var again = (await _api.Import("/api/v1/imports/schools", line)).MustBe(200).Json;

        Assert.Equal((0, 0, 1, 0), Counts(again));
    }

    [Fact]
    public async Task A_thousand_errors_are_listed_and_all_are_counted()
    {
        var lines = $$"""{"id":"thousand-{{Guid.NewGuid():N}}","name":"Good","region":"north"}""" + "\n" + string.Concat(Enumerable.Repeat("wrong\n", 1500));

        var report = (await _api.Import("/api/v1/imports/schools", lines)).MustBe(200).Json;

        Assert.Equal((1, 0, 0, 1500), Counts(report));
        Assert.Equal(Enumerable.Range(2, 1000), report["errors"]!.AsArray().Select(error => (int)error!["line"]!));
        Assert.Equal("Only a part were taken: 1 of 1501 lines. 1500 were left out, see errors.", (string?)report["summary"]);
    }

    [Fact]
    public async Task A_file_of_which_nothing_can_be_used_is_no_success()
    {
        var lines = string.Concat(Enumerable.Repeat("wrong\n", 12)) + """{"id":"x","name":"X","region":"atlantis"}""";

        foreach (var query in (string[])["", "?dryRun=true"])
        {
            var refused = (await _api.Import($"/api/v1/imports/schools{query}", lines)).MustBeProblem(422, "nothing-imported").Json;

            Assert.Equal("Nothing was taken: all 13 lines are wrong.", (string?)refused["detail"]);
            Assert.Equal(2, refused["errors"]!.AsArray().Count);
            Assert.EndsWith("(lines 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 and 2 more)", (string?)refused["errors"]![0]!["rule"], StringComparison.Ordinal);
            Assert.EndsWith("(line 13)", (string?)refused["errors"]![1]!["rule"], StringComparison.Ordinal);
        }

        (await _api.Import("/api/v1/imports/schools", "")).MustBeProblem(422, "nothing-imported");
        (await _api.Import("/api/v1/imports/schools", "id,name,region\n", "text/csv")).MustBeProblem(422, "nothing-imported");
    }

    [Fact]
    public async Task An_import_may_be_larger_than_any_other_body()
    {
        var (id, count) = ($"large-{Guid.NewGuid():N}", 0);
        var lines = new StringBuilder();
        while (lines.Length < 2 * VocMatchGateway.MaxBodyLength)
        {
            lines.Append($$"""{"id":"{{id}}-{{++count}}","name":"Large","region":"north"}""").Append(' ', 4000).Append('\n');
        }

        var report = (await _api.Import("/api/v1/imports/schools", lines.ToString())).MustBe(200).Json;

        Assert.Equal(0, (int)report["wrong"]!);
        Assert.Equal(count, (int)report["created"]!);
    }

    [Fact]
    public async Task Placements_students_and_preferences_come_in_published_and_with_identity()
    {
        var id = $"full-{Guid.NewGuid():N}";
        var placement = $$"""{"id":"{{id}}","publish":true,{{World.Contents["placements"][1..]}}""";
        var student = $$"""{"id":"{{id}}","identity":{"name":"Grace Example","birthDate":"2007-01-31"},{{World.Contents["students"][1..]}}""";

        var placements = (await _api.Import("/api/v1/imports/placements", placement)).MustBe(200).Json;
        var students = (await _api.Import("/api/v1/imports/students", student)).MustBe(200).Json;
        var preferences = (await _api.Import("/api/v1/imports/preferences", $$"""{"student":"{{id}}","placements":["{{id}}"]}""")).MustBe(200).Json;

        Assert.Equal((1, 0, 0, 0), Counts(placements));
        Assert.Equal((1, 0, 0, 0), Counts(students));
        Assert.Equal((0, 1, 0, 0), Counts(preferences));
        Assert.Equal("published", (string?)(await _api.Get($"/api/v1/placements/{id}")).Json["status"]);
        Assert.Equal("Grace Example", (string?)(await _api.Get($"/api/v1/students/{id}/identity")).Json["name"]);
        Assert.Equal(id, (string?)(await _api.Get($"/api/v1/students/{id}")).Json["preferences"]![0]);
    }

    [Fact]
    public async Task Taxonomy_items_that_name_what_does_not_exist_are_left_out_with_those_that_name_them()
    {
        var id = $"tree-{Guid.NewGuid():N}"[..20];
        var lines = string.Join('\n',
            $$"""{"id":"{{id}}-root","name":"Root"}""",
            $$"""{"id":"{{id}}-leaf","name":"Leaf","parent":"{{id}}-branch"}""",
            $$"""{"id":"{{id}}-branch","name":"Branch","parent":"{{id}}-root"}""",
            $$"""{"id":"{{id}}-lost","name":"Lost","parent":"nowhere"}""",
            $$"""{"id":"{{id}}-child","name":"Child of the lost","parent":"{{id}}-lost"}""",
            $$"""{"id":"{{id}}-root","name":"Root again"}""");

        var report = (await _api.Import("/api/v1/imports/skill-groups", lines)).MustBe(200).Json;

        Assert.Equal((3, 0, 0, 3), Counts(report));
        Assert.Equal([4, 5, 6], report["errors"]!.AsArray().Select(error => (int)error!["line"]!));
        (await _api.Get($"/api/v1/skill-groups/{id}-leaf")).MustBe(200);
        (await _api.Get($"/api/v1/skill-groups/{id}-lost")).MustBe(404);
    }

    [Theory]
    [InlineData("regions", """{"id":"x","name":"X","centroid":{"latitude":91,"longitude":0}}""", "centroid.latitude")]
    [InlineData("regions", """{"id":"x","name":"X","centroid":{"latitude":0,"longitude":0},"neighbours":["none"]}""", "neighbours[0]")]
    [InlineData("skills", """{"id":"x","name":" "}""", "name")]
    [InlineData("occupations", """{"id":"x","name":"X","scheme":"soc","code":"5321"}""", "code")]
    [InlineData("occupations", """{"id":"x","name":"X","scheme":"isco","code":"5321","skills":[{"skill":"none","essential":true}]}""", "skills[0].skill")]
    public async Task A_wrong_taxonomy_item_is_named_by_its_field(string kind, string line, string field)
    {
        var refused = (await _api.Import($"/api/v1/imports/{kind}", line)).MustBeProblem(422, "nothing-imported");

        Assert.Equal([field], refused.ErrorFields);
    }

    [Fact]
    public async Task Broken_UTF8_is_an_error_of_its_line()
    {
        var id = $"utf8-{Guid.NewGuid():N}";
        var body = new ByteArrayContent([
            .. "{\"id\":\"x\",\"name\":\""u8, 0xC3, 0x28, .. "\"}\n"u8,
            .. Encoding.UTF8.GetBytes($$"""{"id":"{{id}}","name":"Good","region":"north"}""")]);
        body.Headers.ContentType = new("application/x-ndjson");

        var report = (await _api.Send(HttpMethod.Post, "/api/v1/imports/schools", body)).MustBe(200).Json;

        Assert.Equal((1, 0, 0, 1), Counts(report));
    }

    [Fact]
    public async Task Other_content_types_kinds_and_queries_are_refused()
    {
        (await _api.Import("/api/v1/imports/schools", "{}", "application/json")).MustBeProblem(415, "unsupported-media-type");
        (await _api.Import("/api/v1/imports/teachers", "{}")).MustBeProblem(404, "not-found");
        (await _api.Import("/api/v1/imports/schools?dryRun=yes", "{}")).MustBeProblem(400, "malformed");
        (await _api.Import("/api/v1/imports/schools?dryrun=true", "{}")).MustBeProblem(400, "malformed");
    }

    private static (int Created, int Changed, int Unchanged, int Wrong) Counts(System.Text.Json.Nodes.JsonNode report) =>
        ((int)report["created"]!, (int)report["changed"]!, (int)report["unchanged"]!, (int)report["wrong"]!);
}
