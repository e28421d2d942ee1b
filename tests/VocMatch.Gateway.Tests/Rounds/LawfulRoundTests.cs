using System.Text.Json.Nodes;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Tests.Running;

namespace VocMatch.Gateway.Tests.Rounds;

/// <summary>What a round decided is held against what is recorded when it is locked, published and repaired.</summary>
public sealed class LawfulRoundTests : IClassFixture<GatewayFixture>, IAsyncLifetime
{
    private readonly string _round = $"round-{Guid.NewGuid():N}"[..20];
    private readonly Api _api;
    private readonly RoundWorld _world;

    public LawfulRoundTests(GatewayFixture gateway)
    {
        _api = gateway.Api;
        _world = new(_api, _round);
    }

    public Task InitializeAsync() => _world.Build();

    public Task DisposeAsync() => _world.End(_round);

    [Fact]
    public async Task A_placement_closed_after_the_lock_makes_the_result_stale_until_it_is_solved_without_it()
    {
        await Locked();
        (await _api.Post($"/api/v1/placements/{_world.Placement(0)}/close")).MustBe(200);
        await Await("solve");

        var refused = (await _world.Act(_round, "publish")).MustBeProblem(409, "conflict");

        Assert.Contains(_world.Placement(0), (string)refused.Json["detail"]!, StringComparison.Ordinal);
        Assert.True((bool?)(await _api.Get($"/api/v1/rounds/{_round}")).Json["stale"]);
        await Eventually.Holds(async () => (await Tasks($"round:{_round}")).Count == 1);
        Assert.Equal("resultStale", (string?)Assert.Single(await Tasks($"round:{_round}"))["kind"]);
        Assert.Contains(await Told($"round:{_round}"), told => (string?)told["event"]!["kind"] == "placementClosed");

        (await _world.Act(_round, "rework", """{"reason":"a ward has closed"}""")).MustBe(200);
        await _world.Lock(_round);
        await _world.Publish(_round);

        Assert.False((bool?)(await _api.Get($"/api/v1/rounds/{_round}")).Json["stale"]);
        Assert.NotNull(Assert.Single(await Tasks($"round:{_round}"))["doneAt"]);
        var results = (await _api.Get($"/api/v1/rounds/{_round}/results")).MustBe(200).Json["items"]!.AsArray();
        Assert.Equal(4, results.Count);
        Assert.DoesNotContain(results, result => (string?)result!["placement"] == _world.Placement(0));
        Assert.Equal(0, (int?)(await _api.Get($"/api/v1/rounds/{_round}")).Json["offersRefused"]);
    }

    [Fact]
    public async Task An_employers_lowered_limit_makes_the_result_stale()
    {
        await Locked();
        await Await("solve");
        var employer = JsonNode.Parse(World.Contents["employers"])!.AsObject();
        employer["internCap"] = 1;
        (await _api.Replace($"/api/v1/employers/{World.Employer}", employer.ToJsonString())).MustBe(200);

        try
        {
            Assert.Contains(World.Employer, (string)(await _world.Act(_round, "publish")).MustBeProblem(409, "conflict").Json["detail"]!, StringComparison.Ordinal);
        }
        finally
        {
            (await _api.Replace($"/api/v1/employers/{World.Employer}", World.Contents["employers"])).MustBe(200);
        }

        await Await("publish");
    }

