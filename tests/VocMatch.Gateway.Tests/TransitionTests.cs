using VocMatch.Gateway.Tests.Running;

namespace VocMatch.Gateway.Tests;

[Collection(GatewayCollection.Name)]
public sealed class TransitionTests(GatewayFixture gateway)
{
    private readonly Api _api = gateway.Api;

    [Theory]
    [InlineData("programs")]
    [InlineData("placements")]
    public async Task Publish_close_and_reopen_lead_from_state_to_state(string kind)
    {
        var path = await New(kind);

        var published = (await _api.Post($"{path}/publish")).MustBe(200);
        var closed = (await _api.Post($"{path}/close")).MustBe(200);
        var reopened = (await _api.Post($"{path}/reopen")).MustBe(200);

        Assert.Equal("published", (string?)published.Json["status"]);
        Assert.Equal("closed", (string?)closed.Json["status"]);
        Assert.Equal("draft", (string?)reopened.Json["status"]);
        Assert.Equal(reopened.ETag, (await _api.Get(path)).MustBe(200).ETag);
    }

    [Theory]
    [InlineData("programs")]
    [InlineData("placements")]
    public async Task What_the_state_does_not_allow_is_a_conflict(string kind)
    {
        var path = await New(kind);

        (await _api.Post($"{path}/reopen")).MustBeProblem(409, "conflict");
    }

    [Theory]
    [InlineData("programs")]
    [InlineData("placements")]
    public async Task A_change_of_state_without_a_key_is_refused(string kind)
    {
        var path = await New(kind);

        var without = (await _api.Send(HttpMethod.Post, $"{path}/publish", null)).MustBeProblem(400, "malformed");
        var tooLong = (await Post($"{path}/publish", ("Idempotency-Key", new string('k', 65)))).MustBeProblem(400, "malformed");

        Assert.Equal(["Idempotency-Key"], without.ErrorFields);
        Assert.Equal(["Idempotency-Key"], tooLong.ErrorFields);
        Assert.Equal("draft", (string?)(await _api.Get(path)).Json["status"]);
    }

    [Fact]
    public async Task A_change_of_state_repeated_under_its_key_answers_the_same()
    {
        var path = await New("placements");
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        var first = (await Post($"{path}/publish", key)).MustBe(200);
        (await _api.Post($"{path}/close")).MustBe(200);

        var repeated = (await Post($"{path}/publish", key)).MustBe(200);

        Assert.Equal(first.Text, repeated.Text);
        Assert.Equal("closed", (string?)(await _api.Get(path)).Json["status"]);
    }

    [Fact]
    public async Task A_key_of_one_change_of_state_is_refused_for_another()
    {
        var path = await New("placements");
        var key = ("Idempotency-Key", Guid.NewGuid().ToString());
        (await Post($"{path}/publish", key)).MustBe(200);

        (await Post($"{path}/close", key)).MustBeProblem(422, "operation-reused");
    }

    [Fact]
    public async Task A_change_of_state_honours_if_match()
    {
        var path = await New("placements");

        (await Post($"{path}/publish", ("Idempotency-Key", "a"), ("If-Match", "\"5\""))).MustBeProblem(412, "version-mismatch");
        (await Post($"{path}/publish", ("Idempotency-Key", "b"), ("If-Match", "\"1\""))).MustBe(200);
    }

    [Fact]
    public async Task A_change_of_state_takes_no_body()
    {
        var path = await New("placements");
        var body = new StringContent("""{"force":true}""", System.Text.Encoding.UTF8, "application/json");

        (await _api.Send(HttpMethod.Post, $"{path}/publish", body, ("Idempotency-Key", "a"))).MustBeProblem(400, "malformed");
    }

    [Theory]
    [InlineData("programs")]
    [InlineData("placements")]
    public async Task What_does_not_exist_changes_no_state(string kind)
    {
        (await _api.Post($"/api/v1/{kind}/none-{Guid.NewGuid():N}/publish")).MustBeProblem(404, "not-found");
    }

    private Task<Answer> Post(string path, params (string Name, string Value)[] headers) => _api.Send(HttpMethod.Post, path, null, headers);

    private async Task<string> New(string kind)
    {
        var path = $"/api/v1/{kind}/state-{Guid.NewGuid():N}";
        (await _api.Put(path, World.Contents[kind])).MustBe(201);
        return path;
    }
}
