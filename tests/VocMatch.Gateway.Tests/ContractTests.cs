using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Swashbuckle.AspNetCore.Swagger;
using VocMatch.Gateway.OpenApi;
using VocMatch.Gateway.Tests.Running;

namespace VocMatch.Gateway.Tests;

/// <summary>What a client may rely on beside the operations themselves.</summary>
[Collection(GatewayCollection.Name)]
public sealed class ContractTests(GatewayFixture gateway)
{
    private readonly Api _api = gateway.Api;

    [Fact]
    public async Task HEAD_answers_as_GET_does_without_a_body()
    {
        var path = $"/api/v1/schools/{World.School}";
        var got = (await _api.Get(path)).MustBe(200);

        var head = (await _api.Send(HttpMethod.Head, path, null)).MustBe(200);

        Assert.Equal("", head.Text);
        Assert.Equal((got.ETag, got.ContentType), (head.ETag, head.ContentType));
        (await _api.Send(HttpMethod.Head, "/api/v1/schools/none", null)).MustBe(404);
    }

    [Theory]
    [InlineData("/api/v1/schools", "GET, HEAD, OPTIONS")]
    [InlineData("/api/v1/dead-letters/redrive", "POST, OPTIONS")]
    public async Task OPTIONS_names_the_methods_of_an_address(string path, string methods)
    {
        var answer = (await _api.Send(HttpMethod.Options, path, null)).MustBe(204);

        Assert.Equal(methods, answer.Headers["Allow"]);
        Assert.Equal(methods, (await _api.Send(HttpMethod.Delete, path, null)).MustBeProblem(405, "method-not-allowed").Headers["Allow"]);
    }

    [Theory]
    [InlineData("application/xml")]
    [InlineData("application/json;q=0")]
    [InlineData("text/csv, image/*")]
    public async Task Accept_that_nothing_answers_is_406(string accept) => Assert.Contains(
        "Accept", (await _api.Get("/api/v1/schools", ("Accept", accept))).MustBeProblem(406, "not-acceptable").ErrorFields);

    [Theory]
    [InlineData("*/*")]
    [InlineData("application/*")]
    [InlineData("text/html, application/xhtml+xml, */*;q=0.8")]
    [InlineData("application/problem+json, application/json")]
    public async Task Accept_that_JSON_answers_is_taken(string accept) => (await _api.Get("/api/v1/schools", ("Accept", accept))).MustBe(200);

    [Fact]
    public async Task A_cursor_leads_on_in_its_own_list_only()
    {
        var first = (string?)(await _api.Get("/api/v1/skills?limit=1")).MustBe(200).Json["nextCursor"];

        (await _api.Get($"/api/v1/skills?limit=2&cursor={first}")).MustBe(200);
        foreach (var other in (string[])["/api/v1/skills?text=care&", "/api/v1/regions?", "/api/v1/schools?"])
        {
            Assert.Contains("cursor", (await _api.Get($"{other}cursor={first}")).MustBeProblem(400, "malformed").ErrorFields);
        }
    }

    [Theory]
    [InlineData("placements?region=nowhere", "region")]
    [InlineData("placements?occupation=none", "occupation")]
    [InlineData("placements?employer=none", "employer")]
    [InlineData("placements?status=open", "status")]
    [InlineData("programs?school=none", "school")]
    [InlineData("students?program=none", "program")]
    [InlineData("provision-gaps?region=nowhere", "region")]
    public async Task A_filter_that_names_nothing_is_refused_and_not_answered_by_an_empty_page(string list, string field) =>
        Assert.Equal([field], (await _api.Get($"/api/v1/{list}")).MustBeProblem(400, "malformed").ErrorFields);

