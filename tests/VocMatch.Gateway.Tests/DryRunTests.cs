using System.Text;
using VocMatch.Gateway.Tests.Rounds;
using VocMatch.Gateway.Tests.Running;

namespace VocMatch.Gateway.Tests;

/// <summary>A dry run writes nothing, and says what the run would do.</summary>
[Collection(GatewayCollection.Name)]
public sealed class DryRunTests(GatewayFixture gateway)
{
    private readonly Api _api = gateway.Api;
    private readonly string _id = $"dry-{Guid.NewGuid():N}"[..16];

    [Fact]
    [Trait("Lane", "Full")]
    public async Task No_dry_run_of_any_kind_writes_a_row()
    {
        var world = new RoundWorld(_api, _id);
        await world.Build();
        await world.Open(_id);
        var bodies = Bodies(world);
        var operations = (await _api.Get("/swagger/v1/swagger.json")).MustBe(200).Json["paths"]!.AsObject()
            .Where(path => path.Value!["post"]?["parameters"]?.AsArray().Any(parameter => (string?)parameter!["name"] == "dryRun") == true)
            .Select(path => path.Key)
            .ToList();
        Assert.Equal(bodies.Keys.Order(), operations.Where(path => !IsSeries(path)).Order());

        foreach (var path in bodies.Keys)
        {
            foreach (var (body, type) in bodies[path])
            {
                var before = await DatabaseSnapshot.WhenQuiet(gateway);
                var tried = await Send($"{path}?dryRun=true", body, type);
                Assert.True(tried.Status == 200, $"{path}: {tried.Text}");
                Assert.True((bool)tried.Json["dryRun"]!, path);
                Assert.Equal(before, await DatabaseSnapshot.WhenQuiet(gateway));

                var run = (await Send(path, body, type)).MustBe(200).Json;
                foreach (var count in (string[])["created", "changed", "unchanged", "wrong"])
                {
                    Assert.True((int?)tried.Json[count] == (int?)run[count], $"{path}: {count} {tried.Json[count]} tried, {run[count]} done");
                }
            }
        }

        await world.Watch((await world.Act(_id, "cancel", """{"reason":"A test."}""")).MustBe(202));
    }

    [Fact]
    public async Task A_dry_run_tells_every_field_that_would_change_and_what_it_was()
    {
        (await _api.Import("/api/v1/imports/schools", $$"""{"id":"{{_id}}",{{World.Contents["schools"][1..]}}""")).MustBe(200);

        var csv = $"id,name,region,staff.teachers\n{_id},Renamed,,90\n{_id}-new,New,south,\n{World.School},Northern County College,north,\n";
        var tried = (await _api.Import("/api/v1/imports/schools?dryRun=true", csv, "text/csv")).MustBe(200).Json;

        var differences = tried["differences"]!.AsArray();
        Assert.Equal(2, differences.Count);
        Assert.Equal((2, _id, "changed"), ((int)differences[0]!["line"]!, (string?)differences[0]!["id"], (string?)differences[0]!["change"]));
        Assert.Equal(
            ["name: \"Northern County College\" -> \"Renamed\"", "staff.teachers: 84 -> 90"],
            differences[0]!["fields"]!.AsArray().Select(field => $"{field!["field"]}: {field["old"]} -> {field["new"]}"));
        Assert.Equal("created", (string?)differences[1]!["change"]);
        Assert.All(differences[1]!["fields"]!.AsArray(), field => Assert.Null(field!["old"]));
        Assert.Null((await _api.Import("/api/v1/imports/schools", csv, "text/csv")).MustBe(200).Json["differences"]);
    }