    [Fact]
    [Trait("Lane", "Full")]
    public async Task Who_may_not_work_there_any_more_is_offered_nothing_and_a_repair_gives_the_seat_on()
    {
        await PublishWithOneBarredSinceTheLock();

        Assert.Empty(await _world.Offers(0));
        Assert.Equal(1, (int?)(await _api.Get($"/api/v1/rounds/{_round}")).Json["offersRefused"]);
        var result = (await _api.Get($"/api/v1/rounds/{_round}/students/{_world.Student(0)}")).MustBe(200).Json;
        Assert.Null(result["assignment"]);
        Assert.Contains("permission to be paired", (string)result["notOffered"]!, StringComparison.Ordinal);
        Assert.DoesNotContain(result["ranked"]!.AsArray(), answer => (string?)answer!["reason"] == "held");
        var subject = $"pair:{_world.Student(0)}/{_world.Placement(0)}";
        foreach (var recipient in (string[])[$"round:{_round}", $"school:{World.School}", $"employer:{World.Employer}"])
        {
            await Eventually.Holds(async () => (await Tasks(recipient)).Any(task => (string?)task["subject"] == subject && task["doneAt"] is null));
        }

        Assert.Contains(await Told($"student:{_world.Student(0)}"), told => (string?)told["event"]!["kind"] == "taskRaised");

        var proposal = (await _api.Get($"/api/v1/rounds/{_round}/repair")).MustBe(200).Json;
        Assert.DoesNotContain(proposal["moves"]!.AsArray(), move => (string?)move!["student"] == _world.Student(0));
        Assert.Equal(1, (int?)proposal["newlyPlaced"]);
        (await _world.Act(_round, "repair", $$"""{"certificate":"{{(string?)proposal["certified"]!["certificateDigest"]}}"}""")).MustBe(200);

        await Eventually.Holds(async () => (await _world.Offers(6)).Count == 1);
        await Eventually.Holds(async () => (await Tasks($"round:{_round}")).All(task => task["doneAt"] is not null));
        var after = (await _api.Get($"/api/v1/rounds/{_round}/students/{_world.Student(0)}")).MustBe(200).Json;
        Assert.Null(after["assignment"]);
        Assert.Null(after["notOffered"]);
    }

    [Fact]
    public async Task A_repair_offers_what_may_be_again()
    {
        await PublishWithOneBarredSinceTheLock();
        await Bar(0, barred: false);

        var proposal = (await _api.Get($"/api/v1/rounds/{_round}/repair")).MustBe(200).Json;
        var move = Assert.Single(proposal["moves"]!.AsArray())!;
        Assert.Equal((_world.Student(0), _world.Placement(0)), ((string?)move["student"], (string?)move["to"]));
        (await _world.Act(_round, "repair", $$"""{"certificate":"{{(string?)proposal["certified"]!["certificateDigest"]}}"}""")).MustBe(200);

        await _world.Answer(0, "accept", null);
    }

    [Fact]
    public async Task A_pair_placed_by_hand_is_lawful_or_overridden_by_two_people()
    {
        await _world.Open(_round);
        await _world.Rank(_round);
        await Bar(0, barred: true);

        Assert.Equal(["fixed[0].constraints.pairAllowed"], (await Fix(null)).MustBeProblem(422, "invalid").ErrorFields);
        Assert.Equal(["fixed[0].override.constraints"], (await Fix(Override("pairAllowed\",\"goodWill"))).MustBeProblem(422, "invalid").ErrorFields);
        Assert.Equal(["fixed[0].override.confirmedBy"], (await Fix(Override("pairAllowed", confirmedBy: "B. Second"))).MustBeProblem(422, "invalid").ErrorFields);
        (await Fix(Override("pairAllowed"))).MustBe(200);
        var digest = (string?)(await _api.Get($"/api/v1/rounds/{_round}/completeness")).MustBe(200).Json["digest"];
        Assert.Contains(
            "second person", (string)(await _world.Act(_round, "lock", $$"""{"report":"{{digest}}"}""")).MustBeProblem(409, "conflict").Json["detail"]!, StringComparison.Ordinal);
        Assert.Equal(["confirmedBy"], (await Confirm("a. first")).MustBeProblem(422, "invalid").ErrorFields);
        (await Confirm("B. Second")).MustBe(200);
        (await Confirm("B. Second")).MustBe(200);
        (await Confirm("C. Third")).MustBeProblem(409, "conflict");
        (await Fix(Override("pairAllowed"), again: true)).MustBe(200);
        Assert.Equal("B. Second", (string?)(await _api.Get($"/api/v1/rounds/{_round}/pairs")).Json["fixed"]![0]!["override"]!["confirmedBy"]);

        await _world.Lock(_round);
        await _world.Publish(_round);

        var certificate = (await _api.Get($"/api/v1/rounds/{_round}/certificate")).MustBe(200).Text;
        Assert.Contains("override of permission to be paired: agreed with both families; proposed by A. First, confirmed by B. Second", certificate, StringComparison.Ordinal);
        Assert.Equal(0, (int?)(await _api.Get($"/api/v1/rounds/{_round}")).Json["offersRefused"]);
        await _world.Answer(0, "accept", null);
        Assert.Null((await _world.Offers(0))[^1]!["unlawful"]);
    }

