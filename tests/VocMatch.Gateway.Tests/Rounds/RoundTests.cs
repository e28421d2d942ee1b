using System.Text.Json.Nodes;
using VocMatch.Cli.Commands;
using VocMatch.Gateway.Tests.Running;

namespace VocMatch.Gateway.Tests.Rounds;

/// <summary>Rounds over real HTTP, on a host of their own: a lock takes every seat of a region.</summary>
public sealed class RoundTests : IClassFixture<GatewayFixture>, IAsyncLifetime
{
    private static readonly string[] Inputs = ["placements", "employers", "students", "applications", "fixed", "forbidden"];

    private readonly string _round = $"round-{Guid.NewGuid():N}"[..20];
    private readonly Api _api;
    private readonly RoundWorld _world;

    public RoundTests(GatewayFixture gateway)
    {
        _api = gateway.Api;
        _world = new(_api, _round);
    }

    public Task InitializeAsync() => _world.Build();

    /// <summary>One round may be under way in the scope, so each test ends its own.</summary>
    public Task DisposeAsync() => _world.End(_round);

    [Fact]
    public async Task A_round_goes_from_lists_to_a_result_that_the_offline_verifier_confirms()
    {
        await _world.Open(_round);
        (await _api.Put($"/api/v1/rounds/{_round}/pairs", $$"""
            {"fixed":[{"student":"{{_world.Student(0)}}","placement":"{{_world.Placement(0)}}","reason":"agreed, in \"writing\", before"}],
             "forbidden":[{"student":"{{_world.Student(1)}}","placement":"{{_world.Placement(1)}}","reason":"a relative works there"}]}
            """)).MustBe(200);
        await _world.Rank(_round);
        await _world.Lock(_round);
        await _world.Publish(_round);

        using var folder = new TemporaryFolder();
        foreach (var input in Inputs)
        {
            await folder.Save($"{input}.csv", await _api.Get($"/api/v1/rounds/{_round}/inputs/{input}.csv"));
        }

        await folder.Save("matches.csv", await _api.Get($"/api/v1/rounds/{_round}/results", ("Accept", "text/csv")));
        await folder.Save("certificate.json", await _api.Get($"/api/v1/rounds/{_round}/certificate"));
        string[] files = [.. Inputs.SelectMany(input => (string[])[$"--{input}", folder[$"{input}.csv"]])];
        Assert.Equal(0, VocMatchCommand.Run(["verify", "--optimal", .. files, "--matches", folder["matches.csv"], "--certificate", folder["certificate.json"]]));

        var round = (await _api.Get($"/api/v1/rounds/{_round}")).MustBe(200).Json;
        Assert.Equal((string?)JsonNode.Parse(folder.Text("certificate.json"))!["input"], (string?)round["inputDigest"]);
        var page = (await _api.Get($"/api/v1/rounds/{_round}/results?limit=4")).MustBe(200).Json;
        Assert.Equal(4, page["items"]!.AsArray().Count);
        var rest = (await _api.Get($"/api/v1/rounds/{_round}/results?limit=4&cursor={(string?)page["nextCursor"]}")).MustBe(200).Json;
        Assert.Equal(6, 4 + rest["items"]!.AsArray().Count);
        Assert.Equal(0, (int?)(await _api.Get($"/api/v1/rounds/{_round}/gaps")).MustBe(200).Json["studentsTotal"]);
        Assert.Equal((_world.Student(0), 0), ((string?)page["items"]![0]!["student"], (int?)page["items"]![0]!["pass"]));
    }

    [Fact]
    public async Task Nobody_sees_a_result_before_it_is_published_and_each_student_their_own_page_after()
    {
        await _world.Open(_round);
        await _world.Rank(_round);
        await _world.Lock(_round);
        await _world.Watch((await _world.Act(_round, "solve")).MustBe(202));

        string[] hidden = ["results", "certificate", "inputs/fixed.csv", $"students/{_world.Student(1)}"];
        foreach (var path in hidden)
        {
            (await _api.Get($"/api/v1/rounds/{_round}/{path}")).MustBeProblem(409, "conflict");
        }

        (await _api.Get($"/rounds/{_round}/students/{_world.Student(1)}")).MustBe(409);
        Assert.Null((await _api.Get($"/api/v1/rounds/{_round}")).Json["seed"]);
        await _world.Watch((await _world.Act(_round, "publish")).MustBe(202));

        var result = (await _api.Get($"/api/v1/rounds/{_round}/students/{_world.Student(1)}")).MustBe(200).Json;
        Assert.Equal(2, result["ranked"]!.AsArray().Count);
        Assert.All(result["ranked"]!.AsArray(), ranked => Assert.False(string.IsNullOrWhiteSpace((string?)ranked!["sentence"])));
        var page = (await _api.Get($"/rounds/{_round}/students/{_world.Student(1)}")).MustBe(200);
        Assert.Contains((string)result["lottery"]!, page.Text, StringComparison.Ordinal);
        Assert.Contains((string)result["certified"]!["certificateDigest"]!, page.Text, StringComparison.Ordinal);
        Assert.Equal("no-store", page.Headers["Cache-Control"]);
        (await _api.Get($"/api/v1/rounds/{_round}/students/nobody")).MustBeProblem(404, "not-found");
        (await _api.Get($"/api/v1/rounds/{_round}/certificate?pass=2")).MustBeProblem(404, "not-found");
    }

