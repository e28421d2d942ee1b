using System.Text.Json.Nodes;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Tests.Running;

namespace VocMatch.Gateway.Tests;

/// <summary>A posting under people, over HTTP: what an edit may not do, a proposal may where all agree.</summary>
[Collection(GatewayCollection.Name)]
public sealed class ProposalTests(GatewayFixture gateway)
{
    private readonly Api _api = gateway.Api;

    [Fact]
    public async Task Dates_do_not_move_under_an_acceptance_but_by_agreement()
    {
        var (placement, student) = ($"terms-{Guid.NewGuid():N}", $"terms-{Guid.NewGuid():N}");
        (await _api.Put($"/api/v1/placements/{placement}", World.Contents["placements"])).MustBe(201);
        (await _api.Post($"/api/v1/placements/{placement}/publish")).MustBe(200);
        (await _api.Put($"/api/v1/students/{student}", World.Contents["students"])).MustBe(201);
        (await _api.Put($"/api/v1/students/{student}/identity", World.Text(Examples.Identity))).MustBe(201);
        var deadline = DateTimeOffset.UtcNow.AddDays(9).ToString("O");
        var offer = (string)(await Act($"placements/{placement}/offers", $$"""{"student":"{{student}}","expiresAt":"{{deadline}}"}""")).MustBe(201).Json["id"]!;
        await Eventually.Holds(async () => (await Act($"offers/{offer}/accept", null)).Status == 200);
        var posting = JsonNode.Parse(World.Contents["placements"])!.AsObject();
        posting["pattern"]!["blocks"]![0]!["firstDay"] = "2096-03-05";
        var moved = posting.ToJsonString();

        var refused = (await _api.Replace($"/api/v1/placements/{placement}", moved)).MustBeProblem(422, "invalid");
        var proposal = (await Act($"placements/{placement}/proposal", $$"""{"posting":{{moved}},"answerBy":"{{deadline}}"}""")).MustBe(200).Json;

        Assert.Equal(["pattern"], refused.ErrorFields);
        Assert.Equal(("open", 1, "pattern"), ((string?)proposal["status"], (int?)proposal["asked"], (string?)proposal["differences"]![0]!["member"]));
        await Eventually.Holds(async () => (int?)(await Shown(student))["copy"]!["proposed"]?["number"] == 1);
        Assert.Equal("2096-02-01", (string?)(await Shown(student))["copy"]!["pattern"]!["blocks"]![0]!["firstDay"]);
        (await Act($"offers/{offer}/terms", """{"proposal":2,"agreed":true}""")).MustBeProblem(409, "conflict");
        (await Act($"offers/{offer}/terms", """{"proposal":1,"agreed":true}""")).MustBe(200);
        await Eventually.Holds(async () => (string?)(await _api.Get($"/api/v1/placements/{placement}/proposal")).MustBe(200).Json["status"] == "agreed");
        Assert.Equal("2096-03-05", (string?)(await _api.Get($"/api/v1/placements/{placement}")).Json["posting"]!["pattern"]!["blocks"]![0]!["firstDay"]);
        await Eventually.Holds(async () => (string?)(await Shown(student))["copy"]!["pattern"]!["blocks"]![0]!["firstDay"] == "2096-03-05");
        await Eventually.Holds(async () => (await _api.Get($"/api/v1/notifications?recipient=student:{student}")).MustBe(200).Text.Contains("termsAgreed", StringComparison.Ordinal));

        var other = JsonNode.Parse(moved)!.AsObject();
        other["employer"] = "another";
        Assert.Contains("employer", (await _api.Replace($"/api/v1/placements/{placement}", other.ToJsonString())).MustBeProblem(422, "invalid").ErrorFields);
    }

    private async Task<JsonNode> Shown(string student) =>
        (await _api.Get($"/api/v1/students/{student}/offers")).MustBe(200).Json["offers"]![0]!;

    private Task<Answer> Act(string path, string? body)
    {
        var content = body is null ? null : new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        return _api.Send(HttpMethod.Post, $"/api/v1/{path}", content, ("Idempotency-Key", Guid.NewGuid().ToString("N")));
    }
}
