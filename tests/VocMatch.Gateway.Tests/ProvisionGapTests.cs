using System.Text.Json.Nodes;
using VocMatch.Gateway.Tests.Running;

namespace VocMatch.Gateway.Tests;

[Collection(GatewayCollection.Name)]
public sealed class ProvisionGapTests(GatewayFixture gateway)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Api _api = gateway.Api;

    [Fact]
    public async Task A_student_who_finds_nothing_is_listed_with_what_was_asked_for_and_without_a_name()
    {
        var id = $"student-{Guid.NewGuid():N}";
        var profile = JsonNode.Parse(World.Contents["students"])!;
        profile["reachableRegions"] = new JsonArray("south");
        (await _api.Put($"/api/v1/students/{id}", profile.ToJsonString())).MustBe(201);

        Assert.Empty((await _api.Get($"/api/v1/students/{id}/matches")).MustBe(200).Json["matches"]!.AsArray());

        var gap = await Listed("kind=studentWithoutMatch&region=north", id);
        Assert.Equal(1, (int)gap["days"]!);
        Assert.Equal("0913", (string?)gap["searchedFor"]!["fields"]![0]);
        Assert.Equal("5321", (string?)gap["searchedFor"]!["occupations"]![0]);
        Assert.Null(gap["name"]);
    }

    [Fact]
    public async Task A_placement_that_finds_nobody_is_listed_by_its_occupation()
    {
        var id = $"placement-{Guid.NewGuid():N}";
        var posting = JsonNode.Parse(World.Contents["placements"])!;
        posting["fields"] = new JsonArray("0715");
        (await _api.Put($"/api/v1/placements/{id}", posting.ToJsonString())).MustBe(201);
        (await _api.Post($"/api/v1/placements/{id}/publish")).MustBe(200);

        Assert.Empty((await _api.Get($"/api/v1/placements/{id}/candidates")).MustBe(200).Json["candidates"]!.AsArray());

        Assert.Equal("5321", (string?)(await Listed("kind=placementWithoutCandidate", id))["searchedFor"]!["occupations"]![0]);
    }

    [Theory]
    [InlineData("kind=none", "kind")]
    [InlineData("from=2027-13-01", "from")]
    [InlineData("cursor=x", "cursor")]
    public async Task A_filter_that_is_none_is_named(string query, string field) =>
        Assert.Equal([field], (await _api.Get($"/api/v1/provision-gaps?{query}")).MustBeProblem(400, "malformed").ErrorFields);

    private async Task<JsonNode> Listed(string query, string subject)
    {
        var listed = await Eventually.Gives(
            async () => (await _api.Get($"/api/v1/provision-gaps?{query}&limit=500")).MustBe(200).Json["items"]!.AsArray()
                .FirstOrDefault(gap => (string?)gap!["subject"] == subject),
            gap => gap is not null,
            _ => $"the gap of {subject} is listed",
            Patience);
        return listed!;
    }
}
