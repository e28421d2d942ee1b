using System.Text.Json.Nodes;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Tests.Running;

namespace VocMatch.Gateway.Tests;

/// <summary>Tags and reserves without a counterpart are warned of where they are given, with the nearest that is known.</summary>
public sealed class TagWarningTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private readonly Api _api = gateway.Api;
    private readonly string _tag = $"from-afar-{Guid.NewGuid():N}"[..18];

    [Fact]
    public async Task A_reserve_for_a_tag_that_no_student_has_is_warned_of_with_the_nearest_one()
    {
        (await _api.Put($"/api/v1/students/{_tag}", Student(_tag))).MustBe(201);

        var put = (await _api.Put($"/api/v1/placements/{_tag}", Placement(_tag.ToUpperInvariant()))).MustBe(201).Json;

        Assert.Equal(
            $"Seats are reserved for the tag '{_tag.ToUpperInvariant()}', which no student has: they go to anybody. Is '{_tag}' meant?",
            (string?)Assert.Single(put["warnings"]!.AsArray()));
        Assert.Null((await _api.Replace($"/api/v1/placements/{_tag}", Placement(_tag))).MustBe(200).Json["warnings"]);
        Assert.Null((await _api.Get($"/api/v1/placements/{_tag}")).MustBe(200).Json["warnings"]);
        Assert.Null((await _api.Replace($"/api/v1/students/{_tag}", Student(_tag))).MustBe(200).Json["warnings"]);
    }

    [Fact]
    public async Task A_tag_of_a_student_that_no_placement_names_is_warned_of_with_the_nearest_one()
    {
        (await _api.Put($"/api/v1/placements/{_tag}", Placement(_tag))).MustBe(201);
        var misspelt = _tag.Replace('-', '_');

        var put = (await _api.Put($"/api/v1/students/{_tag}", Student(misspelt))).MustBe(201).Json;

        Assert.Equal(
            $"No placement reserves seats for the tag '{misspelt}', so that it has no effect. Is '{_tag}' meant?", (string?)Assert.Single(put["warnings"]!.AsArray()));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_import_warns_of_each_once_with_its_first_line_in_a_dry_run_too(bool dryRun)
    {
        var lines = Enumerable.Range(0, 3).Select(i => With(Student(_tag), ("id", $"{_tag}-{i}")));
        var report = (await _api.Import($"/api/v1/imports/students?dryRun={(dryRun ? "true" : "false")}", string.Join('\n', lines))).MustBe(200).Json;

        var warning = Assert.Single(report["warnings"]!.AsArray())!;
        Assert.Equal((1, 3, "tags[0]", _tag), ((int)warning["line"]!, (int)warning["lines"]!, (string?)warning["field"], (string?)warning["value"]));
        Assert.Equal(3, (int)report["created"]!);

        var placements = (await _api.Import($"/api/v1/imports/placements?dryRun={(dryRun ? "true" : "false")}", With(Placement(_tag), ("id", $"{_tag}-p")))).MustBe(200).Json;
        Assert.Equal(dryRun, placements["warnings"]?.AsArray().Count == 1);
    }

    [Fact]
    public async Task A_round_is_warned_of_tags_that_nobody_has()
    {
        (await _api.Put($"/api/v1/placements/{_tag}", Placement(_tag))).MustBe(201);

        var put = (await _api.Put($"/api/v1/rounds/{_tag}", Rounds.RoundWorld.Settings)).MustBe(201).Json;

        Assert.Contains(put["warnings"]!.AsArray(), warning => ((string)warning!).Contains(_tag, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_check_that_nobody_knows_is_refused_with_those_that_are_known()
    {
        var posting = JsonNode.Parse(Placement(_tag))!;
        posting["requirements"] = new JsonArray("polcie");
        var refused = (await _api.Put($"/api/v1/placements/{_tag}", posting.ToJsonString())).MustBeProblem(422, "invalid");
        Assert.Equal(["requirements[0]"], refused.ErrorFields);
        Assert.Contains("police", (string)refused.Json["errors"]![0]!["rule"]!, StringComparison.Ordinal);

        var student = JsonNode.Parse(Student(_tag))!;
        student["checks"] = new JsonArray(new JsonObject { ["requirement"] = "polcie", ["validThrough"] = "2099-01-01" });
        refused = (await _api.Put($"/api/v1/students/{_tag}", student.ToJsonString())).MustBeProblem(422, "invalid");
        Assert.Equal(["checks[0].requirement"], refused.ErrorFields);
        Assert.Contains("Is 'police' meant?", (string)refused.Json["errors"]![0]!["rule"]!, StringComparison.Ordinal);

        posting["requirements"] = new JsonArray("x-bridge-pilot");
        (await _api.Put($"/api/v1/placements/{_tag}", posting.ToJsonString())).MustBe(201);
    }

    private static string Student(string tag) => With(World.Text(Examples.Student), ("tags", new JsonArray(tag)));

    private static string Placement(string tag) =>
        With(World.Text(Examples.Placement), ("seats", 2), ("reserves", new JsonArray(new JsonObject { ["tag"] = tag, ["seats"] = 1 })));

    private static string With(string json, params (string Name, JsonNode Value)[] members)
    {
        var node = JsonNode.Parse(json)!.AsObject();
        foreach (var (name, value) in members)
        {
            node[name] = value;
        }

        return node.ToJsonString();
    }
}
