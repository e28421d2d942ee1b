using System.Text.Json.Nodes;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Tests.Running;

namespace VocMatch.Gateway.Tests;

/// <summary>Offers over HTTP, from both sides.</summary>
[Collection(GatewayCollection.Name)]
public sealed class OfferTests(GatewayFixture gateway)
{
    private readonly Api _api = gateway.Api;

    [Fact]
    public async Task An_offer_to_a_ranked_candidate_is_accepted_and_told()
    {
        var (placement, student) = (await Placement(seats: 2), await Student());
        var candidate = await Candidate(placement, student);

        var made = (await Act($"placements/{placement}/offers", Offer($$"""{"candidate":"{{candidate}}"}"""))).MustBe(201);
        var offer = (string)made.Json["id"]!;
        var accepted = (await Accept(offer)).MustBe(200);

        Assert.Equal($"/api/v1/offers/{offer}", made.Headers["Location"]);
        Assert.Equal(("held", candidate, null), ((string?)made.Json["status"], (string?)made.Json["candidate"], (string?)made.Json["student"]));
        Assert.Equal("committed", (string?)accepted.Json["status"]);
        var shown = (await _api.Get($"/api/v1/offers/{offer}")).MustBe(200).Json;
        Assert.Equal(("accepted", student), ((string?)shown["status"], (string?)shown["student"]));
        Assert.Equal(1, (int?)(await _api.Get($"/api/v1/placements/{placement}")).Json["openSeats"]);
        Assert.Equal(1, (int?)(await _api.Get($"/api/v1/placements/{placement}/offers")).MustBe(200).Json["seats"]!["accepted"]);
        await Told($"student:{student}", "studentCommitted");
        await Told($"employer:{World.Employer}", "offerAccepted");
    }

    [Fact]
    public async Task The_same_key_gives_the_first_answer_and_another_content_is_refused()
    {
        var (placement, student) = (await Placement(seats: 1), await Student());
        var body = Offer($$"""{"student":"{{student}}"}""");

        var first = (await Act($"placements/{placement}/offers", body, "offer-key")).MustBe(201);
        await Notified(student, (string)first.Json["id"]!);
        (await Act($"offers/{first.Json["id"]}/withdraw", """{"reason":"No budget"}""")).MustBe(200);

        Assert.Equal(first.Text, (await Act($"placements/{placement}/offers", body, "offer-key")).MustBe(201).Text);
        (await Act($"placements/{placement}/offers", body.Replace("}", ",\"message\":\"x\"}", StringComparison.Ordinal), "offer-key"))
            .MustBeProblem(422, "operation-reused");
    }

    [Fact]
    public async Task Who_comes_too_late_waits_and_is_offered_the_seat_that_comes_free()
    {
        var placement = await Placement(seats: 1);
        var (first, second) = (await Student(), await Student());
        var held = await Made(placement, first);
        var waiting = await Made(placement, second);
        Assert.Equal("waiting", (string?)(await _api.Get($"/api/v1/offers/{waiting}")).Json["status"]);

        (await Accept(held)).MustBe(200);
        (await Act($"offers/{held}/release", """{"reason":"Moving away"}""")).MustBe(200);

        await Eventually.Holds(async () => (string?)(await _api.Get($"/api/v1/offers/{waiting}")).Json["status"] == "held");
        await Eventually.Holds(async () => (await Accept(waiting)).Status == 200);
    }

