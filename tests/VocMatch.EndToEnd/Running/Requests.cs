using System.Net;
using System.Net.Http.Headers;
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

    /// <summary>Adds or replaces a school, as a client does that cannot know whether an earlier attempt arrived.</summary>
    public static async Task<HttpResponseMessage> PutSchool(this HttpClient http, string id, string name, CancellationToken cancellation = default)
    {
        var added = await http.SendAsync(School(id, name), cancellation);
        if (added.StatusCode != HttpStatusCode.PreconditionRequired)
        {
            return added;
        }

        added.Dispose();
        var replacement = School(id, name);
        replacement.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
        return await http.SendAsync(replacement, cancellation);
    }

    private static HttpRequestMessage School(string id, string name) => new(HttpMethod.Put, $"/api/v1/schools/{id}")
    {
        Content = new StringContent($$"""{"name":"{{name}}","region":"north"}""", Encoding.UTF8, "application/json"),
    };

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