    [Theory]
    [InlineData("GET", "api/v1/schools", true, "listSchools")]
    [InlineData("GET", "api/v1/schools/{id}", false, "getSchool")]
    [InlineData("PUT", "api/v1/students/{id}/identity", false, "putStudentIdentity")]
    [InlineData("GET", "api/v1/students/{id}/matches/{placementId}", false, "getStudentMatch")]
    [InlineData("POST", "api/v1/imports/skill-groups", false, "importSkillGroups")]
    [InlineData("POST", "api/v1/placements/{id}/offers", false, "createPlacementOffer")]
    [InlineData("POST", "api/v1/offers/{id}/ask-for-time", false, "askForTimeOffer")]
    [InlineData("GET", "api/v1/reference-series/{kind}", true, "listReferenceSeriesByKind")]
    [InlineData("DELETE", "api/v1/reference-series/{kind}/{name}", false, "deleteReferenceSeriesByName")]
    [InlineData("GET", "api/v1/rounds/{id}/inputs/students.csv", false, "getRoundInputsStudentsCsv")]
    public void An_operation_is_named_by_method_and_path(string method, string path, bool isList, string name) =>
        Assert.Equal(name, OperationIds.Of(method, path, isList));

    [Fact]
    public async Task Every_operation_has_a_name_of_its_own()
    {
        var names = (await Document())["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject())
            .Select(operation => (string?)operation.Value!["operationId"])
            .ToList();

        Assert.All(names, name => Assert.Matches("^[a-z][A-Za-z0-9]+$", name));
        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Fact]
    public async Task The_document_says_what_is_required_and_what_stands_for_what_is_left_out()
    {
        var schemas = (await Document())["components"]!["schemas"]!;

        Assert.Equal(["expiresAt"], Required("OfferContent"));
        Assert.True((bool?)schemas["OfferContent"]!["properties"]!["holdsSeat"]!["default"]);
        Assert.Null(schemas["PlacementPosting"]!["properties"]!["title"]!["nullable"]);
        Assert.Contains("nextCursor", schemas["PageOfSchool"]!["properties"]!.AsObject().Select(member => member.Key));
        Assert.Equal(["items"], Required("PageOfSchool"));

        List<string?> Required(string schema) => [.. schemas[schema]!["required"]!.AsArray().Select(name => (string?)name)];
    }

    [Theory]
    [InlineData("post /api/v1/reports/alignment", "201", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("get /api/v1/reports/alignment/{id}", "200", "text/csv")]
    [InlineData("get /api/v1/rounds/{id}/results", "200", "text/csv")]
    [InlineData("get /api/v1/rounds/{id}/inputs/students.csv", "200", "text/csv")]
    [InlineData("get /api/v1/operations/{id}", "200", "text/event-stream")]
    public async Task Every_form_of_an_answer_is_documented(string operation, string status, string contentType)
    {
        var (method, path) = (operation.Split(' ')[0], operation.Split(' ')[1]);
        var answer = (await Document())["paths"]![path]![method]!["responses"]![status]!;

        Assert.Contains(contentType, answer["content"]!.AsObject().Select(form => form.Key));
        Assert.Equal(status == "201", answer["headers"]?["Location"] is not null);
    }

    [Fact]
    public async Task Null_in_a_body_stands_for_what_may_be_left_out_and_for_nothing_else()
    {
        var path = $"/api/v1/schools/{Guid.NewGuid():N}";

        (await _api.Put(path, """{"name":"A","region":"north","staff":null,"location":null}""")).MustBe(201);
        Assert.Equal(["name"], (await _api.Put(path + "x", """{"name":null,"region":"north","staff":null}""")).MustBeProblem(400, "malformed").ErrorFields);
    }

    [Fact]
    public async Task The_document_is_made_once_for_all_who_ask_and_no_other_is_known()
    {
        var provider = gateway.Services.GetRequiredService<IAsyncSwaggerProvider>();

        var documents = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => provider.GetSwaggerAsync("v1"))));

        Assert.All(documents, document => Assert.Same(documents[0], document));
        Assert.Same(documents[0], gateway.Services.GetRequiredService<ISwaggerProvider>().GetSwagger("v1"));
        var texts = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => (await _api.Get("/swagger/v1/swagger.json")).MustBe(200).Text));
        Assert.Single(texts.Distinct());
        (await _api.Get("/swagger/v2/swagger.json")).MustBe(404);
    }

    private async Task<JsonNode> Document() => (await _api.Get("/swagger/v1/swagger.json")).MustBe(200).Json;
}
