using System.Globalization;
using System.Text.Json.Nodes;
using VocMatch.EndToEnd.Running;
using VocMatch.Storage.Tests.PostgreSql;
using Xunit;

namespace VocMatch.EndToEnd.Rounds;

/// <summary>kill -9 while a round is frozen, solved and published: the same result, and no offer twice.</summary>
[Trait("Lane", "Full")]
public sealed class RoundCrashTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>
{
    private const int Students = 900;

    private const int Placements = 30;

    private const int SeatsEach = 20;

    private const string Settings = """{"title":"Spring","scope":{"regions":["north"],"fields":[]},"minimumRanks":2,"maximumRanks":5}""";

    /// <summary>Kills while offers are made; more of them by hand, with VOCMATCH_TEST_ROUND_KILLS.</summary>
    private static int Kills => int.Parse(Environment.GetEnvironmentVariable("VOCMATCH_TEST_ROUND_KILLS") ?? "3", CultureInfo.InvariantCulture);

    [SkippableTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_round_killed_while_it_is_frozen_solved_and_published_ends_as_one_that_was_not(bool onPostgreSql)
    {
        using var data = new DataFolder();
        string[] store = [];
        if (onPostgreSql)
        {
            server.SkipUnlessRunning();

            // The successor at the same address is known to be one: the cluster does not wait for the dead silo.
            store = ["--postgres", await server.CreateDatabase(), "--silo-port", PostgreSqlServer.FreePort().ToString(CultureInfo.InvariantCulture)];
        }

        string digest;
        await using (var host = await HostProcess.StartReady(data.Path, store))
        {
            await Import(host.Http);
            var round = new RoundClient(host.Http, "spring");
            await round.Open(Settings);
            await host.Http.Import("preferences", string.Join('\n', Enumerable.Range(0, Students).Select(List)));
            await round.BeginLock();
            await host.Kill();
        }

        await using (var host = await HostProcess.StartReady(data.Path, store))
        {
            var round = new RoundClient(host.Http, "spring");
            await round.Until(state => state["inputDigest"] is not null, "the inputs are frozen after the kill");
            digest = (string)(await round.Find())["inputDigest"]!;
            await round.Act("solve");
            await host.Kill();
        }

        await using (var host = await HostProcess.StartReady(data.Path, store))
        {
            var round = new RoundClient(host.Http, "spring");
            await round.Until(state => (string?)state["phase"] == "solved", "it is solved after the kill");
            Assert.Equal(digest, (string?)(await round.Find())["inputDigest"]);
            await round.Act("publish");
            await Task.Delay(10);
            await host.Kill();
        }

        var random = new Random(7);
        for (var kill = 1; kill < Kills; kill++)
        {
            await using var host = await HostProcess.StartReady(data.Path, store);
            await new RoundClient(host.Http, "spring").Find();
            await Task.Delay(random.Next(200));
            await host.Kill();
        }

        await using var last = await HostProcess.StartReady(data.Path, store);
        var published = new RoundClient(last.Http, "spring");
        await published.UntilOffered();
        await published.Verify();
        await NoOfferTwice(last.Http, (await published.Find())["result"]!["first"]!);
    }

    private static async Task NoOfferTwice(HttpClient http, JsonNode result)
    {
        var ids = new List<string>();
        for (var placement = 0; placement < Placements; placement++)
        {
            var offers = JsonNode.Parse(await http.GetStringAsync($"/api/v1/placements/ward-{placement.ToString(CultureInfo.InvariantCulture)}/offers"))!;
            var made = offers["offers"]!.AsArray();
            Assert.InRange(made.Count, 0, SeatsEach);
            ids.AddRange(made.Select(offer => (string)offer!["id"]!));
        }

        Assert.Equal((int?)result["placed"], ids.Count);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        var heard = 0;
        for (var student = 0; student < Students; student++)
        {
            var offers = JsonNode.Parse(await http.GetStringAsync($"/api/v1/students/s-{student.ToString(CultureInfo.InvariantCulture)}/offers"))!;
            Assert.InRange(offers["offers"]!.AsArray().Count, 0, 1);
            heard += offers["offers"]!.AsArray().Count;
        }

        Assert.InRange(heard, 1, ids.Count);
    }

    private static async Task Import(HttpClient http)
    {
        await SmallWorld.Import(http);
        await http.Import("placements", string.Join('\n', Enumerable.Range(0, Placements).Select(i => SmallWorld.Placement($"ward-{i.ToString(CultureInfo.InvariantCulture)}", SeatsEach))));
        await http.Import("students", string.Join('\n', Enumerable.Range(0, Students).Select(i => SmallWorld.Student($"s-{i.ToString(CultureInfo.InvariantCulture)}"))));
    }

    private static string List(int student)
    {
        var placements = Enumerable.Range(0, 3).Select(i => $"\"ward-{((student * 7) + (i * 11)) % Placements}\"");
        return $$"""{"student":"s-{{student.ToString(CultureInfo.InvariantCulture)}}","round":"spring","placements":[{{string.Join(',', placements)}}]}""";
    }
}
