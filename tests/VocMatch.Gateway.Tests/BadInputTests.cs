using System.Text;
using VocMatch.Gateway.Tests.Running;

namespace VocMatch.Gateway.Tests;

[Collection(GatewayCollection.Name)]
public sealed class BadInputTests(GatewayFixture gateway)
{
    private static readonly Dictionary<string, Func<string, byte[]>> Spoilings = new()
    {
        ["nothing"] = _ => [],
        ["not JSON"] = _ => "hello"u8.ToArray(),
        ["half of it"] = json => Encoding.UTF8.GetBytes(json[..(json.Length / 2)]),
        ["null"] = _ => "null"u8.ToArray(),
        ["a list"] = _ => "[]"u8.ToArray(),
        ["an empty object"] = _ => "{}"u8.ToArray(),
        ["a trailing comma"] = json => Encoding.UTF8.GetBytes(json[..^1] + ",}"),
        ["an unknown member"] = json => Encoding.UTF8.GetBytes(json[..^1] + ",\"role\":\"admin\"}"),
        ["a member twice"] = json => Encoding.UTF8.GetBytes(json[..^1] + "," + json[1..]),
        ["null in the first member"] = json => Encoding.UTF8.GetBytes(FirstMember(json, "null")),
        ["a number in the first member"] = json => Encoding.UTF8.GetBytes(FirstMember(json, "7")),
        ["a number too large"] = json => Encoding.UTF8.GetBytes(FirstMember(json, "1e999")),
        ["an object in the first member"] = json => Encoding.UTF8.GetBytes(FirstMember(json, "{}")),
        ["a NUL in the first member"] = json => Encoding.UTF8.GetBytes(FirstMember(json, "\"a\\u0000b\"")),
        ["half a surrogate pair"] = json => Encoding.UTF8.GetBytes(FirstMember(json, "\"\\ud800\"")),
        ["broken UTF-8"] = json => [.. Encoding.UTF8.GetBytes(json[..^1] + ",\"x\":\""), 0xC3, 0x28, .. "\"}"u8],
        ["UTF-16"] = Encoding.Unicode.GetBytes,
        ["100,000 brackets"] = _ => Encoding.UTF8.GetBytes(new string('[', 100_000)),
        ["a deep member"] = json => Encoding.UTF8.GetBytes(FirstMember(json, new string('[', 5_000) + new string(']', 5_000))),
    };

    private readonly Api _api = gateway.Api;

    public static TheoryData<string, string> Bodies
    {
        get
        {
            var bodies = new TheoryData<string, string>();
            foreach (var kind in World.Contents.Keys)
            {
                foreach (var spoiling in Spoilings.Keys)
                {
                    bodies.Add(kind, spoiling);
                }
            }

            return bodies;
        }
    }

    public static TheoryData<string> Kinds => [.. World.Contents.Keys];

