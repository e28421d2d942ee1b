using VocMatch.Gateway.Tests.Running;

namespace VocMatch.Gateway.Tests;

/// <summary>Questions that take long are jobs, as reports are.</summary>
[Collection(GatewayCollection.Name)]
public sealed class JobTests(GatewayFixture gateway)
{
    private readonly Api _api = gateway.Api;

    public static TheoryData<string> Slow => new()
    {
        "/api/v1/markets/causes?region=north",
        "/api/v1/regions/north/program-proposals",
    };

    [Theory]
    [MemberData(nameof(Slow))]
    public async Task Who_prefers_not_to_wait_gets_a_job_and_then_its_result_under_its_id(string question)
    {
        var answer = await _api.Send(HttpMethod.Get, question, null, ("Prefer", "respond-async"));

        // What somebody asked a moment ago is there at once.
        var job = answer.Status == 202 ? (string)answer.Json["id"]! : answer.MustBe(200).Headers["Content-Location"].Split('/')[^2];
        Assert.Equal("respond-async", answer.Headers["Preference-Applied"]);
        Assert.True(answer.Status == 200 || answer.Headers["Location"] == $"/api/v1/jobs/{job}", $"{answer}");
        var done = await Done(job);
        Assert.Equal($"/api/v1/jobs/{job}/result", (string?)done.Json["result"]);
        var result = (await _api.Get((string)done.Json["result"]!)).MustBe(200);
        Assert.NotNull(result.Json["basis"]);
        Assert.Equal(result.Text, (await _api.Get($"/api/v1/jobs/{job}/result")).MustBe(200).Text);
    }

    [Fact]
    public async Task What_nobody_has_asked_yet_is_accepted_with_the_address_of_its_job()
    {
        await Program("asked-first");

        var answer = (await _api.Send(HttpMethod.Get, "/api/v1/programs/asked-first/adjustments", null, ("Prefer", "respond-async"))).MustBe(202);

        Assert.Equal($"/api/v1/jobs/{(string)answer.Json["id"]!}", answer.Headers["Location"]);
        Assert.Equal(("adjustments", "asked-first"), ((string?)answer.Json["kind"], (string?)answer.Json["subject"]));
        var done = await Done((string)answer.Json["id"]!);
        Assert.InRange((int)done.Json["total"]!, 1, 16);
        Assert.Equal((int)done.Json["total"]!, (int)done.Json["done"]!);
        var result = (await _api.Get((string)done.Json["result"]!)).MustBe(200);
        Assert.Equal((string?)result.Json["basis"], (string?)(await _api.Get("/api/v1/programs/asked-first/adjustments")).MustBe(200).Json["basis"]);
    }

    [Theory]
    [MemberData(nameof(Slow))]
    public async Task Who_waits_gets_the_answer(string question)
    {
        Assert.NotNull((await _api.Get(question)).MustBe(200).Json["basis"]);
    }

    [Fact]
    public async Task A_job_that_does_not_exist_is_not_found_and_a_subject_that_does_not_exist_makes_none()
    {
        (await _api.Get("/api/v1/jobs/none")).MustBeProblem(404, "not-found");
        (await _api.Get("/api/v1/jobs/none/result")).MustBeProblem(404, "not-found");
        (await _api.Get("/api/v1/markets/causes?region=nowhere")).MustBeProblem(404, "not-found");
        (await _api.Get("/api/v1/regions/nowhere/program-proposals")).MustBeProblem(404, "not-found");
    }

    private async Task Program(string id)
    {
        if ((await _api.Put($"/api/v1/programs/{id}", World.Contents["programs"])).Status == 201)
        {
            (await _api.Post($"/api/v1/programs/{id}/publish")).MustBe(200);
        }
    }

    private async Task<Answer> Done(string job)
    {
        var ended = await Eventually.Gives(
            async () => (await _api.Get($"/api/v1/jobs/{job}")).MustBe(200), found => (string?)found.Json["phase"] is "done" or "failed", found => $"the job ends: {found.Text}", TimeSpan.FromSeconds(60));
        Assert.Equal("done", (string?)ended.Json["phase"]);
        return ended;
    }
}
