using System.Net.Http.Headers;
using System.Text;
using VocMatch.Gateway.Tests.Running;

namespace VocMatch.Gateway.Tests;

/// <summary>On a host of their own: what they bring would be found by the searches of other tests.</summary>
public sealed class PublishedTaxonomyTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private readonly Api _api = gateway.Api;

    [SkippableFact]
    [Trait("Lane", "Full")]
    public async Task An_ONet_release_comes_in_as_it_was_published()
    {
        var folder = SharedData.Folder("onet");
        string[] files = ["Occupation Data.txt", "Technology Skills.txt", "Tools Used.txt"];

        var tried = (await Send("onet?dryRun=true", folder, files)).MustBe(200).Json;
        var report = (await Send("onet", folder, files)).MustBe(200).Json;
        var again = (await Send("onet", folder, files)).MustBe(200).Json;
        var nurses = (await _api.Get("/api/v1/occupations?text=Registered%20Nurses&limit=10")).MustBe(200).Json;

        Assert.True((int)report["occupations"]! >= 923, report.ToJsonString());
        Assert.Equal((long)tried["created"]!, (long)report["created"]!);
        Assert.Equal((0, 0), ((long)again["created"]!, (long)again["changed"]!));
        Assert.Contains(nurses["items"]!.AsArray(), occupation => (string?)occupation!["code"] == "29-1141");
    }

    [SkippableFact]
    public async Task An_ESCO_bundle_comes_in_as_it_was_published()
    {
        var folder = SharedData.Folder("esco-1.2.0");
        string[] files = ["occupations_en.csv", "skills_en.csv", "occupationSkillRelations_en.csv", "ISCOGroups_en.csv"];

        var report = (await Send("esco?dryRun=true", folder, files)).MustBe(200).Json;

        Assert.True((int)report["occupations"]! > 2_900, report.ToJsonString());
        Assert.True((int)report["skills"]! > 13_000, report.ToJsonString());
    }

    [Fact]
    public async Task Files_that_are_not_what_they_should_be_are_named()
    {
        var form = new MultipartFormDataContent { { new StringContent("hello"), "file", "Occupation Data.txt" } };
        var wrong = (await _api.Send(HttpMethod.Post, "/api/v1/imports/onet", form)).MustBeProblem(422, "invalid");
        var other = new MultipartFormDataContent { { new StringContent("hello"), "file", "passwords.txt" } };
        var refused = (await _api.Send(HttpMethod.Post, "/api/v1/imports/onet", other)).MustBeProblem(400, "malformed");
        (await _api.Import("/api/v1/imports/esco", "{}")).MustBeProblem(415, "unsupported-media-type");

        Assert.Contains("Occupation Data.txt", (string?)wrong.Json["detail"], StringComparison.Ordinal);
        Assert.Contains("Tools Used.txt", (string?)refused.Json["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_upgrade_takes_away_is_said_and_stays_as_retired()
    {
        const string Skills = "conceptUri,preferredLabel,altLabels\nhttp://data.europa.eu/esco/skill/u1,Kept,\n";
        const string Gone = "http://data.europa.eu/esco/skill/u2,Gone,\nhttp://data.europa.eu/esco/skill/u3,Unused,\n";
        const string Occupations = "conceptUri,preferredLabel,altLabels,iscoGroup\nhttp://data.europa.eu/esco/occupation/w1,Kept,,5321\n";
        const string Old = "http://data.europa.eu/esco/occupation/w2,Gone,,5321\n";
        (await Esco("esco", Occupations + Old, Skills + Gone)).MustBe(200);
        var student = World.Contents["students"].Replace("wound-care", "esco-u2", StringComparison.Ordinal);
        (await _api.Put("/api/v1/students/upgraded", student)).MustBe(201);

        var tried = (await Esco("esco?dryRun=true", Occupations, Skills)).MustBe(200).Json;
        Assert.Null((await _api.Get("/api/v1/skills/esco-u2")).MustBe(200).Json["retired"]);
        var report = (await Esco("esco", Occupations, Skills)).MustBe(200).Json;
        var again = (await Esco("esco", Occupations, Skills)).MustBe(200).Json;

        Assert.Equal((3, 1), ((int)report["retired"]!, (int)report["retiredInUse"]!));
        Assert.Equal(report["retiredItems"]!.ToJsonString(), tried["retiredItems"]!.ToJsonString());
        Assert.Equal(("skill", "esco-u2", 1), ((string?)report["retiredItems"]![0]!["kind"], (string?)report["retiredItems"]![0]!["id"], (int)report["retiredItems"]![0]!["students"]!));
        Assert.Equal(0, (int)again["retired"]!);
        Assert.True((bool?)(await _api.Get("/api/v1/skills/esco-u2")).MustBe(200).Json["retired"]);
        Assert.True((bool?)(await _api.Get("/api/v1/occupations/esco-w2")).MustBe(200).Json["retired"]);
        (await _api.Replace("/api/v1/students/upgraded", student)).MustBe(200);

        var back = (await Esco("esco", Occupations + Old, Skills + Gone)).MustBe(200).Json;
        Assert.Equal(3, (int)back["changed"]!);
        Assert.Null((await _api.Get("/api/v1/skills/esco-u2")).MustBe(200).Json["retired"]);
    }

    [Fact]
    public async Task A_file_in_Latin1_or_with_a_concept_twice_is_named_by_file_and_line()
    {
        const string Skills = "conceptUri,preferredLabel,altLabels\nhttp://data.europa.eu/esco/skill/l1,SQL,\n";
        const string Occupation = "http://data.europa.eu/esco/occupation/l1,d\u00e9veloppeur,,5321\n";
        const string Header = "conceptUri,preferredLabel,altLabels,iscoGroup\n";

        var latin = (await Esco("esco", Header + Occupation, Skills, Encoding.Latin1)).MustBeProblem(422, "invalid");
        var twice = (await Esco("esco", Header + Occupation + Occupation, Skills)).MustBeProblem(422, "invalid");

        Assert.Contains("occupations_en.csv, line 2: The file is not UTF-8", (string?)latin.Json["detail"], StringComparison.Ordinal);
        Assert.Contains("occupations_en.csv, line 3", (string?)twice.Json["detail"], StringComparison.Ordinal);
        Assert.Contains("stands on line 2 already", (string?)twice.Json["detail"], StringComparison.Ordinal);
        (await _api.Get("/api/v1/occupations/esco-l1")).MustBe(404);
    }

    private async Task<Answer> Esco(string path, string occupations, string skills, Encoding? encoding = null)
    {
        using var form = new MultipartFormDataContent();
        (string Name, string Text)[] files =
        [
            ("occupations_en.csv", occupations), ("skills_en.csv", skills), ("occupationSkillRelations_en.csv", "occupationUri,relationType,skillUri\n"),
            ("ISCOGroups_en.csv", "code\n5321\n"),
        ];
        foreach (var (name, text) in files)
        {
            form.Add(new ByteArrayContent((encoding ?? Encoding.UTF8).GetBytes(text)), "file", name);
        }

        return await _api.Send(HttpMethod.Post, $"/api/v1/imports/{path}", form);
    }

    [Fact]
    public async Task A_form_that_ends_too_early_is_refused()
    {
        var body = new ByteArrayContent(Encoding.ASCII.GetBytes("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"Tools Used.txt\"\r\n\r\nhalf"));
        body.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b");

        (await _api.Send(HttpMethod.Post, "/api/v1/imports/onet", body)).MustBeProblem(400, "malformed");
    }

    private async Task<Answer> Send(string kind, string folder, string[] files)
    {
        using var form = new MultipartFormDataContent();
        foreach (var file in files)
        {
            form.Add(new StreamContent(File.OpenRead(Path.Combine(folder, file))), "file", file);
        }

        return await _api.Send(HttpMethod.Post, $"/api/v1/imports/{kind}", form);
    }
}