    [Fact]
    public async Task More_time_is_asked_for_refused_asked_for_again_and_granted()
    {
        var (placement, student) = (await Placement(seats: 1), await Student());
        var offer = await Made(placement, student);
        var until = DateTimeOffset.UtcNow.AddDays(60).ToString("O");

        (await Act($"offers/{offer}/ask-for-time", $$"""{"until":"{{until}}"}""")).MustBe(200);
        await Eventually.Holds(async () => (await _api.Get($"/api/v1/offers/{offer}")).Json["timeAsked"] is not null);
        (await Post($"offers/{offer}/refuse-time")).MustBe(200);
        Assert.Null((await _api.Get($"/api/v1/offers/{offer}")).Json["timeAsked"]);
        var granted = (await Act($"offers/{offer}/grant-time", $$"""{"until":"{{until}}"}""")).MustBe(200);

        Assert.Equal(DateTimeOffset.Parse(until, null), DateTimeOffset.Parse((string)granted.Json["expiresAt"]!, null));
    }

    [Fact]
    public async Task A_declined_offer_cannot_be_accepted_and_the_refusal_says_so()
    {
        var (placement, student) = (await Placement(seats: 1), await Student());
        var offer = await Made(placement, student);
        (await Act($"offers/{offer}/decline", "{}")).MustBe(200);

        var refused = (await Accept(offer)).MustBeProblem(409, "conflict");

        Assert.Contains("declined", (string)refused.Json["detail"]!, StringComparison.Ordinal);
        (await Post($"placements/{placement}/promote")).MustBeProblem(409, "conflict");
    }

    [Theory]
    [InlineData("""{"student":"student-1","candidate":"C-0"}""", 422, "candidate")]
    [InlineData("{}", 422, "candidate")]
    [InlineData("""{"candidate":"C-0000-0000-0000"}""", 422, "candidate")]
    [InlineData("""{"student":"nobody"}""", 422, "student")]
    [InlineData("""{"student":"no body"}""", 400, "student")]
    [InlineData("""{"student":"student-1","expiresAt":"2020-01-01T00:00:00Z"}""", 422, "expiresAt")]
    [InlineData("""{"student":"student-1","expiresAt":"9999-01-01T00:00:00Z"}""", 422, "expiresAt")]
    [InlineData("""{"student":"student-1","expiresAt":"soon"}""", 400, "expiresAt")]
    [InlineData("""{"student":"student-1","holdsSeat":"yes"}""", 400, "holdsSeat")]
    [InlineData("""{"student":"student-1","colour":"red"}""", 400, "colour")]
    public async Task An_offer_that_cannot_be_made_names_the_field(string content, int status, string field)
    {
        var placement = await Placement(seats: 1);

        var refused = await Act($"placements/{placement}/offers", Offer(content));

        Assert.Equal([field], refused.MustBeProblem(status, status == 422 ? "invalid" : "malformed").ErrorFields);
        Assert.Equal(1, (int?)(await _api.Get($"/api/v1/placements/{placement}")).Json["openSeats"]);
    }

    [Fact]
    public async Task What_does_not_exist_is_not_found_and_an_act_needs_a_key_and_takes_no_conditions()
    {
        foreach (var path in (string[])["offers/none/accept", "offers/none/refuse-time", "placements/none/promote"])
        {
            (await Post(path)).MustBeProblem(404, "not-found");
            (await _api.Send(HttpMethod.Post, $"/api/v1/{path}", null)).MustBeProblem(400, "malformed");
            (await _api.Send(HttpMethod.Post, $"/api/v1/{path}", null, ("Idempotency-Key", "k"), ("If-Match", "\"1\"")))
                .MustBeProblem(400, "malformed");
        }

        (await Act("offers/none/withdraw", """{"reason":"x"}""")).MustBeProblem(404, "not-found");
        (await Act("placements/none/offers", Offer("""{"student":"student-1"}"""))).MustBeProblem(404, "not-found");
        foreach (var path in (string[])["offers/none", "placements/none/offers", "students/none/offers", "students/none/applications"])
        {
            (await _api.Get($"/api/v1/{path}")).MustBeProblem(404, "not-found");
        }
    }