    [Fact]
    public async Task A_list_is_saved_with_what_is_amiss_with_it_until_the_lock()
    {
        await _world.Open(_round);
        var path = $"/api/v1/rounds/{_round}/students/{_world.Student(2)}/preferences";

        var saved = (await _api.Put(path, $$"""{"placements":["{{_world.Placement(0)}}"],"agreesToCompletion":true}""")).MustBe(200).Json;
        Assert.Equal("short", (string?)saved["warnings"]![0]!["kind"]);
        Assert.Equal(1, (int?)saved["list"]!["revision"]);
        Assert.True((bool?)(await _api.Get(path)).MustBe(200).Json["list"]!["agreesToCompletion"]);
        Assert.Contains("placements", (await _api.Put(path, """{"agreesToCompletion":true}""")).MustBeProblem(400, "malformed").ErrorFields);
        var twice = $"\"{_world.Placement(0)}\"";
        Assert.Equal("ranked[1]", Assert.Single((await _api.Put(path, $$"""{"placements":[{{twice}},{{twice}}]}""")).MustBeProblem(422, "invalid").ErrorFields));
        (await _api.Put($"/api/v1/rounds/{_round}/students/nobody/preferences", """{"placements":[]}""")).MustBeProblem(404, "not-found");
        await _world.Lock(_round);
        (await _api.Replace(path, """{"placements":[]}""")).MustBeProblem(409, "conflict");
    }

    [Fact]
    public async Task The_wrong_order_the_wrong_report_and_a_second_round_are_refused_with_the_reason()
    {
        await _world.Open(_round);

        (await _world.Act(_round, "solve")).MustBeProblem(409, "conflict");
        (await _api.Get($"/api/v1/rounds/{_round}/repair")).MustBeProblem(409, "conflict");
        Assert.Equal(0, (int?)(await _api.Get($"/api/v1/rounds/{_round}/completeness")).MustBe(200).Json["applications"]);
        (await _world.Act(_round, "lock", """{"report":"stale"}""")).MustBeProblem(409, "conflict");
        Assert.Equal("report", Assert.Single((await _world.Act(_round, "lock")).MustBeProblem(422, "invalid").ErrorFields));
        Assert.Equal("reason", Assert.Single((await _world.Act(_round, "cancel", "{}")).MustBeProblem(422, "invalid").ErrorFields));
        (await _world.Act(_round, "lock", """{"rapport":"x"}""")).MustBeProblem(400, "malformed");
        (await _api.Send(HttpMethod.Post, $"/api/v1/rounds/{_round}/solve", null)).MustBeProblem(400, "malformed");
        (await _api.Put($"/api/v1/rounds/{_round}-b", RoundWorld.Settings)).MustBe(201);
        Assert.Contains(_round, (await _world.Act($"{_round}-b", "open")).MustBeProblem(409, "conflict").Text, StringComparison.Ordinal);
        Assert.Contains("scope.regions", string.Join(' ', (await _api.Put(
            $"/api/v1/rounds/{_round}-c", """{"title":"x","scope":{"regions":[],"fields":[]}}""")).MustBeProblem(422, "invalid").ErrorFields), StringComparison.Ordinal);
        (await _world.Act("no-such-round", "open")).MustBeProblem(404, "not-found");
        (await _api.Get("/api/v1/operations/solve:no-such-round")).MustBeProblem(404, "not-found");
        (await _api.Get("/api/v1/operations/dance:spring")).MustBeProblem(404, "not-found");
        var draft = (await _api.Get("/api/v1/rounds?phase=draft")).MustBe(200).Json["items"]!.AsArray();
        Assert.Contains(draft, round => (string?)round!["id"] == $"{_round}-b");
        Assert.DoesNotContain(draft, round => (string?)round!["id"] == _round);
        (await _api.Get("/api/v1/rounds?phase=asleep")).MustBeProblem(400, "malformed");
    }

