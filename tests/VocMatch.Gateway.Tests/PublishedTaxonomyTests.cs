using System.Net.Http.Headers;
using System.Text;
using VocMatch.Gateway.Tests.Running;

namespace VocMatch.Gateway.Tests;

/// <summary>On a host of their own: what they bring would be found by the searches of other tests.</summary>
public sealed class PublishedTaxonomyTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private readonly Api _api = gateway.Api;

    [SkippableFact]
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
