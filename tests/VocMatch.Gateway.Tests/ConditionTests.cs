using System.Text.Json.Nodes;
using VocMatch.Gateway.Tests.Rounds;
using VocMatch.Gateway.Tests.Running;

namespace VocMatch.Gateway.Tests;

/// <summary>Nobody replaces what they have not seen: every PUT, with and without conditions.</summary>
[Collection(GatewayCollection.Name)]
public sealed class ConditionTests(GatewayFixture gateway)
{
    private readonly Api _api = gateway.Api;

    public static TheoryData<string> Kinds => [.. World.Contents.Keys];

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_exists_is_not_replaced_unseen(string kind)
    {
        var path = $"/api/v1/{kind}/unseen-{Guid.NewGuid():N}";
        var first = (await _api.Put(path, World.Contents[kind], ("Idempotency-Key", $"{kind}-unseen"))).MustBe(201);

        var unseen = (await _api.Put(path, World.Contents[kind])).MustBeProblem(428, "condition-required");
        var repeated = (await _api.Put(path, World.Contents[kind], ("Idempotency-Key", $"{kind}-unseen"))).MustBe(201);

        Assert.Contains("If-Match", (string?)unseen.Json["detail"], StringComparison.Ordinal);
        Assert.Equal(first.Text, repeated.Text);
        Assert.Equal("\"1\"", (await _api.Get(path)).ETag);
    }

    [Fact]
    public async Task An_identity_has_a_tag_of_its_own()
    {
        var path = $"/api/v1/students/tagged-{Guid.NewGuid():N}";
        (await _api.Put(path, World.Contents["students"])).MustBe(201);
        var content = World.Text(OpenApi.Examples.Identity);
        var renamed = content.Replace("Ada", "Ida", StringComparison.Ordinal);

        var created = (await _api.Put($"{path}/identity", content, ("If-None-Match", "*"))).MustBe(201);
        var read = (await _api.Get($"{path}/identity")).MustBe(200);
        (await _api.Put($"{path}/identity", renamed)).MustBeProblem(428, "condition-required");
        (await _api.Put($"{path}/identity", renamed, ("If-None-Match", "*"))).MustBeProblem(412, "version-mismatch");
        var changed = (await _api.Put($"{path}/identity", renamed, ("If-Match", read.ETag!))).MustBe(200);
        (await _api.Put($"{path}/identity", content, ("If-Match", read.ETag!))).MustBeProblem(412, "version-mismatch");

        Assert.Equal(created.ETag, read.ETag);
        Assert.NotEqual(read.ETag, changed.ETag);
        Assert.Equal("Ida Example", (string?)(await _api.Get($"{path}/identity")).Json["name"]);
    }

    [Fact]
    public async Task The_first_preferences_need_no_condition_and_the_second_do()
    {
        var path = $"/api/v1/students/ranks-{Guid.NewGuid():N}";
        (await _api.Put(path, World.Contents["students"])).MustBe(201);
        var ranked = $$"""{"placements":["{{World.Placement}}"]}""";

        var first = (await _api.Put($"{path}/preferences", ranked)).MustBe(200);
        (await _api.Put($"{path}/preferences", """{"placements":[]}""")).MustBeProblem(428, "condition-required");
        (await _api.Put($"{path}/preferences", """{"placements":[]}""", ("If-Match", "\"1\""))).MustBeProblem(412, "version-mismatch");
        (await _api.Put($"{path}/preferences", """{"placements":[]}""", ("If-Match", first.ETag!))).MustBe(200);
    }

    [Fact]
    public async Task A_round_its_pairs_its_rankings_and_its_lists_are_not_replaced_unseen()
    {
        var world = new RoundWorld(_api, "unseen");
        await world.Build();
        const string Round = "/api/v1/rounds/unseen-round";
        (await _api.Put(Round, RoundWorld.Settings)).MustBe(201);
        (await _api.Put(Round, RoundWorld.Settings)).MustBeProblem(428, "condition-required");

        var pairs = $$"""{"fixed":[],"forbidden":[{"student":"{{world.Student(0)}}","placement":"{{world.Placement(0)}}","reason":"Kin."}]}""";
        var formula = pairs.Replace("Kin.", "=1+1", StringComparison.Ordinal);
        Assert.Equal(["forbidden[0].reason"], (await _api.Put($"{Round}/pairs", formula)).MustBeProblem(422, "invalid").ErrorFields);
        (await _api.Put($"{Round}/pairs", pairs)).MustBe(200);
        (await _api.Put($"{Round}/pairs", pairs)).MustBeProblem(428, "condition-required");
        var tag = (await _api.Get($"{Round}/pairs")).MustBe(200).ETag!;
        (await _api.Put($"{Round}/pairs", pairs, ("If-Match", tag))).MustBe(200);

        (await _api.Post($"{Round}/open")).MustBe(200);
        await world.RankByEmployer("unseen-round");
        var ranking = $$"""{"employer":"{{World.Employer}}","students":[]}""";
        (await _api.Put($"{Round}/rankings", ranking)).MustBeProblem(428, "condition-required");
        (await _api.Replace($"{Round}/rankings", ranking)).MustBe(200);

        var list = $"{Round}/students/{world.Student(1)}/preferences";
        var saved = (await _api.Put(list, List(world, 0))).MustBe(200);
        (await _api.Put(list, List(world, 1))).MustBeProblem(428, "condition-required");
        (await _api.Put(list, List(world, 1), ("If-Match", "\"7\""))).MustBeProblem(412, "version-mismatch");
        Assert.Equal(saved.ETag, (await _api.Get(list)).ETag);
        var second = (await _api.Put(list, List(world, 1), ("If-Match", saved.ETag!))).MustBe(200);
        Assert.Equal("\"2\"", second.ETag);
        (await _api.Post($"{Round}/cancel")).MustBeProblem(422, "invalid");
        await world.Watch((await world.Act("unseen-round", "cancel", """{"reason":"A test."}""")).MustBe(202));
    }

    /// <summary>An operation of the document cannot be a PUT and not say what happens to what exists.</summary>
    [Fact]
    public async Task Every_put_of_the_document_names_the_condition_and_its_refusal()
    {
        var document = (await _api.Get("/swagger/v1/swagger.json")).MustBe(200).Json;
        var puts = document["paths"]!.AsObject().Where(path => path.Value!["put"] is not null).ToList();

        Assert.NotEmpty(puts);
        foreach (var (path, methods) in puts)
        {
            var put = methods!["put"]!;
            Assert.True(put["responses"]!["428"] is JsonObject, path);
            Assert.Contains("If-Match", put["parameters"]!.AsArray().Select(parameter => (string?)parameter!["name"]));
        }
    }

    private static string List(RoundWorld world, int first) =>
        $$"""{"placements":["{{world.Placement(first)}}","{{world.Placement(2)}}"]}""";
}
