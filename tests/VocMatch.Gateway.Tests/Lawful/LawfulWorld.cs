using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Tests.Running;

namespace VocMatch.Gateway.Tests.Lawful;

/// <summary>Placements that begin in two months and students who may work there, and the corrections after which they may not.</summary>
internal sealed class LawfulWorld(Api api)
{
    private static readonly DateOnly FirstDay = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(60);

    private static readonly DateOnly LastDay = FirstDay.AddDays(27);

    public async Task<string> Placement(int seats = 1, TimeSpan? applyWithin = null)
    {
        var id = $"lawful-{Guid.NewGuid():N}";
        var posting = JsonNode.Parse(World.Text(Examples.Placement))!.AsObject();
        posting["seats"] = seats;
        posting["reserves"] = new JsonArray();
        posting["requirements"] = new JsonArray("police");
        posting["applyBy"] = (DateTimeOffset.UtcNow + (applyWithin ?? TimeSpan.FromDays(50))).ToString("O");
        posting["pattern"] = Pattern(FirstDay, LastDay);
        (await api.Put($"/api/v1/placements/{id}", posting.ToJsonString())).MustBe(201);
        (await api.Post($"/api/v1/placements/{id}/publish")).MustBe(200);
        return id;
    }

    public async Task<string> Student()
    {
        var id = $"lawful-{Guid.NewGuid():N}";
        (await api.Put($"/api/v1/students/{id}", Profile().ToJsonString())).MustBe(201);
        (await api.Put($"/api/v1/students/{id}/identity", Identity(19))).MustBe(201);
        return id;
    }

    /// <summary>Breaks one constraint, as somebody corrects a record; or puts it right again.</summary>
    public async Task Correct(string student, string constraint, bool right = false)
    {
        var profile = Profile();
        switch (constraint)
        {
            case "minimumAge":
                (await api.Replace($"/api/v1/students/{student}/identity", Identity(right ? 19 : 14))).MustBe(200);
                return;
            case "pairAllowed" when !right:
                profile["barred"] = new JsonArray(new JsonObject { ["employer"] = World.Employer, ["reason"] = "a relative works there" });
                break;
            case "left" when !right:
                profile["leftOn"] = Day(FirstDay.AddDays(14));
                break;
            case "workPatternFits" when !right:
                profile["free"] = Pattern(FirstDay.AddDays(7), LastDay);
                break;
            case "checksValid" when !right:
                profile["checks"] = new JsonArray(Check(FirstDay));
                break;
        }

        (await api.Replace($"/api/v1/students/{student}", profile.ToJsonString())).MustBe(200);
    }

    public async Task<string> Offer(string placement, string student)
    {
        var offer = (string)(await Post($"placements/{placement}/offers", Terms(student))).MustBe(201).Json["id"]!;
        await Eventually.Holds(async () => await OfferOf(student, offer) is not null);
        return offer;
    }

    public static string Terms(string student) => $$"""{"student":"{{student}}","expiresAt":"{{DateTimeOffset.UtcNow.AddDays(7):O}}"}""";

    public Task<Answer> Accept(string offer) => api.Post($"/api/v1/offers/{offer}/accept");

    public async Task<JsonNode?> OfferOf(string student, string offer) =>
        (await api.Get($"/api/v1/students/{student}/offers")).MustBe(200).Json["offers"]!.AsArray()
            .FirstOrDefault(one => (string?)one!["copy"]!["id"] == offer);

    public Task<Answer> Post(string path, string body) => api.Send(
        HttpMethod.Post,
        $"/api/v1/{path}",
        new StringContent(body, Encoding.UTF8, "application/json"),
        ("Idempotency-Key", Guid.NewGuid().ToString("N")));

    /// <summary>The tasks of a recipient about a subject, the latest first.</summary>
    public async Task<IReadOnlyList<JsonNode>> Tasks(string recipient, string subject) =>
        [.. (await All("tasks", recipient)).Where(task => (string?)task["subject"] == subject)];

    public async Task<IReadOnlyList<JsonNode>> Told(string recipient, string kind) =>
        [.. (await All("notifications", recipient)).Where(told => (string?)told["event"]!["kind"] == kind)];

    private async Task<IEnumerable<JsonNode>> All(string list, string recipient) =>
        (await api.Get($"/api/v1/{list}?recipient={recipient}&limit=500")).MustBe(200).Json["items"]!.AsArray().Select(item => item!);

    private static JsonObject Profile()
    {
        var profile = JsonNode.Parse(World.Text(Examples.Student))!.AsObject();
        profile["free"] = Pattern(FirstDay.AddDays(-7), LastDay.AddDays(7));
        profile["checks"] = new JsonArray(Check(LastDay.AddDays(30)));
        return profile;
    }

    private static string Identity(int age)
    {
        var identity = JsonNode.Parse(World.Text(Examples.Identity))!.AsObject();
        identity["birthDate"] = Day(DateOnly.FromDateTime(DateTime.UtcNow).AddYears(-age));
        return identity.ToJsonString();
    }

    private static JsonObject Check(DateOnly validThrough) => new() { ["requirement"] = "police", ["validThrough"] = Day(validThrough) };

    private static JsonObject Pattern(DateOnly first, DateOnly last) => new()
    {
        ["blocks"] = new JsonArray(new JsonObject
        {
            ["firstDay"] = Day(first),
            ["lastDay"] = Day(last),
            ["days"] = new JsonArray("monday", "tuesday", "wednesday", "thursday", "friday"),
            ["minutesPerDay"] = 450,
        }),
        ["interruptions"] = new JsonArray(),
    };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
