using System.Text;
using VocMatch.Gateway.Tests.Running;

namespace VocMatch.Gateway.Tests.Adjustments;

[Collection(GatewayCollection.Name)]
public sealed class AdjustmentEndpointTests(GatewayFixture gateway)
{
    private const string Adjustments = $"/api/v1/programs/{World.Program}/adjustments";

    private readonly Api _api = gateway.Api;

    [Fact]
    public async Task A_college_sees_what_was_measured_and_on_what()
    {
        var list = (await _api.Get(Adjustments)).MustBe(200);

        Assert.StartsWith("simulated", (string?)list.Json["basis"], StringComparison.Ordinal);
        Assert.Equal((1, 1), ((int)list.Json["students"]!, (int)list.Json["placed"]!));
        Assert.NotNull(list.ETag);
    }

    [Fact]
    public async Task Decisions_that_are_impossible_are_refused_in_words()
    {
        await _api.Get(Adjustments);

        (await _api.Post($"{Adjustments}/999/accept")).MustBeProblem(404, "not-found");
        (await _api.Post($"{Adjustments}/first/accept")).MustBeProblem(400, "malformed");
        (await _api.Get("/api/v1/programs/no-program/adjustments")).MustBeProblem(404, "not-found");
        (await _api.Send(HttpMethod.Post, $"{Adjustments}/1/decline", Json("""{"because":"x"}"""), Key())).MustBeProblem(400, "malformed");
        (await _api.Send(HttpMethod.Post, $"{Adjustments}/1/accept", null)).MustBeProblem(400, "malformed");
    }

    [Fact]
    public async Task A_suggestion_is_declined_with_its_reason_and_stays_in_the_ledger()
    {
        // Fewer seats fall to this program than it admits, and it has no student who would lose a place.
        (await _api.Import("/api/v1/imports/skills", """{"id":"first-aid","name":"First aid"}""")).MustBe(200);
        (await _api.Put("/api/v1/programs/declining", Program)).MustBe(201);
        (await _api.Post("/api/v1/programs/declining/publish")).MustBe(200);
        var open = (await _api.Get("/api/v1/programs/declining/adjustments")).MustBe(200).Json["adjustments"]!.AsArray();
        var number = (int)open.First(entry => (string?)entry!["kind"] == "changeIntake")!["number"]!;
        var address = $"/api/v1/programs/declining/adjustments/{number}";

        (await _api.Post($"{address}/decline")).MustBeProblem(422, "invalid");
        (await _api.Send(HttpMethod.Post, $"{address}/decline", Json("""{"reason":"It is asked for abroad."}"""), Key())).MustBe(200);
        var kept = (await _api.Get("/api/v1/programs/declining/adjustments")).Json["adjustments"]!.AsArray();

        Assert.Equal("It is asked for abroad.", (string?)kept.Single(entry => (int)entry!["number"]! == number)!["reason"]);
        (await _api.Post($"{address}/implement")).MustBeProblem(409, "conflict");
    }

    [Fact]
    public async Task Any_change_is_asked_about_and_answered_with_its_basis_its_rules_and_both_effects()
    {
        var change = (await _api.Send(HttpMethod.Post, $"/api/v1/programs/{World.Program}/effect", Json("""{"addedSkills":[],"droppedSkills":[],"intake":5}"""))).MustBe(200).Json;
        var posting = (await _api.Get($"/api/v1/placements/{World.Placement}")).MustBe(200).Json["posting"]!;
        posting["seats"] = (int)posting["seats"]! + 1;
        var seat = (await _api.Send(HttpMethod.Post, $"/api/v1/placements/{World.Placement}/effect", Json(posting.ToJsonString()))).MustBe(200).Json;

        foreach (var answer in new[] { change, seat })
        {
            Assert.NotEmpty((string)answer["basis"]!);
            Assert.NotEmpty((string)answer["own"]!);
            Assert.NotEmpty((string)answer["effect"]!["saved"]!["rule"]!);
            Assert.NotEmpty((string)answer["effect"]!["responding"]!["rule"]!);
            Assert.NotNull(answer["effect"]!["longerListsAlone"]);
        }

        (await _api.Send(HttpMethod.Post, "/api/v1/programs/no-program/effect", Json("{}"))).MustBeProblem(404, "not-found");
        (await _api.Send(HttpMethod.Post, $"/api/v1/programs/{World.Program}/effect", Json("""{"intake":-1}"""))).MustBeProblem(422, "invalid");
    }

    [Fact]
    public async Task An_officer_gets_the_call_list()
    {
        foreach (var by in (string[])["placement", "employer", "occupation", "region", "school"])
        {
            var list = (await _api.Get($"/api/v1/markets/seat-values?region=north&by={by}&top=5")).MustBe(200).Json;
            Assert.Equal((by, "north"), ((string?)list["by"], (string?)list["region"]));
        }

        (await _api.Get("/api/v1/markets/seat-values")).MustBeProblem(400, "malformed");
        (await _api.Get("/api/v1/markets/seat-values?region=north&by=colour")).MustBeProblem(400, "malformed");
        (await _api.Get("/api/v1/markets/seat-values?region=nowhere")).MustBeProblem(404, "not-found");
    }

    [Fact]
    public async Task Causes_add_up_and_a_placed_student_needs_no_change()
    {
        var causes = (await _api.Get("/api/v1/markets/causes?region=north")).MustBe(200).Json;
        var change = (await _api.Get($"/api/v1/students/{World.Student}/smallest-change")).MustBe(200).Json;

        Assert.Equal((int)causes["total"]!, causes["parts"]!.AsArray().Sum(part => (int)part!["cases"]!));
        Assert.Equal(World.Placement, (string?)change["placed"]);
        (await _api.Get("/api/v1/students/nobody/smallest-change")).MustBeProblem(404, "not-found");
    }

    [Fact]
    public async Task A_region_has_proposals() =>
        Assert.Empty((await _api.Get("/api/v1/regions/south/program-proposals")).MustBe(200).Json["proposals"]!.AsArray());

    private static string Program => World.Contents["programs"]
        .Replace("personal-care", "first-aid", StringComparison.Ordinal);

    private static (string Name, string Value) Key() => ("Idempotency-Key", Guid.NewGuid().ToString("N"));

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");
}
