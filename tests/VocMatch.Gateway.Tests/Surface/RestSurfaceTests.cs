using System.Text.Json.Nodes;
using VocMatch.Gateway.Tests.Running;

namespace VocMatch.Gateway.Tests.Surface;

[Collection(GatewayCollection.Name)]
public sealed class RestSurfaceTests(GatewayFixture gateway)
{
    private const string Pinned = "tests/VocMatch.Gateway.Tests/Surface/rest.txt";

    [Fact]
    public async Task The_REST_surface_is_the_one_that_was_committed()
    {
        var difference = PinnedText.Difference(Pinned, RestSurface.Lines(await Document()));

        Assert.True(difference is null, difference);
    }

    [Theory]
    [InlineData("a parameter", "/paths/~1api~1v1~1students~1{id}~1matches/get/parameters/0/name")]
    [InlineData("whether a body is JSON", "/paths/~1api~1v1~1schools~1{id}/put/requestBody/content/application~1json")]
    [InlineData("an answer", "/paths/~1api~1v1~1schools~1{id}/get/responses/200")]
    [InlineData("a member", "/components/schemas/SchoolProfile/properties/name")]
    [InlineData("a type", "/components/schemas/SchoolProfile/properties/name/type")]
    [InlineData("what is required", "/components/schemas/SchoolProfile/required")]
    public async Task What_a_client_rests_on_is_in_the_surface(string what, string pointer)
    {
        var document = await Document();
        var before = RestSurface.Lines(document).ToList();

        Change(document, pointer);

        Assert.False(before.SequenceEqual(RestSurface.Lines(document)), $"{what} may change unseen");
    }

    private async Task<JsonNode> Document() => (await gateway.Api.Get("/swagger/v1/swagger.json")).MustBe(200).Json;

    /// <summary>Takes away what the JSON pointer (RFC 6901) names, or gives a text another.</summary>
    private static void Change(JsonNode document, string pointer)
    {
        var steps = pointer[1..].Split('/').Select(step => step.Replace("~1", "/", StringComparison.Ordinal)).ToList();
        var parent = steps[..^1].Aggregate(document, (node, step) => (node is JsonArray list ? list[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)] : node[step])!);
        Assert.NotNull(parent[steps[^1]]);
        if (parent[steps[^1]] is JsonValue)
        {
            parent[steps[^1]] = "another";
        }
        else
        {
            Assert.True(parent.AsObject().Remove(steps[^1]));
        }
    }
}