    [Fact]
    public async Task A_dry_run_of_new_students_with_identity_answers_as_the_run()
    {
        var csv = "id,school,program,region,free,identity.name,identity.birthDate\n"
            + $"{_id}-1,{World.School},{World.Program},north,2096-02-01..2096-06-25 mon-fri 480,Test Three,2009-01-01\n"
            + $"{_id}-2,{World.School},{World.Program},north,2096-02-01..2096-06-25 mon-fri 480,Test Four,2095-01-01\n";

        var tried = (await _api.Import("/api/v1/imports/students?dryRun=true", csv, "text/csv")).MustBe(200).Json;
        (await _api.Get($"/api/v1/students/{_id}-1")).MustBe(404);
        var run = (await _api.Import("/api/v1/imports/students", csv, "text/csv")).MustBe(200).Json;
        var again = (await _api.Import("/api/v1/imports/students", csv, "text/csv")).MustBe(200).Json;

        Assert.Equal((1, 1), ((int)tried["created"]!, (int)tried["wrong"]!));
        Assert.Equal((1, 1), ((int)run["created"]!, (int)run["wrong"]!));
        Assert.Equal((1, 1), ((int)again["unchanged"]!, (int)again["wrong"]!));
        Assert.Equal("identity.birthDate", (string?)tried["errors"]![0]!["field"]);
        Assert.Equal(tried["errors"]!.ToJsonString(), run["errors"]!.ToJsonString());
        Assert.Contains(tried["differences"]![0]!["fields"]!.AsArray(), field => (string?)field!["field"] == "identity.name");
    }

    [Fact]
    public async Task A_wrong_identity_leaves_the_profile_of_a_known_student_as_it_was()
    {
        var student = $$"""{"id":"{{_id}}",{{World.Contents["students"][1..]}}""";
        (await _api.Import("/api/v1/imports/students", student)).MustBe(200);
        var before = (await _api.Get($"/api/v1/students/{_id}")).MustBe(200).Text;

        var csv = $"id,maximumDistanceKm,identity.name,identity.birthDate\n{_id},7,Test,2095-01-01\n";
        var refused = (await _api.Import("/api/v1/imports/students", csv, "text/csv")).MustBeProblem(422, "nothing-imported");

        Assert.Equal(["identity.birthDate"], refused.ErrorFields);
        Assert.Equal(before, (await _api.Get($"/api/v1/students/{_id}")).Text);
    }

    [Fact]
    public async Task A_dry_run_says_whose_offers_and_ranks_rely_on_what_would_change()
    {
        var world = new RoundWorld(_api, _id);
        await world.Build();
        await world.Open(_id);
        await world.Rank(_id);

        var placement = (await _api.Import("/api/v1/imports/placements?dryRun=true", $"id,title\n{world.Placement(0)},Other\n", "text/csv")).MustBe(200).Json;
        var student = (await _api.Import("/api/v1/imports/students?dryRun=true", $"id,maximumDistanceKm\n{world.Student(1)},7\n", "text/csv")).MustBe(200).Json;

        var ofPlacement = placement["differences"]![0]!["touches"]!;
        Assert.Equal((0, 0, 5), ((int)ofPlacement["offers"]!, (int)ofPlacement["commitments"]!, (int)ofPlacement["ranks"]!));
        Assert.Equal(_id, (string?)Assert.Single(ofPlacement["rounds"]!.AsArray()));
        var ofStudent = student["differences"]![0]!["touches"]!;
        Assert.Equal(2, (int)ofStudent["ranks"]!);
        Assert.Equal(_id, (string?)Assert.Single(ofStudent["rounds"]!.AsArray()));
        await world.Watch((await world.Act(_id, "cancel", """{"reason":"A test."}""")).MustBe(202));
    }

    /// <summary>Series of others are imported whole, and have tests of their own.</summary>
    private static bool IsSeries(string path) =>
        path.Split('/')[^1] is not ("regions" or "skill-groups" or "skills" or "occupations" or "schools" or "programs" or "employers"
            or "placements" or "students" or "preferences" or "onet" or "esco");

