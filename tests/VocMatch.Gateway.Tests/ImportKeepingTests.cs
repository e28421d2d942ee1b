using System.Text.Json.Nodes;
using VocMatch.Gateway.Tests.Running;

namespace VocMatch.Gateway.Tests;

/// <summary>Nothing of what is stored goes away, and nothing of a file is left out, without a word.</summary>
[Collection(GatewayCollection.Name)]
public sealed class ImportKeepingTests(GatewayFixture gateway)
{
    private readonly Api _api = gateway.Api;
    private readonly string _id = $"keep-{Guid.NewGuid():N}"[..20];

    public static TheoryData<string, string, string> Kinds => new()
    {
        { "schools", World.Contents["schools"], "name" },
        { "programs", World.Contents["programs"], "title" },
        { "employers", World.Contents["employers"], "name" },
        { "placements", World.Contents["placements"], "title" },
        { "students", World.Contents["students"], "maximumDistanceKm" },
        { "regions", """{"name":"R","centroid":{"latitude":1.5,"longitude":2},"neighbours":["north"]}""", "name" },
        { "skill-groups", """{"name":"G","parent":"care"}""", "name" },
        { "skills", """{"name":"S","groups":["care"],"alternativeNames":["T"]}""", "name" },
        { "occupations", """{"name":"O","scheme":"isco","code":"5321","skills":[{"skill":"personal-care","essential":true}]}""", "name" },
    };

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_column_that_is_not_there_and_an_empty_cell_keep_what_is_stored(string kind, string content, string column)
    {
        await Import(kind, $$"""{"id":"{{_id}}",{{content[1..]}}""");
        var before = await Stored(kind);
        var others = before.Select(member => member.Key)
            .Where(name => name != column && name != "id" && before[name] is not JsonObject and not JsonArray);

        await Import(kind, $"id,{column}\n{_id},33\n", "text/csv");
        await Import(kind, $"{string.Join(',', ["id", .. others])}\n{_id}{new string(',', others.Count())}\n", "text/csv");

        var after = await Stored(kind);
        Assert.Equal("33", after[column]!.ToString());
        before[column] = after[column]!.DeepClone();
        Assert.Equal(before.ToJsonString(), after.ToJsonString());
    }

    [Fact]
    public async Task A_cell_clears_only_where_it_says_so()
    {
        await Import("schools", $$"""{"id":"{{_id}}",{{World.Contents["schools"][1..]}}""");

        await Import("schools", $"id,officialNumber,staff.teachers,staff.doubleQualified\n{_id},(none),85,\n", "text/csv");
        var school = await Stored("schools");
        Assert.Null(school["officialNumber"]);
        Assert.Equal((85, 31), ((int)school["staff"]!["teachers"]!, (int)school["staff"]!["doubleQualified"]!));

        await Import("schools", $"id,staff.teachers,staff.doubleQualified\n{_id},(none),(none)\n", "text/csv");
        Assert.Null((await Stored("schools"))["staff"]);

        var refused = await _api.Import("/api/v1/imports/schools", $"id,name\n{_id},(none)\n", "text/csv");
        Assert.Equal(["name"], refused.MustBeProblem(422, "nothing-imported").ErrorFields);
    }