    [Fact]
    public async Task An_application_goes_from_a_pseudonym_to_an_offer()
    {
        var (placement, student) = (await Placement(seats: 1), await Student());
        var path = $"students/{student}/applications/{placement}";

        (await Apply(path, shared: false)).MustBe(200);
        var anonymous = (await _api.Get($"/api/v1/placements/{placement}/applications")).MustBe(200).Json["applications"]![0]!;
        var unseen = await _api.Put($"/api/v1/{path}", """{"shared":true}""", ("Idempotency-Key", Guid.NewGuid().ToString("N")));
        unseen.MustBeProblem(428, "condition-required");
        (await Apply(path, shared: true, "\"1\"")).MustBe(200);
        var candidate = (string)anonymous["candidate"]!;
        (await Post($"placements/{placement}/applications/{candidate}/review")).MustBe(200);
        var invited = (await Post($"placements/{placement}/applications/{student}/invite")).MustBe(200).Json;
        (await Act($"placements/{placement}/offers", Offer($$"""{"candidate":"{{candidate}}"}"""))).MustBe(201);

        Assert.Null(anonymous["student"]);
        Assert.Equal(("interview", student), ((string?)invited["stage"], (string?)invited["student"]));
        var stages = (await _api.Get($"/api/v1/{path}")).MustBe(200).Json["changes"]!.AsArray().Select(c => (string?)c!["stage"]);
        Assert.Equal(["new", "shared", "inReview", "interview", "offered"], stages);
        Assert.Single((await _api.Get($"/api/v1/students/{student}/applications")).MustBe(200).Json["applications"]!.AsArray());
        await Told($"employer:{World.Employer}", "applicationMoved");
    }

