using VocMatch.Gateway.Tests.Running;

namespace VocMatch.Gateway.Tests;

[Collection(GatewayCollection.Name)]
public sealed class EntityTests(GatewayFixture gateway)
{
    private readonly Api _api = gateway.Api;

    public static TheoryData<string> Kinds => [.. World.Contents.Keys];

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_was_put_is_read_back_under_the_same_tag(string kind)
    {
        var path = NewPath(kind);

        var put = (await _api.Put(path, World.Contents[kind])).MustBe(201);
        var got = (await _api.Get(path)).MustBe(200);

        Assert.Equal(put.Text, got.Text);
        Assert.Equal("\"1\"", got.ETag);
        Assert.Equal(put.ETag, got.ETag);
        Assert.Equal(path, put.Headers["Location"]);
    }

    [Theory]
    [InlineData("schools", "profile")]
    [InlineData("programs", "content")]
    [InlineData("employers", "profile")]
    [InlineData("placements", "posting")]
    [InlineData("students", "profile")]
    public async Task The_content_that_is_read_can_be_put_as_it_is(string kind, string member)
    {
        var path = NewPath(kind);
        var first = (await _api.Put(path, World.Contents[kind])).MustBe(201);

        var again = (await _api.Replace(path, first.Json[member]!.ToJsonString())).MustBe(200);

        Assert.Equal(first.Text, again.Text);
        Assert.DoesNotContain("minutesPerWeek", first.Text, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Putting_the_same_again_changes_no_version(string kind)
    {
        var path = NewPath(kind);
        var first = (await _api.Put(path, World.Contents[kind])).MustBe(201);

        var second = (await _api.Replace(path, World.Contents[kind])).MustBe(200);

        Assert.Equal(first.ETag, second.ETag);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Whoever_holds_the_present_version_gets_304(string kind)
    {
        var path = NewPath(kind);
        var tag = (await _api.Put(path, World.Contents[kind])).MustBe(201).ETag!;

        var held = (await _api.Get(path, ("If-None-Match", $"\"77\", {tag}"))).MustBe(304);
        var weakly = await _api.Get(path, ("If-None-Match", $"W/{tag}"));
        var stale = await _api.Get(path, ("If-None-Match", "\"77\""));

        Assert.Equal("", held.Text);
        Assert.Equal(tag, held.ETag);
        weakly.MustBe(304);
        stale.MustBe(200);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task If_match_refuses_another_version_and_takes_the_present_one(string kind)
    {
        var path = NewPath(kind);
        var tag = (await _api.Put(path, World.Contents[kind])).MustBe(201).ETag!;

        (await _api.Put(path, World.Contents[kind], ("If-Match", "\"9\""))).MustBeProblem(412, "version-mismatch");
        (await _api.Put(path, World.Contents[kind], ("If-Match", $"W/{tag}"))).MustBeProblem(412, "version-mismatch");
        (await _api.Put(path, World.Contents[kind], ("If-Match", tag))).MustBe(200);
        (await _api.Put(path, World.Contents[kind], ("If-Match", $"\"9\", {tag}"))).MustBe(200);
        (await _api.Put(path, World.Contents[kind], ("If-Match", "*"))).MustBe(200);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task If_none_match_of_everything_creates_only(string kind)
    {
        var path = NewPath(kind);

        (await _api.Put(path, World.Contents[kind], ("If-Match", "*"))).MustBeProblem(412, "version-mismatch");
        (await _api.Put(path, World.Contents[kind], ("If-None-Match", "*"))).MustBe(201);
        (await _api.Put(path, World.Contents[kind], ("If-None-Match", "*"))).MustBeProblem(412, "version-mismatch");
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Conditions_that_cannot_be_read_are_refused_by_name(string kind)
    {
        var path = NewPath(kind);

        var unquoted = (await _api.Put(path, World.Contents[kind], ("If-Match", "1"))).MustBeProblem(400, "malformed");
        var both = (await _api.Put(path, World.Contents[kind], ("If-Match", "\"1\""), ("If-None-Match", "*"))).MustBeProblem(400, "malformed");

        Assert.Equal(["If-Match"], unquoted.ErrorFields);
        Assert.Equal(["If-None-Match"], both.ErrorFields);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task What_was_never_put_is_not_found(string kind)
    {
        var missing = (await _api.Get(NewPath(kind))).MustBeProblem(404, "not-found");

        Assert.Contains("does not exist", (string?)missing.Json["detail"], StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_list_holds_what_was_put(string kind)
    {
        var path = NewPath(kind);
        (await _api.Put(path, World.Contents[kind])).MustBe(201);

        var ids = await Lists.AllIds(_api, $"/api/v1/{kind}", limit: 500);

        Assert.Contains(path.Split('/')[^1], ids);
    }

    [Fact]
    public async Task A_key_repeated_with_the_same_content_answers_the_same()
    {
        var path = NewPath("schools");
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var first = (await _api.Put(path, World.Contents["schools"], key)).MustBe(201);

        var repeated = (await _api.Put(path, World.Contents["schools"], key)).MustBe(201);

        Assert.Equal(first.Text, repeated.Text);
    }

    [Fact]
    public async Task A_key_repeated_with_other_content_is_refused()
    {
        var path = NewPath("schools");
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        (await _api.Put(path, World.Contents["schools"], key)).MustBe(201);
        var other = World.Contents["schools"].Replace("Northern", "Southern", StringComparison.Ordinal);

        (await _api.Put(path, other, key)).MustBeProblem(422, "operation-reused");
    }

    [Fact]
    public async Task An_identity_is_kept_apart_and_never_cached()
    {
        var path = NewPath("students");
        (await _api.Put(path, World.Contents["students"])).MustBe(201);
        (await _api.Get($"{path}/identity")).MustBeProblem(404, "not-found");
        (await _api.Put($"{path}/identity", World.Text(OpenApi.Examples.Identity))).MustBe(201);

        var identity = (await _api.Get($"{path}/identity")).MustBe(200);
        var student = (await _api.Get(path)).MustBe(200);

        Assert.Equal("Ada Example", (string?)identity.Json["name"]);
        Assert.Equal("no-store", identity.Headers["Cache-Control"]);
        Assert.DoesNotContain("Ada", student.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preferences_are_replaced_and_must_exist()
    {
        var path = NewPath("students");
        (await _api.Put(path, World.Contents["students"])).MustBe(201);

        var ranked = (await _api.Put($"{path}/preferences", $$"""{"placements":["{{World.Placement}}"]}""")).MustBe(200);
        var unknown = await _api.Replace($"{path}/preferences", """{"placements":["no-such-placement"]}""");

        Assert.Equal([World.Placement], ranked.Json["preferences"]!.AsArray().Select(id => (string)id!));
        unknown.MustBeProblem(422, "invalid");
    }

    private static string NewPath(string kind) => $"/api/v1/{kind}/new-{Guid.NewGuid():N}";
}