    [Fact]
    public async Task A_list_of_preferences_keeps_what_its_line_does_not_say()
    {
        await Import("students", $$"""{"id":"{{_id}}",{{World.Contents["students"][1..]}}""");
        await Import("preferences", $"student,placements\n{_id},{World.Placement}\n", "text/csv");

        var again = await Import("preferences", $"student,placements\n{_id},\n", "text/csv");
        Assert.Equal(1, (int)again["unchanged"]!);
        await Import("preferences", $"student,placements\n{_id},(none)\n", "text/csv");

        Assert.Empty((await _api.Get($"/api/v1/students/{_id}")).Json["preferences"]!.AsArray());
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_file_says_a_thing_once(string kind, string content, string column)
    {
        var line = $$"""{"id":"{{_id}}",{{content[1..]}}""";
        var second = JsonNode.Parse(line)!.AsObject();
        second[column] = second[column] is JsonValue value && value.TryGetValue<int>(out _) ? 34 : "Second";

        var report = await Import(kind, $"{line}\n{second.ToJsonString()}\n", wrong: 1);

        Assert.Equal(2, (int)report["errors"]![0]!["line"]!);
        Assert.Equal($"Lines 1 and 2 are both about '{_id}': line 1 was taken, line 2 was not.", (string?)report["errors"]![0]!["rule"]);
        Assert.NotEqual(second[column]!.ToString(), (await Stored(kind))[column]?.ToString());
    }

    [Fact]
    public async Task The_second_person_of_one_id_does_not_replace_the_first()
    {
        var csv = "id,school,program,region,free,identity.name,identity.birthDate\n"
            + $"{_id},{World.School},{World.Program},north,2096-02-01..2096-06-25 mon-fri 480,Test One,2009-01-01\n"
            + $"{_id},{World.School},{World.Program},north,2096-02-01..2096-06-25 mon-fri 480,Test Two,2008-05-05\n";

        var report = await Import("students", csv, "text/csv", wrong: 1);

        Assert.Equal((1, 3), ((int)report["created"]!, (int)report["errors"]![0]!["line"]!));
        Assert.Contains("Lines 2 and 3", (string?)report["errors"]![0]!["rule"], StringComparison.Ordinal);
        Assert.Equal("Test One", (string?)(await _api.Get($"/api/v1/students/{_id}/identity")).Json["name"]);
    }

    [Fact]
    public async Task Lists_for_two_rounds_are_two_things_and_the_same_round_twice_is_one()
    {
        await Import("students", $$"""{"id":"{{_id}}",{{World.Contents["students"][1..]}}""");
        var own = $$"""{"student":"{{_id}}","placements":["{{World.Placement}}"]}""";
        var round = $$"""{"student":"{{_id}}","round":"no-such-round","placements":["{{World.Placement}}"]}""";

        var report = await Import("preferences", $"{own}\n{round}\n{own}\n{round}\n", wrong: 3);

        Assert.Equal([2, 3, 4], report["errors"]!.AsArray().Select(error => (int)error!["line"]!));
        Assert.Contains("does not exist", (string?)report["errors"]![0]!["rule"], StringComparison.Ordinal);
        Assert.Contains("Lines 1 and 3", (string?)report["errors"]![1]!["rule"], StringComparison.Ordinal);
        Assert.Contains("in the round 'no-such-round'", (string?)report["errors"]![2]!["rule"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Id,name,region\nx,X,north\n", "text/csv", "id")]
    [InlineData("id,nmae,region\nx,X,north\n", "text/csv", "name")]
    [InlineData("id,name,region,staff.teacher\nx,X,north,1\n", "text/csv", "staff.teachers")]
    [InlineData("""{"id":"x","Name":"X","region":"north"}""", "application/x-ndjson", "name")]
    [InlineData("""{"id":"x","name":"X","region":"north","staff":{"techers":1,"doubleQualified":0}}""", "application/x-ndjson", "teachers")]
    public async Task An_unknown_column_is_an_error_that_names_the_nearest_known_one(string file, string type, string meant)
    {
        var refused = (await _api.Import("/api/v1/imports/schools", file, type)).MustBeProblem(422, "nothing-imported");

        Assert.Contains(refused.Json["errors"]!.AsArray(), error => ((string)error!["rule"]!).Contains($"Is '{meant}' meant?", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("id,name,region\n学生,X,north\n", "text/csv")]
    [InlineData("{\"id\":\"学生\",\"name\":\"X\",\"region\":\"north\"}", "application/x-ndjson")]
    public async Task An_error_shows_the_signs_that_were_sent(string file, string type)
    {
        var refused = (await _api.Import("/api/v1/imports/schools", file, type)).MustBeProblem(422, "nothing-imported");

        Assert.Equal("学生", (string?)refused.Json["errors"]![0]!["value"]);
        Assert.Contains("学生", refused.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("\\u", refused.Text, StringComparison.Ordinal);
    }

    private async Task<JsonNode> Import(string kind, string text, string type = "application/x-ndjson", int wrong = 0)
    {
        var report = (await _api.Import($"/api/v1/imports/{kind}", text, type)).MustBe(200);
        Assert.True((int)report.Json["wrong"]! == wrong, report.Text);
        return report.Json;
    }

    /// <summary>The content as it is stored.</summary>
    private async Task<JsonObject> Stored(string kind)
    {
        var found = (await _api.Get($"/api/v1/{kind}/{_id}")).MustBe(200).Json.AsObject();
        return (found["draft"] ?? found["profile"] ?? found["content"] ?? found["posting"] ?? found).AsObject().DeepClone().AsObject();
    }
}
