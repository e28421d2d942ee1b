using System.Text.Json.Nodes;
using VocMatch.Gateway.Tests.Running;

namespace VocMatch.Gateway.Tests;

[Collection(GatewayCollection.Name)]
public sealed class MatchTests(GatewayFixture gateway)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Api _api = gateway.Api;

    [Fact]
    public async Task A_student_sees_an_open_placement_whose_parts_add_up_to_its_score()
    {
        var matches = await Until(
            $"/api/v1/students/{World.Student}/matches?top=100",
            answer => answer["matches"]!.AsArray().Any(match => (string?)match!["placement"] == World.Placement));

        Assert.True((int)matches["epoch"]! >= 1);
        Assert.All(matches["matches"]!.AsArray(), match => Assert.Equal(
            (decimal)match!["score"]!,
            match["parts"]!.AsArray().Sum(part => (decimal)part!["points"]!)));
        var scores = matches["matches"]!.AsArray().Select(match => (decimal)match!["score"]!).ToList();
        Assert.Equal(scores.OrderDescending(), scores);
    }

    [Fact]
    public async Task Matches_that_the_caller_holds_are_not_sent_again_and_kept_by_nobody_between()
    {
        var path = $"/api/v1/students/{World.Student}/matches?top=7";
        var first = (await _api.Get(path)).MustBe(200);

        // The shared world may be written to at any time: then another answer is held.
        var held = await Eventually.Gives(
            async () =>
            {
                var tag = (await _api.Get(path)).MustBe(200).Headers["ETag"];
                return await _api.Get(path, ("If-None-Match", tag));
            },
            answer => answer.Status == 304,
            answer => $"{path} is held: {answer.Status}",
            Patience);
        var other = (await _api.Get(path, ("If-None-Match", "\"0\""))).MustBe(200);

        Assert.Equal("", held.Text);
        Assert.Matches("^\"[0-9a-f]{32}\"$", first.Headers["ETag"]);
        Assert.Equal("no-store", first.Headers["Cache-Control"]);
        Assert.Equal("no-store", held.Headers["Cache-Control"]);
        Assert.Equal("application/json", other.Headers["Content-Type"]);
    }

    [Fact]
    public async Task One_pair_is_explained_with_every_constraint()
    {
        var detail = await Until($"/api/v1/students/{World.Student}/matches/{World.Placement}", answer => answer["eligible"] is not null);

        Assert.NotEmpty(detail["constraints"]!.AsArray());
        Assert.All(detail["constraints"]!.AsArray(), constraint => Assert.False(string.IsNullOrEmpty((string?)constraint!["name"])));
    }

    [Fact]
    public async Task An_employer_sees_candidates_under_pseudonyms()
    {
        var answer = await Until(
            $"/api/v1/placements/{World.Placement}/candidates?top=100",
            candidates => candidates["candidates"]!.AsArray().Count > 0);

        Assert.DoesNotContain(World.Student, answer.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Ada", answer.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Questions_about_what_does_not_exist_are_not_found()
    {
        (await _api.Get("/api/v1/students/none/matches")).MustBeProblem(404, "not-found");
        (await _api.Get($"/api/v1/students/{World.Student}/matches/none")).MustBeProblem(404, "not-found");
        (await _api.Get("/api/v1/placements/none/candidates")).MustBeProblem(404, "not-found");
        (await _api.Get("/api/v1/markets/none")).MustBeProblem(404, "not-found");
        (await _api.Get("/api/v1/epochs/99999")).MustBeProblem(404, "not-found");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("101")]
    [InlineData("x")]
    public async Task A_top_out_of_range_is_named(string top)
    {
        var refused = (await _api.Get($"/api/v1/students/{World.Student}/matches?top={top}")).MustBeProblem(400, "malformed");

        Assert.Equal(["top"], refused.ErrorFields);
    }

    [Fact]
    public async Task A_market_counts_its_open_seats()
    {
        var market = await Until("/api/v1/markets/north", summary => (int)summary["openSeats"]! >= 6);

        Assert.Contains(market["occupations"]!.AsArray(), balance => (string?)balance!["occupation"] == "5321");
    }

    [Fact]
    public async Task The_epoch_in_force_can_be_read_by_its_number()
    {
        var current = (await _api.Get("/api/v1/epochs/current")).MustBe(200);

        var same = (await _api.Get($"/api/v1/epochs/{(int)current.Json["number"]!}")).MustBe(200);

        Assert.Equal(current.Text, same.Text);
    }

    /// <summary>A market takes over what was written within moments, not within the write.</summary>
    private Task<JsonNode> Until(string path, Func<JsonNode, bool> holds) => Eventually.Gives(
        async () => (await _api.Get(path)).MustBe(200).Json, holds, last => $"{path} comes to it: {last.ToJsonString()}", Patience);
}