    [Fact]
    public async Task Who_says_no_says_why_and_is_answered_for()
    {
        var (placement, student) = (await Placement(seats: 1), await Student());
        (await Apply($"students/{student}/applications/{placement}", shared: true)).MustBe(200);

        var silent = await Act($"placements/{placement}/applications/{student}/reject", """{"feedback":" "}""");
        var said = (await Act($"placements/{placement}/applications/{student}/reject", """{"feedback":"Do apply again."}""")).MustBe(200);

        Assert.Equal(["feedback"], silent.MustBeProblem(422, "invalid").ErrorFields);
        Assert.Equal(("unsuccessful", "Do apply again."), ((string?)said.Json["stage"], (string?)said.Json["feedback"]));
        (await Post($"placements/{placement}/applications/{student}/invite")).MustBeProblem(409, "conflict");
        var standing = (await _api.Get($"/api/v1/employers/{World.Employer}/answering")).MustBe(200).Json["regions"]![0]!["standing"]!;
        Assert.True((int)standing["answered"]! >= 1, standing.ToJsonString());
        Assert.Equal(1_000, (int?)standing["factorPerMille"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?recipient=student-1")]
    [InlineData("?recipient=teacher:t1")]
    [InlineData("?recipient=student:no%20body")]
    public async Task A_recipient_who_can_be_none_is_named(string query) => Assert.Equal(
        ["recipient"], (await _api.Get($"/api/v1/notifications{query}")).MustBeProblem(400, "malformed").ErrorFields);

    [Fact]
    public async Task Notifications_come_page_by_page_the_latest_first()
    {
        var student = await Student();
        for (var i = 0; i < 3; i++)
        {
            var offer = await Made(await Placement(seats: 1), student);
            (await Act($"offers/{offer}/withdraw", """{"reason":"No budget"}""")).MustBe(200);
        }

        var path = $"/api/v1/notifications?recipient=student:{student}";
        await Eventually.Holds(async () => (await _api.Get(path)).MustBe(200).Json["items"]!.AsArray().Count == 6);
        var whole = (await _api.Get(path)).Json["items"]!.AsArray().Select(n => (string)n!["id"]!).ToList();

        Assert.Equal(whole, await Lists.AllIds(_api, path, 2));
        Assert.Equal("offerWithdrawn", (string?)(await _api.Get(path)).Json["items"]![0]!["event"]!["kind"]);
        (await _api.Get($"{path}&cursor=nonsense")).MustBeProblem(400, "malformed");
        Assert.Empty((await _api.Get("/api/v1/dead-letters")).MustBe(200).Json["items"]!.AsArray());
        (await Act("dead-letters/redrive", """{"eventId":"placement:nothing:1"}""")).MustBeProblem(404, "not-found");
        Assert.Equal("eventId", Assert.Single((await Act("dead-letters/redrive", """{"eventId":""}""")).MustBeProblem(422, "invalid").ErrorFields));
    }

    private static string Offer(string content)
    {
        var node = JsonNode.Parse(content)!.AsObject();
        node.TryAdd("expiresAt", DateTimeOffset.UtcNow.AddDays(7).ToString("O"));
        return node.ToJsonString();
    }

    private Task<Answer> Act(string path, string body, string? key = null) => _api.Send(
        HttpMethod.Post,
        $"/api/v1/{path}",
        new StringContent(body, System.Text.Encoding.UTF8, "application/json"),
        ("Idempotency-Key", key ?? Guid.NewGuid().ToString("N")));

    private Task<Answer> Post(string path) => _api.Post($"/api/v1/{path}");

    private Task<Answer> Accept(string offer) => Post($"offers/{offer}/accept");

    /// <param name="seen">The tag of the application that is replaced; null where there is none yet.</param>
    private Task<Answer> Apply(string path, bool shared, string? seen = null) => _api.Put(
        $"/api/v1/{path}",
        shared ? """{"shared":true}""" : """{"shared":false}""",
        [("Idempotency-Key", Guid.NewGuid().ToString("N")), .. seen is null ? ((string, string)[])[] : [("If-Match", seen)]]);

    private async Task<string> Made(string placement, string student)
    {
        var offer = (string)(await Act($"placements/{placement}/offers", Offer($$"""{"student":"{{student}}"}"""))).MustBe(201).Json["id"]!;
        await Notified(student, offer);
        return offer;
    }

    private Task Notified(string student, string offer) => Eventually.Holds(async () =>
        (await _api.Get($"/api/v1/students/{student}/offers")).MustBe(200).Json["offers"]!.AsArray().Any(o => (string?)o!["copy"]!["id"] == offer));

    private Task Told(string recipient, string kind) => Eventually.Holds(async () =>
        (await _api.Get($"/api/v1/notifications?recipient={recipient}&limit=500")).MustBe(200).Json["items"]!.AsArray()
            .Any(n => (string?)n!["event"]!["kind"] == kind));

    private async Task<string> Placement(int seats)
    {
        var id = $"offered-{Guid.NewGuid():N}";
        var content = World.Contents["placements"].Replace("\"seats\":6", $"\"seats\":{seats}", StringComparison.Ordinal);
        (await _api.Put($"/api/v1/placements/{id}", content)).MustBe(201);
        (await Post($"placements/{id}/publish")).MustBe(200);
        return id;
    }

    private async Task<string> Student()
    {
        var id = $"offered-{Guid.NewGuid():N}";
        (await _api.Put($"/api/v1/students/{id}", World.Contents["students"])).MustBe(201);
        (await _api.Put($"/api/v1/students/{id}/identity", World.Text(Examples.Identity))).MustBe(201);
        return id;
    }

    /// <summary>The pseudonym under which the placement's employer sees the student.</summary>
    private async Task<string> Candidate(string placement, string student)
    {
        (await Apply($"students/{student}/applications/{placement}", shared: false)).MustBe(200);
        var candidate = (string)(await _api.Get($"/api/v1/placements/{placement}/applications")).Json["applications"]![0]!["candidate"]!;
        var ranked = (await _api.Get($"/api/v1/placements/{placement}/candidates?top=100")).MustBe(200).Json["candidates"]!.AsArray();
        Assert.Contains(ranked, c => (string?)c!["pseudonym"] == candidate);
        return candidate;
    }
}
