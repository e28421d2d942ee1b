using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace VocMatch.EndToEnd.Running;

internal static class Requests
{
    public static async Task Import(this HttpClient http, string kind, string lines)
    {
        using var content = new StringContent(lines, Encoding.UTF8, "application/x-ndjson");
        using var response = await http.PostAsync($"/api/v1/imports/{kind}", content);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        Assert.True((int?)JsonNode.Parse(text)!["wrong"] == 0, text);
    }

    public static Task<HttpResponseMessage> PutSchool(this HttpClient http, string id, string name, CancellationToken cancellation = default) =>
        http.PutAsync($"/api/v1/schools/{id}", new StringContent($$"""{"name":"{{name}}","region":"north"}""", Encoding.UTF8, "application/json"), cancellation);

    /// <summary>The school's name, or null where there is no such school.</summary>
    public static async Task<string?> SchoolName(this HttpClient http, string id)
    {
        using var response = await http.GetAsync($"/api/v1/schools/{id}");
        return response.IsSuccessStatusCode
            ? (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync())!["profile"]!["name"]
            : null;
    }

    public const string North = """{"id":"north","name":"North","centroid":{"latitude":54.97,"longitude":-1.61}}""";
}