    private Dictionary<string, (string Body, string Type)[]> Bodies(RoundWorld world)
    {
        const string Lines = "application/x-ndjson";
        const string Csv = "text/csv";
        return new Dictionary<string, (string, string)[]>
        {
            ["regions"] = [($$$"""{"id":"{{{_id}}}","name":"R","centroid":{"latitude":1,"longitude":2}}""", Lines), ($"id,name\n{_id},Q\n", Csv)],
            ["skill-groups"] = [($$"""{"id":"{{_id}}","name":"G"}""", Lines), ($"id,name\n{_id},H\n", Csv)],
            ["skills"] = [($$"""{"id":"{{_id}}","name":"S"}""", Lines), ($"id,name\n{_id},T\n", Csv)],
            ["occupations"] = [($$"""{"id":"{{_id}}","name":"O","scheme":"isco","code":"5321"}""", Lines), ($"id,name\n{_id},P\n", Csv)],
            ["schools"] = [(With("schools"), Lines), ($"id,name\n{_id},Other\n", Csv)],
            ["programs"] = [(With("programs", "\"publish\":true,"), Lines), ($"id,title\n{_id},Other\n", Csv)],
            ["employers"] = [(With("employers"), Lines), ($"id,name\n{_id},Other\n", Csv)],
            ["placements"] = [(With("placements", "\"publish\":true,"), Lines), ($"id,title\n{_id},Other\n", Csv)],
            ["students"] =
            [
                (With("students", "\"identity\":{\"name\":\"A B\",\"birthDate\":\"2007-01-31\"},"), Lines),
                ($"id,maximumDistanceKm,identity.name\n{_id},9,Other Name\n", Csv),
            ],
            ["preferences"] =
            [
                ($$"""{"student":"{{world.Student(0)}}","placements":["{{world.Placement(0)}}"]}""", Lines),
                ($$"""{"student":"{{world.Student(0)}}","round":"{{_id}}","placements":["{{world.Placement(0)}}","{{world.Placement(1)}}"]}""", Lines),
                ($$"""{"student":"{{world.Student(0)}}","round":"{{_id}}","placements":["{{world.Placement(0)}}","{{world.Placement(1)}}"]}""", Lines),
                ($"student,round,placements\n{world.Student(0)},{_id},{world.Placement(2)};{world.Placement(1)}\n", Csv),
            ],
            ["onet"] = [("", "onet")],
            ["esco"] = [("", "esco")],
        }.ToDictionary(kind => $"/api/v1/imports/{kind.Key}", kind => kind.Value);

        string With(string kind, string more = "") => $$"""{"id":"{{_id}}",{{more}}{{World.Contents[kind][1..]}}""";
    }

    private Task<Answer> Send(string path, string body, string type) => type switch
    {
        "onet" => _api.Send(HttpMethod.Post, path, Form(
            ("Occupation Data.txt", $"O*NET-SOC Code\tTitle\n99-{Number}.00\tTested\n"),
            ("Technology Skills.txt", "O*NET-SOC Code\tCommodity Code\tCommodity Title\tExample\tIn Demand\n"),
            ("Tools Used.txt", "O*NET-SOC Code\tCommodity Code\tCommodity Title\tExample\n"))),
        "esco" => _api.Send(HttpMethod.Post, path, Form(
            ("occupations_en.csv", $"conceptUri,preferredLabel,altLabels,iscoGroup\nhttp://data.europa.eu/esco/occupation/{_id},Tested,,5321\n"),
            ("skills_en.csv", $"conceptUri,preferredLabel,altLabels\nhttp://data.europa.eu/esco/skill/{_id}-s,Testing,\n"),
            ("occupationSkillRelations_en.csv", "occupationUri,relationType,skillUri\n"),
            ("ISCOGroups_en.csv", "code\n5321\n"))),
        _ => _api.Import(path, body, type),
    };

    private string Number => (1000 + (Math.Abs(_id.GetHashCode(StringComparison.Ordinal)) % 9000)).ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static MultipartFormDataContent Form(params (string Name, string Text)[] files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, text) in files)
        {
            form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "file", name);
        }

        return form;
    }
}
