using VocMatch.Gateway.Tests.Running;

namespace VocMatch.Gateway.Tests.Lawful;

/// <summary>What was lawful when it was offered is asked again when it is accepted, and held against every correction after that.</summary>
[Collection(GatewayCollection.Name)]
public sealed class AcceptanceTests(GatewayFixture gateway)
{
    private readonly Api _api = gateway.Api;
    private readonly LawfulWorld _world = new(gateway.Api);

    [Theory]
    [InlineData("minimumAge")]
    [InlineData("pairAllowed")]
    [InlineData("workPatternFits")]
    [InlineData("checksValid")]
    public async Task A_constraint_that_broke_after_the_offer_is_a_refusal_by_name_until_it_is_put_right(string constraint)
    {
        var (placement, student) = (await _world.Placement(), await _world.Student());
        var offer = await _world.Offer(placement, student);
        await _world.Correct(student, constraint);

        var refused = (await _world.Accept(offer)).MustBeProblem(422, "invalid");

        Assert.Equal([$"constraints.{constraint}"], refused.ErrorFields);
        Assert.False(string.IsNullOrEmpty((string?)refused.Json["errors"]![0]!["value"]));
        Assert.Contains("Asked for: ", (string)refused.Json["errors"]![0]!["rule"]!, StringComparison.Ordinal);
        Assert.Contains("stays open until", (string)refused.Json["detail"]!, StringComparison.Ordinal);
        Assert.Equal([$"constraints.{constraint}"], (await _world.Post($"placements/{placement}/offers", LawfulWorld.Terms(student))).MustBeProblem(422, "invalid").ErrorFields);
        var kept = (await _world.OfferOf(student, offer))!;
        Assert.Equal(("received", constraint), ((string?)kept["status"], (string?)kept["unlawful"]!["unmet"]![0]!["name"]));
        Assert.Equal("held", (string?)(await _api.Get($"/api/v1/offers/{offer}")).Json["status"]);

        await _world.Correct(student, constraint, right: true);
        (await _world.Accept(offer)).MustBe(200);
    }

    [Theory]
    [InlineData("minimumAge", "minimumAge")]
    [InlineData("pairAllowed", "pairAllowed")]
    [InlineData("left", "workPatternFits")]
    public async Task A_correction_after_the_commitment_is_told_to_all_and_cancels_nothing(string correction, string constraint)
    {
        var (placement, student) = (await _world.Placement(), await _world.Student());
        var offer = await _world.Offer(placement, student);
        (await _world.Accept(offer)).MustBe(200);
        string[] recipients = [$"school:{World.School}", $"employer:{World.Employer}"];

        await _world.Correct(student, correction);

        foreach (var recipient in recipients)
        {
            await Eventually.Holds(async () => (await _world.Tasks(recipient, $"offer:{offer}")).Count == 1);
            var task = Assert.Single(await _world.Tasks(recipient, $"offer:{offer}"));
            Assert.Equal("commitmentUnlawful", (string?)task["kind"]);
            Assert.Equal(constraint, (string?)task["unmet"]![0]!["name"]);
            Assert.True((DateTimeOffset)task["due"]! > DateTimeOffset.UtcNow);
            Assert.Null(task["doneAt"]);
            Assert.Contains(await _world.Told(recipient, "taskRaised"), told => (string?)told["event"]!["offer"] == offer);
        }

        Assert.Contains(await _world.Told($"student:{student}", "taskRaised"), told => ((string)told["text"]!).Contains("Nothing is cancelled", StringComparison.Ordinal));
        var employers = Assert.Single(await _world.Tasks(recipients[1], $"offer:{offer}"));
        Assert.Equal(("", null), ((string?)employers["unmet"]![0]!["actual"], (string?)employers["student"]));
        Assert.Equal("committed", (string?)(await _world.OfferOf(student, offer))!["status"]);
        Assert.Equal("accepted", (string?)(await _api.Get($"/api/v1/offers/{offer}")).Json["status"]);

        await _world.Correct(student, correction, right: true);

        foreach (var recipient in recipients)
        {
            await Eventually.Holds(async () => (await _world.Tasks(recipient, $"offer:{offer}")).All(task => task["doneAt"] is not null));
        }

        Assert.Null((await _world.OfferOf(student, offer))!["unlawful"]);
    }

    [Fact]
    public async Task What_was_given_up_is_nobodys_task_any_more()
    {
        var (placement, student) = (await _world.Placement(), await _world.Student());
        var offer = await _world.Offer(placement, student);
        (await _world.Accept(offer)).MustBe(200);
        await _world.Correct(student, "pairAllowed");
        await Eventually.Holds(async () => (await _world.Tasks($"school:{World.School}", $"offer:{offer}")).Count == 1);

        (await _world.Post($"offers/{offer}/release", """{"reason":"It may not be"}""")).MustBe(200);

        await Eventually.Holds(async () =>
            (await _world.Tasks($"school:{World.School}", $"offer:{offer}")).All(task => task["doneAt"] is not null));
    }

