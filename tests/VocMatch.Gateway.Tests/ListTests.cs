using VocMatch.Gateway.Tests.Running;

namespace VocMatch.Gateway.Tests;

[Collection(GatewayCollection.Name)]
public sealed class ListTests(GatewayFixture gateway)
{
    private readonly Api _api = gateway.Api;

    [Fact]
    public async Task Pages_of_any_size_hold_the_same_items_once_in_the_same_order()
    {
        var word = $"Paged{Guid.NewGuid():N}";
        for (var i = 0; i < 7; i++)
        {
            var content = World.Contents["schools"].Replace("Northern County College", $"{word} {i}", StringComparison.Ordinal);
            (await _api.Put($"/api/v1/schools/paged-{word[5..20]}-{i}", content)).MustBe(201);
        }

        var whole = await Lists.AllIds(_api, $"/api/v1/schools?text={word}", limit: 500);
        Assert.Equal(7, whole.Count);
        Assert.Equal(whole.Order(StringComparer.Ordinal), whole);
        foreach (var limit in (int[])[1, 2, 3, 7, 8])
        {
            Assert.Equal(whole, await Lists.AllIds(_api, $"/api/v1/schools?text={word}", limit));
        }
    }

    [Fact]
    public async Task A_page_goes_on_where_it_ended_although_something_was_added_before()
    {
        var word = $"Stable{Guid.NewGuid():N}";
        var content = World.Contents["schools"].Replace("Northern County College", word, StringComparison.Ordinal);
        foreach (var id in (string[])["b", "d", "f"])
        {
            (await _api.Put($"/api/v1/schools/{id}-{word}"[..50], content)).MustBe(201);
        }

        var first = (await _api.Get($"/api/v1/schools?text={word}&limit=2")).MustBe(200).Json;
        (await _api.Put($"/api/v1/schools/a-{word}"[..50], content)).MustBe(201);
        var second = (await _api.Get($"/api/v1/schools?text={word}&limit=2&cursor={(string)first["nextCursor"]!}")).MustBe(200).Json;

        Assert.Equal([$"f-{word}"[..(50 - "/api/v1/schools/".Length)]], second["items"]!.AsArray().Select(item => (string)item!["id"]!));
        Assert.Null(second["nextCursor"]);
    }

    [Theory]
    [InlineData("placements?region=north", World.Placement, true)]
    [InlineData("placements?region=south", World.Placement, false)]
    [InlineData("placements?occupation=5321&status=published", World.Placement, true)]
    [InlineData("placements?occupation=5322", World.Placement, false)]
    [InlineData("placements?status=closed", World.Placement, false)]
    [InlineData("placements?employer=st-hilda&text=SURGICAL", World.Placement, true)]
    [InlineData("placements?text=plumber", World.Placement, false)]
    [InlineData("programs?school=northern-county&occupation=5321&status=published", World.Program, true)]
    [InlineData("programs?school=other", World.Program, false)]
    [InlineData("employers?region=north&text=hilda", World.Employer, true)]
    [InlineData("employers?region=south", World.Employer, false)]
    [InlineData("students?school=northern-county&program=health-care-assistance&region=north", World.Student, true)]
    [InlineData("students?program=other", World.Student, false)]
    [InlineData("schools?region=north&text=county", World.School, true)]
    public async Task A_filter_keeps_what_fits_and_drops_the_rest(string query, string id, bool kept)
    {
        await _api.Put("/api/v1/schools/other", World.Contents["schools"], ("If-None-Match", "*"));
        await _api.Put("/api/v1/programs/other", World.Contents["programs"], ("If-None-Match", "*"));

        var ids = await Lists.AllIds(_api, $"/api/v1/{query}", limit: 500);

        Assert.Equal(kept, ids.Contains(id));
    }

    [Theory]
    [InlineData("skills", "WOUND", "wound-care")]
    [InlineData("skills", "wash and dress", "personal-care")]
    [InlineData("occupations", "aide", "5321")]
    [InlineData("occupations", "5322", "5322")]
    [InlineData("regions", "sou", "south")]
    [InlineData("skill-groups", "care", "care")]
    public async Task The_taxonomy_is_searched_by_name_other_name_and_code(string kind, string text, string id)
    {
        var found = await Lists.AllIds(_api, $"/api/v1/{kind}?text={Uri.EscapeDataString(text)}", limit: 1);

        Assert.Equal([id], found);
        Assert.Equal(id, (string?)(await _api.Get($"/api/v1/{kind}/{id}")).MustBe(200).Json["id"]);
        (await _api.Get($"/api/v1/{kind}/none")).MustBeProblem(404, "not-found");
        (await _api.Get($"/api/v1/{kind}?cursor=nonsense!")).MustBeProblem(400, "malformed");
    }
}
