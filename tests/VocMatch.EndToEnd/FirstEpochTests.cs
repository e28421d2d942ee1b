using System.Text.Json.Nodes;
using VocMatch.EndToEnd.Running;
using Xunit;

namespace VocMatch.EndToEnd;

/// <summary>A platform that is loaded for the first time: scores count skills as soon as the load ends, and until then answers say what they lack.</summary>
public sealed class FirstEpochTests
{
    private const string Welding = """{"id":"weld","name":"Welding"}""";

    [Fact]
    public async Task A_search_before_anything_is_open_says_so_and_is_no_provision_gap_and_after_the_load_skills_count_at_once()
    {
        using var data = new DataFolder();
        await using var host = await HostProcess.StartReady(data.Path);
        await SmallWorld.Import(host.Http, upTo: "employers");
        await host.Http.Import("students", SmallWorld.Student("ada"));

        var before = await Matches(host.Http, "ada");
        await host.Http.Import("placements", SmallWorld.Placement("ward", 2));
        var after = await Matches(host.Http, "ada");

        Assert.Equal(0, (int)before["epoch"]!);
        Assert.Contains("not final", (string)before["notice"]!, StringComparison.Ordinal);
        Assert.True((int)after["epoch"]! > 0);
        Assert.Null(after["notice"]);
        var skills = after["matches"]![0]!["parts"]!.AsArray().Where(part => (string)part!["kind"]! == "skill").Sum(part => (decimal)part!["points"]!);
        Assert.True(skills > 0, after.ToJsonString());

        // The next search that finds nothing is one; the one before is not listed with it.
        await host.Http.Import("students", SmallWorld.Student("bob").Replace("\"free\":", "\"reachableRegions\":[\"north\"],\"maximumDistanceKm\":1,\"home\":{\"latitude\":50,\"longitude\":0},\"free\":", StringComparison.Ordinal));
        Assert.Empty((await Matches(host.Http, "bob"))["matches"]!.AsArray());
        Assert.Equal(["bob"], await Searchers(host.Http));
    }

    [Fact]
    [Trait("Lane", "Full")]
    public async Task A_load_that_changes_the_market_ends_with_an_epoch_of_its_own_and_one_that_does_not_keeps_it()
    {
        using var data = new DataFolder();
        await using var host = await HostProcess.StartReady(data.Path);
        await SmallWorld.Import(host.Http);
        var loaded = (int)(await Matches(host.Http, "ada"))["epoch"]!;

        await host.Http.Import("students", SmallWorld.Student("bob"));
        var same = (int)(await Matches(host.Http, "ada"))["epoch"]!;
        await host.Http.Import("skills", Welding);
        await host.Http.Import("placements", SmallWorld.Placement("shop", 1).Replace("personal-care", "weld", StringComparison.Ordinal));
        var grown = (int)(await Matches(host.Http, "ada"))["epoch"]!;

        Assert.Equal(loaded, same);
        Assert.True(grown > loaded, $"epoch {loaded}, then {grown}");
    }

    private static async Task<JsonNode> Matches(HttpClient http, string student) =>
        JsonNode.Parse(await http.GetStringAsync($"/api/v1/students/{student}/matches"))!;

    /// <summary>Whose vain searches are listed, once there is any.</summary>
    private static async Task<List<string>> Searchers(HttpClient http)
    {
        var listed = await Eventually.Gives(
            async () => JsonNode.Parse(await http.GetStringAsync("/api/v1/provision-gaps"))!["items"]!.AsArray(), gaps => gaps.Count > 0, _ => "a vain search is listed");
        return [.. listed.Select(gap => (string)gap!["subject"]!)];
    }
}
