using System.Text.Json.Nodes;
using VocMatch.Gateway.Tests.Running;

namespace VocMatch.Gateway.Tests;

[Collection(GatewayCollection.Name)]
public sealed class OpenApiTests(GatewayFixture gateway)
{
    private readonly Api _api = gateway.Api;

    [Fact]
    public async Task Every_operation_has_a_summary_an_audience_and_describes_its_errors()
    {
        foreach (var (name, operation) in await Operations())
        {
            Assert.False(string.IsNullOrWhiteSpace((string?)operation["summary"]), $"{name} has no summary.");
            Assert.NotEmpty(operation["tags"]!.AsArray());
            if (name.Contains("/api/", StringComparison.Ordinal))
            {
                Assert.StartsWith("For: ", (string?)operation["description"], StringComparison.Ordinal);
            }

            var responses = operation["responses"]!.AsObject();
            Assert.Contains(responses, response => response.Key.StartsWith('2'));
            Assert.Contains(responses, response => response.Key.StartsWith('5'));
            foreach (var (status, response) in responses.Where(response => response.Key[0] is '4' or '5'))
            {
                Assert.Contains("/problems/", (string?)response!["description"], StringComparison.Ordinal);
                Assert.NotNull(response["content"]?["application/problem+json"]?["schema"]);
                Assert.NotNull(response["content"]!["application/problem+json"]!["example"]);
                Assert.NotEqual("", status);
            }
        }
    }

    [Fact]
    public async Task Every_body_has_a_type_and_every_JSON_body_an_example()
    {
        foreach (var (name, operation) in (await Operations()).Where(one => one.Name.StartsWith("put", StringComparison.Ordinal)))
        {
            var json = operation["requestBody"]?["content"]?["application/json"];
            Assert.True(json?["example"] is not null, $"{name} has no example.");
            Assert.True(json!["schema"] is not null, $"{name} has no schema.");
        }
    }

    [Fact]
    public async Task Every_change_of_state_demands_a_key()
    {
        // What only asks what a change would do changes nothing.
        var changes = (await Operations())
            .Where(one => one.Name.StartsWith("post", StringComparison.Ordinal)
                && !one.Name.Contains("/imports/", StringComparison.Ordinal) && !one.Name.EndsWith("/effect", StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(changes);
        Assert.All(changes, change => Assert.Contains(
            change.Operation["parameters"]!.AsArray(),
            parameter => (string?)parameter!["name"] == "Idempotency-Key" && (bool?)parameter["required"] == true));
    }

    [Fact]
    public async Task Everything_the_design_names_is_there()
    {
        var names = (await Operations()).Select(one => one.Name).ToHashSet();

        string[] expected =
        [
            .. from kind in (string[])["schools", "programs", "employers", "placements", "students"]
               from operation in (string[])[$"get /api/v1/{kind}", $"get /api/v1/{kind}/{{id}}", $"put /api/v1/{kind}/{{id}}"]
               select operation,
            .. from kind in (string[])["programs", "placements"]
               from action in (string[])["publish", "close", "reopen"]
               select $"post /api/v1/{kind}/{{id}}/{action}",
            .. from kind in (string[])["regions", "skills", "occupations", "schools", "programs", "employers", "placements", "students", "preferences"]
               select $"post /api/v1/imports/{kind}",
            .. from kind in (string[])["regions", "skills", "skill-groups", "occupations"]
               select $"get /api/v1/{kind}",
            "get /api/v1/students/{id}/matches", "get /api/v1/students/{id}/matches/{placementId}", "get /api/v1/placements/{id}/candidates",
            "put /api/v1/students/{id}/preferences", "get /api/v1/markets/{region}", "get /api/v1/epochs/current", "get /api/v1/epochs/{number}",
            .. from action in (string[])["accept", "decline", "implement"]
               select $"post /api/v1/programs/{{id}}/adjustments/{{number}}/{action}",
            .. from kind in (string[])["completions", "openings", "crosswalk", "wages", "combined-codes"]
               select $"post /api/v1/imports/{kind}",
            "post /api/v1/imports/classifications", "post /api/v1/imports/classification-crosswalks", "post /api/v1/imports/preview",
            "get /api/v1/reference-mappings", "get /api/v1/reference-mappings/{name}", "put /api/v1/reference-mappings/{name}", "delete /api/v1/reference-mappings/{name}",
            "get /api/v1/reference-series", "get /api/v1/reference-series/{kind}", "delete /api/v1/reference-series/{kind}",
            "get /api/v1/programs/{id}/adjustments", "get /api/v1/regions/{region}/program-proposals",
            "get /api/v1/students/{id}/smallest-change", "get /api/v1/markets/seat-values", "get /api/v1/markets/causes",
            "post /api/v1/reports/alignment", "get /api/v1/reports/alignment", "get /api/v1/reports/alignment/{id}", "get /api/v1/reports/published",
            .. from action in (string[])["open", "lock", "unlock", "solve", "rework", "publish", "close", "cancel", "repair"]
               select $"post /api/v1/rounds/{{id}}/{action}",
            .. from file in (string[])["placements", "applications", "students", "employers", "fixed", "forbidden"]
               select $"get /api/v1/rounds/{{id}}/inputs/{file}.csv",
            "get /api/v1/rounds", "post /api/v1/rounds", "get /api/v1/rounds/{id}", "put /api/v1/rounds/{id}", "put /api/v1/rounds/{id}/pairs",
            "put /api/v1/rounds/{id}/rankings", "get /api/v1/rounds/{id}/completeness", "get /api/v1/rounds/{id}/results",
            "get /api/v1/rounds/{id}/certificate", "get /api/v1/rounds/{id}/students/{studentId}",
            "put /api/v1/rounds/{id}/students/{studentId}/preferences", "get /api/v1/operations/{id}",
            "get /health/live", "get /health/ready",
        ];
        Assert.Superset(expected.ToHashSet(), names);
    }

    [Fact]
    public async Task The_page_that_shows_it_is_served()
    {
        var page = (await _api.Get("/swagger/index.html")).MustBe(200);

        Assert.Contains("VocMatch API", page.Text, StringComparison.Ordinal);
    }

    private async Task<List<(string Name, JsonNode Operation)>> Operations()
    {
        var document = (await _api.Get("/swagger/v1/swagger.json")).MustBe(200).Json;
        var operations = new List<(string, JsonNode)>();
        foreach (var (path, item) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in item!.AsObject())
            {
                operations.Add(($"{method} {path}", operation!));
            }
        }

        Assert.NotEmpty(operations);
        return operations;
    }
}