    [Fact]
    public async Task A_seat_that_comes_free_passes_over_whoever_may_not_work_there_any_more()
    {
        var placement = await _world.Placement();
        var (first, second, third) = (await _world.Student(), await _world.Student(), await _world.Student());
        var held = await _world.Offer(placement, first);
        var (barred, next) = (await _world.Offer(placement, second), await _world.Offer(placement, third));
        await _world.Correct(second, "pairAllowed");

        (await _api.Post($"/api/v1/offers/{held}/decline")).MustBe(200);

        await Eventually.Holds(async () => (string?)(await _api.Get($"/api/v1/offers/{next}")).Json["status"] == "held");
        Assert.Equal("withdrawn", (string?)(await _api.Get($"/api/v1/offers/{barred}")).Json["status"]);
        await Eventually.Holds(async () => (await _world.Told($"student:{second}", "offerPassedOver")).Count == 1);
        Assert.Contains("permission to be paired", (string)Assert.Single(await _world.Told($"student:{second}", "offerPassedOver"))["text"]!, StringComparison.Ordinal);
        Assert.Contains(await _world.Told($"employer:{World.Employer}", "offerPassedOver"), told => (string?)told["event"]!["offer"] == barred);
    }

    [Fact, Trait("Lane", "Full")]
    [Trait("Lane", "Full")]
    public async Task Past_the_last_day_of_applications_nothing_new_is_offered_and_what_was_offered_in_time_is_accepted()
    {
        var placement = await _world.Placement(seats: 2, applyWithin: TimeSpan.FromSeconds(8));
        var (early, late) = (await _world.Student(), await _world.Student());
        var offer = await _world.Offer(placement, early);
        await Eventually.Holds(async () =>
            !(bool)(await _api.Get($"/api/v1/students/{late}/matches/{placement}")).MustBe(200).Json["eligible"]!);

        var refused = (await _world.Post($"placements/{placement}/offers", LawfulWorld.Terms(late))).MustBeProblem(422, "invalid");

        Assert.Equal(["constraints.applicationsOpen"], refused.ErrorFields);
        Assert.Contains("closed since", (string?)refused.Json["errors"]![0]!["value"], StringComparison.Ordinal);
        (await _world.Accept(offer)).MustBe(200);
    }

    [Fact]
    public async Task A_yes_that_ends_on_the_waiting_list_is_no_success()
    {
        var placement = await _world.Placement();
        var (quick, slow) = (await _world.Student(), await _world.Student());
        var open = new List<string>();
        foreach (var student in (string[])[quick, slow])
        {
            var terms = LawfulWorld.Terms(student).Replace("{\"student\"", "{\"holdsSeat\":false,\"student\"", StringComparison.Ordinal);
            open.Add((string)(await _world.Post($"placements/{placement}/offers", terms)).MustBe(201).Json["id"]!);
            await Eventually.Holds(async () => await _world.OfferOf(student, open[^1]) is not null);
        }

        (await _world.Accept(open[0])).MustBe(200);
        var late = (await _world.Accept(open[1])).MustBeProblem(409, "conflict");

        Assert.Contains("waiting list", (string)late.Json["detail"]!, StringComparison.Ordinal);
        Assert.Equal("waiting", (string?)(await _world.OfferOf(slow, open[1]))!["status"]);
    }

    [Fact]
    public async Task An_offer_shows_until_when_its_seat_is_kept_for_a_yes_on_its_way()
    {
        var (placement, student) = (await _world.Placement(), await _world.Student());
        var offer = await _world.Offer(placement, student);

        var employers = (await _api.Get($"/api/v1/offers/{offer}")).MustBe(200).Json;
        var students = (await _world.OfferOf(student, offer))!["copy"]!;

        foreach (var shown in (System.Text.Json.Nodes.JsonNode[])[employers, students])
        {
            Assert.Equal(TimeSpan.FromMinutes(2), (DateTimeOffset)shown["keptUntil"]! - (DateTimeOffset)shown["expiresAt"]!);
        }

        (await _api.Post($"/api/v1/offers/{offer}/decline")).MustBe(200);
        Assert.Null((await _api.Get($"/api/v1/offers/{offer}")).Json["keptUntil"]);
        Assert.Equal("declined", (string?)(await _world.OfferOf(student, offer))!["status"]);
    }