    [Theory, MemberData(nameof(Bodies))]
    public async Task A_body_that_cannot_be_read_is_refused_and_changes_nothing(string kind, string spoiling)
    {
        var path = NewPath(kind);

        (await _api.PutBytes(path, Spoilings[spoiling](World.Contents[kind]), "application/json")).MustBeProblem(400, "malformed");

        (await _api.Get(path)).MustBe(404);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task An_unknown_member_is_named(string kind)
    {
        var body = World.Contents[kind][..^1] + ",\"role\":\"admin\"}";

        var refused = (await _api.Put(NewPath(kind), body)).MustBeProblem(400, "malformed");

        Assert.Equal(["role"], refused.ErrorFields);
    }

    [Theory]
    [InlineData("schools", "name", "region")]
    [InlineData("programs", "school", "title")]
    [InlineData("employers", "name", "sites")]
    [InlineData("placements", "employer", "seats")]
    [InlineData("students", "school", "free")]
    public async Task Members_that_are_missing_are_named(string kind, params string[] members)
    {
        var refused = (await _api.Put(NewPath(kind), "{}")).MustBeProblem(400, "malformed");

        Assert.Superset(members.ToHashSet(), refused.ErrorFields.ToHashSet());
    }

    [Theory]
    [InlineData("placements", "\"seats\":6", "\"seats\":\"6\"", "seats")]
    [InlineData("placements", "\"seats\":6", "\"seats\":6.5", "seats")]
    [InlineData("placements", "\"seats\":6", "\"seats\":99999999999", "seats")]
    [InlineData("placements", "\"kind\":\"internship\"", "\"kind\":\"holiday\"", "kind")]
    [InlineData("placements", "\"kind\":\"internship\"", "\"kind\":0", "kind")]
    [InlineData("placements", "\"applyBy\":\"2096-01-15T17:00:00+00:00\"", "\"applyBy\":\"2096-01-15T17:00:00\"", "applyBy")]
    [InlineData("placements", "\"applyBy\":\"2096-01-15T17:00:00+00:00\"", "\"applyBy\":\"tomorrow\"", "applyBy")]
    [InlineData("placements", "\"level\":3", "\"level\":true", "skills[0].level")]
    [InlineData("students", "\"firstDay\":\"2096-02-01\"", "\"firstDay\":\"2096-02-31\"", "free.blocks[0].firstDay")]
    [InlineData("schools", "\"latitude\":54.97", "\"latitude\":\"54.97\"", "location.latitude")]
    public async Task A_value_of_the_wrong_type_is_named(string kind, string good, string bad, string field)
    {
        var refused = (await _api.Put(NewPath(kind), Spoiled(kind, good, bad))).MustBeProblem(400, "malformed");

        Assert.Equal([field], refused.ErrorFields);
    }

    [Theory]
    [InlineData("placements", "\"seats\":6", "\"seats\":0", "seats")]
    [InlineData("placements", "\"occupation\":\"5321\"", "\"occupation\":\"9999\"", "occupation")]
    [InlineData("placements", "\"employer\":\"st-hilda\"", "\"employer\":\"nobody\"", "employer")]
    [InlineData("programs", "\"school\":\"northern-county\"", "\"school\":\"nowhere\"", "school")]
    [InlineData("programs", "\"level\":4,\"teaches\"", "\"level\":9,\"teaches\"", "level")]
    [InlineData("schools", "\"region\":\"north\"", "\"region\":\"atlantis\"", "region")]
    [InlineData("schools", "\"latitude\":54.97", "\"latitude\":1e999", "location.latitude")]
    [InlineData("schools", "Northern County College", " ", "name")]
    [InlineData("schools", "Northern County College", "North\\u0007ern", "name")]
    [InlineData("employers", "\"region\":\"north\"", "\"region\":\"atlantis\"", "sites[0].region")]
    [InlineData("students", "\"program\":\"health-care-assistance\"", "\"program\":\"nothing\"", "program")]
    public async Task A_value_that_breaks_a_rule_is_named(string kind, string good, string bad, string field)
    {
        var refused = (await _api.Put(NewPath(kind), Spoiled(kind, good, bad))).MustBeProblem(422, "invalid");

        Assert.Contains(field, refused.ErrorFields);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Another_content_type_is_refused(string kind)
    {
        var body = Encoding.UTF8.GetBytes(World.Contents[kind]);

        (await _api.PutBytes(NewPath(kind), body, "text/plain")).MustBeProblem(415, "unsupported-media-type");
        (await _api.PutBytes(NewPath(kind), body, null)).MustBeProblem(415, "unsupported-media-type");
        (await _api.PutBytes(NewPath(kind), body, "application/json; charset=utf-16")).MustBeProblem(415, "unsupported-media-type");
    }

    [Fact]
    public async Task A_compressed_body_is_refused()
    {
        var content = new ByteArrayContent([0x1f, 0x8b]);
        content.Headers.ContentType = new("application/json");
        content.Headers.ContentEncoding.Add("gzip");

        (await _api.Send(HttpMethod.Put, NewPath("schools"), content)).MustBeProblem(415, "unsupported-media-type");
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused()
    {
        var body = Encoding.UTF8.GetBytes(Spoiled("schools", "Northern County College", new string('x', VocMatchGateway.MaxBodyLength)));

        (await _api.PutBytes(NewPath("schools"), body, "application/json")).MustBeProblem(413, "too-large");
    }

    [Theory]
    [InlineData("-begins-with-a-dash")]
    [InlineData("has%20space")]
    [InlineData("has%0Aline")]
    [InlineData("n%C3%B6n-ascii")]
    [InlineData("%E2%80%AEright-to-left")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public async Task An_id_that_can_be_none_is_named(string id)
    {
        foreach (var kind in World.Contents.Keys)
        {
            var get = (await _api.Get($"/api/v1/{kind}/{id}")).MustBeProblem(400, "malformed");
            var put = (await _api.Put($"/api/v1/{kind}/{id}", World.Contents[kind])).MustBeProblem(400, "malformed");

            Assert.Equal(["id"], get.ErrorFields);
            Assert.Equal(["id"], put.ErrorFields);
        }
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=501", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("limit=-1", "limit")]
    [InlineData("limit=99999999999", "limit")]
    [InlineData("limit=1&limit=2", "limit")]
    [InlineData("limit=", "limit")]
    [InlineData("cursor=nonsense", "cursor")]
    [InlineData("cursor=%FF", "cursor")]
    [InlineData("status=PUBLISHED", "status")]
    [InlineData("region=no%20region", "region")]
    [InlineData("occupation=", "occupation")]
    [InlineData("text=%00", "text")]
    [InlineData("colour=red", "colour")]
    public async Task A_query_that_cannot_be_read_is_named(string query, string field)
    {
        var refused = (await _api.Get($"/api/v1/placements?{query}")).MustBeProblem(400, "malformed");

        Assert.Equal([field], refused.ErrorFields);
    }

    [Fact]
    public async Task An_unknown_address_is_a_problem()
    {
        (await _api.Get("/api/v1/nothing")).MustBeProblem(404, "not-found");
        (await _api.Get("/api/v2/schools")).MustBeProblem(404, "not-found");
    }

    [Fact]
    public async Task A_method_that_is_not_taken_is_a_problem_that_names_those_that_are()
    {
        var refused = (await _api.Send(HttpMethod.Delete, "/api/v1/schools/x", null)).MustBeProblem(405, "method-not-allowed");

        Assert.Contains("PUT", refused.Headers["Allow"], StringComparison.Ordinal);
    }

    private static string NewPath(string kind) => $"/api/v1/{kind}/bad-{Guid.NewGuid():N}";

    private static string FirstMember(string json, string value)
    {
        var start = json.IndexOf(':', StringComparison.Ordinal) + 1;
        return json[..start] + value + json[json.IndexOf(',', start)..];
    }

    private static string Spoiled(string kind, string good, string bad)
    {
        var content = World.Contents[kind];
        Assert.Contains(good, content, StringComparison.Ordinal);
        return content.Replace(good, bad, StringComparison.Ordinal);
    }
}