    [Fact]
    public async Task While_lists_are_collected_each_student_reads_the_risk_of_ending_without_a_place()
    {
        await _world.Open(_round);
        await _world.Rank(_round);
        var (lotteries, without) = (0, 0);
        for (var i = 0; i < RoundWorld.Students; i++)
        {
            var risk = (await _api.Get($"/api/v1/rounds/{_round}/students/{_world.Student(i)}/risk")).MustBe(200).Json;
            lotteries += (int)risk["lotteries"]!;
            without += (int)risk["withoutPlace"]!;
            Assert.All(risk["remedies"]!.AsArray(), remedy => Assert.True((int)remedy!["withoutPlace"]! < (int)risk["withoutPlace"]!));
        }

        // Eight students, six seats, and every list is long enough to fill them all under any lottery.
        Assert.Equal(lotteries * 2, without * RoundWorld.Students);
        (await _api.Get($"/api/v1/rounds/{_round}/students/nobody/risk")).MustBeProblem(404, "not-found");
        await _world.Lock(_round);
        (await _api.Get($"/api/v1/rounds/{_round}/students/{_world.Student(0)}/risk")).MustBeProblem(409, "conflict");
    }

    [Fact]
    [Trait("Lane", "Full")]
    public async Task After_the_result_a_drop_out_is_repaired_and_two_students_change_places()
    {
        await _world.Open(_round);
        await _world.Rank(_round);
        await _world.RankByEmployer(_round);
        await _world.Lock(_round);
        await _world.Publish(_round);
        (await _api.Get($"/api/v1/rounds/{_round}/repair?lateSeats=perhaps")).MustBeProblem(400, "malformed");
        (await _api.Get($"/api/v1/rounds/{_round}/repair?lateSeats=true")).MustBeProblem(409, "conflict");
        await _world.Answer(0, "decline", "{}");

        var proposal = (await _api.Get($"/api/v1/rounds/{_round}/repair")).MustBe(200).Json;
        Assert.Equal(1, (int?)proposal["newlyPlaced"]);
        Assert.Equal(_world.Student(6), (string?)Assert.Single(proposal["moves"]!.AsArray())!["student"]);
        var accepted = $$"""{"certificate":"{{(string?)proposal["certified"]!["certificateDigest"]}}"}""";
        (await _world.Act(_round, "repair", """{"certificate":"another"}""")).MustBeProblem(409, "conflict");
        Assert.Equal(2, (int?)(await _world.Act(_round, "repair", accepted)).MustBe(200).Json["issue"]);
        await Eventually.Holds(async () => (await _world.Offers(6)).Count > 0);
        var results = (await _api.Get($"/api/v1/rounds/{_round}/results")).MustBe(200).Json["items"]!.AsArray();
        Assert.DoesNotContain(results, result => (string?)result!["student"] == _world.Student(0));
        Assert.Equal(6, (await _api.Get($"/api/v1/rounds/{_round}/results?issue=1")).MustBe(200).Json["items"]!.AsArray().Count);

        Assert.Contains(
            "You have left the round", (await _api.Get($"/rounds/{_round}/students/{_world.Student(0)}")).MustBe(200).Text, StringComparison.Ordinal);

        await _world.Answer(1, "accept", null);
        await _world.Answer(2, "accept", null);
        var placed = (await _api.Get($"/students/{_world.Student(1)}")).MustBe(200).Text;
        Assert.Contains("Holds a seat at", placed, StringComparison.Ordinal);
        Assert.DoesNotContain("more regions", placed, StringComparison.Ordinal);
        (await _world.Swap(_round, 1, _world.Student(3))).MustBeProblem(409, "conflict");
        (await _world.Swap(_round, 1, "nobody")).MustBeProblem(422, "invalid");
        await Eventually.Holds(async () => (await _world.Swap(_round, 1, _world.Student(2))).Status == 200);
        Assert.Equal(
            _world.Student(1), (string?)(await _api.Get($"/api/v1/rounds/{_round}/students/{_world.Student(2)}/swap")).MustBe(200).Json["askedBy"]![0]);
        Assert.True((bool?)(await _world.Swap(_round, 2, _world.Student(1))).MustBe(200).Json["agreed"]);
        await Eventually.Holds(async () => (string?)(await _world.Offers(1))[^1]!["copy"]!["placement"] == _world.Placement(2)
            && (string?)(await _world.Offers(1))[^1]!["status"] == "committed");
        Assert.True((bool?)(await _api.Get($"/api/v1/rounds/{_round}")).MustBe(200).Json["repairs"]![1]!["swap"]);
    }
}