    [Fact]
    public async Task What_goes_into_a_lock_is_refused_while_it_is_frozen_and_that_is_no_outage()
    {
        // A pair that may not be keeps the inputs from being frozen, so that the round stays between lock and frozen inputs.
        (await _api.Put($"/api/v1/rounds/{_round}", $$"""{"closesAt":"{{DateTimeOffset.UtcNow.AddSeconds(2):O}}",{{RoundWorld.Settings[1..]}}""")).MustBe(201);
        (await _api.Post($"/api/v1/rounds/{_round}/open")).MustBe(200);
        (await Fix(waiver: null)).MustBe(200);
        await Bar(student: 0, barred: true);
        await Eventually.Holds(async () => (await _api.Get($"/api/v1/rounds/{_round}")).Json is var round
            && (string?)round["phase"] == "locked" && (bool?)round["stale"] is true && round["inputDigest"] is null);

        Answer[] refused =
        [
            await _api.Put($"/api/v1/rounds/{_round}/students/{_world.Student(1)}/preferences", $$"""{"placements":["{{_world.Placement(0)}}"]}"""),
            await _api.Replace($"/api/v1/rounds/{_round}/rankings", $$"""{"employer":"{{World.Employer}}","students":["{{_world.Student(1)}}"]}"""),
            await _api.Replace($"/api/v1/rounds/{_round}/pairs", """{"fixed":[],"forbidden":[]}"""),
        ];

        Assert.All(refused, answer => Assert.Contains(
            "locked, and its inputs are being frozen", (string)answer.MustBeProblem(409, "conflict").Json["detail"]!, StringComparison.Ordinal));
        await Bar(student: 0, barred: false);
    }

    private async Task Await(string action) => await _world.Watch((await _world.Act(_round, action)).MustBe(202));

    private async Task Locked(bool rankedByEmployer = false)
    {
        await _world.Open(_round);
        await _world.Rank(_round);
        if (rankedByEmployer)
        {
            await _world.RankByEmployer(_round);
        }

        await _world.Lock(_round);
    }

    /// <summary>The first student may not work where the round has placed them, and so is offered nothing.</summary>
    private async Task PublishWithOneBarredSinceTheLock()
    {
        await Locked(rankedByEmployer: true);
        await Await("solve");
        await Bar(0, barred: true);
        await Await("publish");
    }

    private static string Override(string constraint, string? confirmedBy = null) =>
        $$""","override":{"constraints":["{{constraint}}"],"reason":"agreed with both families","proposedBy":"A. First"{{(confirmedBy is null ? "" : $",\"confirmedBy\":\"{confirmedBy}\"")}}}""";

    private Task<Answer> Fix(string? waiver, bool again = false)
    {
        var pairs = $$"""{"fixed":[{"student":"{{_world.Student(0)}}","placement":"{{_world.Placement(0)}}","reason":"agreed before"{{waiver}}}],"forbidden":[]}""";
        return again ? _api.Replace($"/api/v1/rounds/{_round}/pairs", pairs) : _api.Put($"/api/v1/rounds/{_round}/pairs", pairs);
    }

    private Task<Answer> Confirm(string by) => _world.Act(
        _round, "pairs/confirm", $$"""{"student":"{{_world.Student(0)}}","placement":"{{_world.Placement(0)}}","confirmedBy":"{{by}}"}""");

    private async Task Bar(int student, bool barred)
    {
        var profile = JsonNode.Parse(World.Text(Examples.Student))!.AsObject();
        if (barred)
        {
            profile["barred"] = new JsonArray(new JsonObject { ["employer"] = World.Employer, ["reason"] = "a relative works there" });
        }

        (await _api.Replace($"/api/v1/students/{_world.Student(student)}", profile.ToJsonString())).MustBe(200);
    }

    private async Task<List<JsonNode>> Tasks(string recipient) => await Items("tasks", recipient);

    private async Task<List<JsonNode>> Told(string recipient) => await Items("notifications", recipient);

    private async Task<List<JsonNode>> Items(string list, string recipient) =>
        [.. (await _api.Get($"/api/v1/{list}?recipient={recipient}&limit=500")).MustBe(200).Json["items"]!.AsArray().Select(item => item!)];
}
