using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Tests.Running;

namespace VocMatch.Gateway.Tests.Rounds;

/// <summary>Students and placements for rounds in the documentation's world, and the ways of a client through a round.</summary>
/// <param name="name">Of this world's own students and placements.</param>
internal sealed class RoundWorld(Api api, string name)
{
    public const int Students = 8;

    public const string Settings =
        """{"title":"Spring","scope":{"regions":["north"],"fields":["0913"]},"minimumRanks":2,"maximumRanks":4}""";

    public string Student(int number) => $"{name}-student-{number.ToString(CultureInfo.InvariantCulture)}";

    public string Placement(int number) => $"{name}-ward-{number.ToString(CultureInfo.InvariantCulture)}";

    public async Task Build()
    {
        await Import("placements", Enumerable.Range(0, 3).Select(i => With(World.Text(Examples.Placement), ("id", Placement(i)), ("publish", true), ("seats", 2))));
        await Import("students", Enumerable.Range(0, Students).Select(i => With(
            World.Text(Examples.Student), ("id", Student(i)), ("identity", JsonNode.Parse(World.Text(Examples.Identity))!))));
    }

    public async Task Import(string kind, IEnumerable<string> lines)
    {
        var report = (await api.Import($"/api/v1/imports/{kind}", string.Join('\n', lines))).MustBe(200);
        Assert.True((int?)report.Json["wrong"] == 0, report.Text);
    }

    public async Task Open(string round)
    {
        (await api.Put($"/api/v1/rounds/{round}", Settings)).MustBe(201);
        (await api.Post($"/api/v1/rounds/{round}/open")).MustBe(200);
    }

    /// <summary>Ranks the same three placements for every student, as one import.</summary>
    public Task Rank(string round) => Import("preferences", Enumerable.Range(0, Students).Select(i =>
        $$"""{"student":"{{Student(i)}}","round":"{{round}}","placements":["{{Placement(i % 3)}}","{{Placement((i + 1) % 3)}}"]}"""));

    /// <summary>The employer's own order: the lower the number the better.</summary>
    public async Task RankByEmployer(string round) => (await api.Put(
        $"/api/v1/rounds/{round}/rankings",
        $$"""{"employer":"{{(string?)JsonNode.Parse(World.Text(Examples.Placement))!["employer"]}}","students":[{{string.Join(',', Enumerable.Range(0, Students).Select(i => $"\"{Student(i)}\""))}}]}""")).MustBe(200);

    public async Task<JsonArray> Offers(int student) =>
        (await api.Get($"/api/v1/students/{Student(student)}/offers")).MustBe(200).Json["offers"]!.AsArray();

    /// <summary>The student's answer to the latest offer, once it is known.</summary>
    public async Task Answer(int student, string action, string? body)
    {
        await Eventually.Holds(async () => (await Offers(student)).Count > 0);
        var offer = (string?)(await Offers(student))[^1]!["copy"]!["id"];
        (await Send(HttpMethod.Post, $"/api/v1/offers/{offer}/{action}", body)).MustBe(200);
    }

    public Task<Answer> Swap(string round, int student, string with) =>
        Send(HttpMethod.Put, $"/api/v1/rounds/{round}/students/{Student(student)}/swap", $$"""{"with":"{{with}}"}""");

    public Task<Answer> Act(string round, string action, string? body = null) => Send(HttpMethod.Post, $"/api/v1/rounds/{round}/{action}", body);

    private Task<Answer> Send(HttpMethod method, string path, string? body) => api.Send(
        method,
        path,
        body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
        ("Idempotency-Key", Guid.NewGuid().ToString("N")));

    public async Task Lock(string round)
    {
        var report = (await api.Get($"/api/v1/rounds/{round}/completeness")).MustBe(200);
        await Watch((await Act(round, "lock", $$"""{"report":"{{(string?)report.Json["digest"]}}"}""")).MustBe(202));
    }

    public async Task Publish(string round)
    {
        await Watch((await Act(round, "solve")).MustBe(202));
        await Watch((await Act(round, "publish")).MustBe(202));
    }

    /// <summary>Ends a round that is under way, once the offers it owes are made.</summary>
    public async Task End(string round)
    {
        var phase = (string?)(await api.Get($"/api/v1/rounds/{round}")).Json["phase"];
        if (phase is null or "closed" or "cancelled")
        {
            return;
        }

        Answer? ended = null;
        await Eventually.Holds(async () =>
            (ended = await Act(round, phase == "published" ? "close" : "cancel", phase == "published" ? null : """{"reason":"the test is over"}""")).Status == 202);
        await Watch(ended!);
    }

    /// <summary>Follows the operation an answer names by its events, to its end.</summary>
    public async Task<Answer> Watch(Answer accepted)
    {
        var events = (await api.Get(accepted.Headers["Location"], ("Accept", "text/event-stream"))).MustBe(200);
        Assert.Equal("text/event-stream", events.ContentType);
        Assert.Contains("event: done\ndata: {", events.Text, StringComparison.Ordinal);
        Assert.Contains("\"status\":\"succeeded\"", events.Text, StringComparison.Ordinal);
        return events;
    }

    private static string With(string json, params (string Name, JsonNode Value)[] members)
    {
        var node = JsonNode.Parse(json)!.AsObject();
        foreach (var (name, value) in members)
        {
            node[name] = value;
        }

        return node.ToJsonString();
    }
}