    [Fact]
    public async Task A_task_is_marked_done_and_opened_again_by_hand_as_long_as_what_raised_it_is_so()
    {
        var (placement, student) = (await _world.Placement(), await _world.Student());
        var offer = await _world.Offer(placement, student);
        (await _world.Accept(offer)).MustBe(200);
        await _world.Correct(student, "pairAllowed");
        await Eventually.Holds(async () => (await Listed($"&student={student}")).Count == 1);
        var id = (string)Assert.Single(await Listed($"&student={student}&state=open&placement={placement}"))["id"]!;
        var body = $$"""{"id":"{{id}}","by":"K. Byrne","note":"The family has agreed."}""";

        var done = (await Mark("done", body, "key-1")).MustBe(200).Json;
        Assert.Equal(("K. Byrne", "The family has agreed.", true), ((string?)done["doneBy"], (string?)done["note"], (bool?)done["byHand"]));
        Assert.True(System.Text.Json.Nodes.JsonNode.DeepEquals(done, (await Mark("done", body, "key-1")).MustBe(200).Json));
        Assert.Equal((string?)done["doneAt"], (string?)(await Mark("done", $$"""{"id":"{{id}}","by":"Somebody else"}""", "key-2")).MustBe(200).Json["doneAt"]);
        Assert.Empty(await Listed($"&student={student}&state=open"));
        Assert.Single(await Listed($"&student={student}&state=done"));

        var open = (await Mark("reopen", $$"""{"id":"{{id}}","by":"A. Head"}""", "key-3")).MustBe(200).Json;
        Assert.Equal((null, "A. Head"), ((string?)open["doneAt"], (string?)open["reopenedBy"]));
        Assert.Single(await Listed($"&student={student}&state=open"));
        Assert.True(System.Text.Json.Nodes.JsonNode.DeepEquals(done, (await Mark("done", body, "key-1")).MustBe(200).Json));
        Assert.Single(await Listed($"&student={student}&state=open"));

        await _world.Correct(student, "pairAllowed", right: true);
        await Eventually.Holds(async () => (await Listed($"&student={student}&state=open")).Count == 0);
        var ended = Assert.Single(await Listed($"&student={student}&state=done"));
        Assert.Equal(("Everything that is asked is met again.", false), ((string?)ended["ended"], (bool?)ended["byHand"]));
        Assert.Contains("met again", (string?)(await Mark("reopen", body, "key-4")).MustBeProblem(409, "conflict").Json["detail"], StringComparison.Ordinal);

        (await Mark("done", """{"id":"school:nobody/1/2"}""", "key-5")).MustBeProblem(404, "not-found");
        Assert.Equal(["by"], (await Mark("done", $$"""{"id":"{{id}}","by":"{{new string('x', 201)}}"}""", "key-6")).MustBeProblem(422, "invalid").ErrorFields);
    }

    [Theory]
    [InlineData("state=finished", "state")]
    [InlineData("placement=nowhere", "placement")]
    [InlineData("student=nobody", "student")]
    [InlineData("program=none", "program")]
    [InlineData("employer=e1", "employer")]
    public async Task A_filter_of_tasks_that_names_nothing_is_refused(string filter, string field) => Assert.Equal(
        [field], (await _api.Get($"/api/v1/tasks?recipient=school:{World.School}&{filter}")).MustBeProblem(400, "malformed").ErrorFields);

    [Fact]
    public async Task Tasks_of_a_filter_are_paged()
    {
        var placement = await _world.Placement(seats: 3);
        for (var i = 0; i < 3; i++)
        {
            var student = await _world.Student();
            (await _world.Accept(await _world.Offer(placement, student))).MustBe(200);
            await _world.Correct(student, "pairAllowed");
        }

        await Eventually.Holds(async () => (await Listed($"&placement={placement}")).Count == 3);
        var first = (await _api.Get($"/api/v1/tasks?recipient=school:{World.School}&placement={placement}&limit=2")).MustBe(200).Json;
        var rest = (await _api.Get($"/api/v1/tasks?recipient=school:{World.School}&placement={placement}&limit=2&cursor={(string?)first["nextCursor"]}")).MustBe(200).Json;

        Assert.Equal((2, 1, null), (first["items"]!.AsArray().Count, rest["items"]!.AsArray().Count, (string?)rest["nextCursor"]));
        Assert.Equal(3, first["items"]!.AsArray().Concat(rest["items"]!.AsArray()).Select(task => (string?)task!["id"]).Distinct().Count());
    }

    private async Task<IReadOnlyList<System.Text.Json.Nodes.JsonNode>> Listed(string filter) =>
        [.. (await _api.Get($"/api/v1/tasks?recipient=school:{World.School}&limit=500{filter}")).MustBe(200).Json["items"]!.AsArray().Select(item => item!)];

    private Task<Answer> Mark(string act, string body, string key) => _api.Send(
        HttpMethod.Post, $"/api/v1/tasks/{act}", new StringContent(body, System.Text.Encoding.UTF8, "application/json"), ("Idempotency-Key", key));

    [Theory]
    [InlineData("")]
    [InlineData("?recipient=nobody")]
    [InlineData("?recipient=teacher:t1")]
    public async Task A_recipient_of_tasks_who_can_be_none_is_named(string query) => Assert.Equal(
        ["recipient"], (await _api.Get($"/api/v1/tasks{query}")).MustBeProblem(400, "malformed").ErrorFields);
}
