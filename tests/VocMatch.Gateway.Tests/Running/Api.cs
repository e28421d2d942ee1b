using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace VocMatch.Gateway.Tests.Running;

/// <summary>Calls the API as any client would, and reads what comes back.</summary>
public sealed class Api(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };

    public Task<Answer> Get(string path, params (string Name, string Value)[] headers) => Send(HttpMethod.Get, path, null, headers);

    public Task<Answer> Put(string path, string json, params (string Name, string Value)[] headers) =>
        Send(HttpMethod.Put, path, Content(Encoding.UTF8.GetBytes(json), "application/json"), headers);

    /// <summary>Replaces what is there, whatever it says.</summary>
    public Task<Answer> Replace(string path, string json) => Put(path, json, ("If-Match", "*"));

    public Task<Answer> PutBytes(string path, byte[] body, string? contentType) =>
        Send(HttpMethod.Put, path, Content(body, contentType));

    /// <summary>A change of state, under a key of its own.</summary>
    public Task<Answer> Post(string path) => Send(HttpMethod.Post, path, null, ("Idempotency-Key", Guid.NewGuid().ToString("N")));

    /// <summary>Asks for a job under a key of its own, and again under it for as long as the answer is that the job is under way.</summary>
    public Task<Answer> PostUntilDone(string path, string json)
    {
        var key = Guid.NewGuid().ToString("N");
        return Eventually.Gives(
            () => Send(HttpMethod.Post, path, Content(Encoding.UTF8.GetBytes(json), "application/json"), ("Idempotency-Key", key)),
            answer => answer.Status != 202,
            answer => $"the job is done: {answer.Text}",
            TimeSpan.FromMinutes(2));
    }

    public Task<Answer> Import(string path, string text, string contentType = "application/x-ndjson") =>
        Send(HttpMethod.Post, path, Content(Encoding.UTF8.GetBytes(text), contentType));

    public async Task<Answer> Send(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value), $"The header {name} could not be sent.");
        }

        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Answer(
            (int)response.StatusCode,
            response.Content.Headers.ContentType?.MediaType,
            text,
            response.Headers.Concat(response.Content.Headers)
                .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
    }

    public void Dispose() => _http.Dispose();

    private static ByteArrayContent Content(byte[] body, string? contentType)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = contentType is null ? null : MediaTypeHeaderValue.Parse(contentType);
        return content;
    }
}

/// <summary>What the server answered.</summary>
public sealed record Answer(int Status, string? ContentType, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode Json => JsonNode.Parse(Text) ?? throw new InvalidOperationException("The answer is null.");

    public string? ETag => Headers.GetValueOrDefault("ETag");

    /// <summary>Fields named by a problem.</summary>
    public IEnumerable<string> ErrorFields => Json["errors"]?.AsArray().Select(error => (string)error!["field"]!) ?? [];

    public Answer MustBe(int status)
    {
        Assert.True(Status == status, $"{status} was expected, it was {Status}: {Text}");
        return this;
    }

    /// <summary>A complete problem document of this kind, that shows nothing of the inside.</summary>
    public Answer MustBeProblem(int status, string name)
    {
        MustBe(status);
        Assert.Equal("application/problem+json", ContentType);
        Assert.Equal($"/problems/{name}", (string?)Json["type"]);
        Assert.Equal(status, (int?)Json["status"]);
        Assert.False(string.IsNullOrWhiteSpace((string?)Json["title"]));
        Assert.False(string.IsNullOrWhiteSpace((string?)Json["detail"]));
        foreach (var inside in (string[])["System.", "Microsoft.", "VocMatch.", "   at ", "Exception"])
        {
            Assert.DoesNotContain(inside, Text, StringComparison.Ordinal);
        }

        return this;
    }
}
