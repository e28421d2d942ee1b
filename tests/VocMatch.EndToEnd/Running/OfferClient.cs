using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace VocMatch.EndToEnd.Running;

/// <summary>
/// Acts for some students and their offers: makes one, accepts it, gives it up. It remembers what was acknowledged, and repeats what was
/// not, with the key it had.
/// </summary>
internal sealed class OfferClient(int number, int clients, int seed)
{
    private readonly Random _random = new(seed);
    private readonly Dictionary<string, string> _offers = [];
    private (string Path, string? Body, string Key, Action<int, JsonNode> Then)? _unanswered;
    private int _operations;
    private int _answered;

    /// <summary>Acknowledged as committed, and not asked to be given up since.</summary>
    public HashSet<string> Held { get; } = [];

    /// <summary>Acknowledged as given up.</summary>
    public HashSet<string> GivenUp { get; } = [];

    public int Acceptances { get; private set; }

    /// <summary>Operations that were answered.</summary>
    public int Answered => Volatile.Read(ref _answered);

    /// <summary>Operations whose answer the process took with it.</summary>
    public int Unknown { get; private set; }

    /// <summary>What the server said no to last; null where it never did.</summary>
    public string? LastRefusal { get; private set; }

    /// <summary>Goes on until the server is gone.</summary>
    public async Task Run(HttpClient http)
    {
        try
        {
            await RepeatUnanswered(http);
            while (true)
            {
                await Act(http);
            }
        }
        catch (HttpRequestException)
        {
            // The server was killed: what was under way is repeated when it is back.
            Unknown++;
        }
    }

    /// <summary>Repeats what was not answered, and asks for the same answer twice.</summary>
    public Task Finish(HttpClient http) => RepeatUnanswered(http);

    private async Task RepeatUnanswered(HttpClient http)
    {
        if (_unanswered is { } operation)
        {
            var first = await Send(http, operation);
            Assert.Equal(first, await Send(http, operation));
            _unanswered = null;
        }
    }

    private Task Act(HttpClient http)
    {
        var held = Held.ToList();
        return (_random.Next(10), held.Count, _offers.Count) switch
        {
            ( < 3, > 4, _) => Release(http, held[_random.Next(held.Count)]),
            ( < 7, _, > 0) => Accept(http, _offers.Keys.ElementAt(_random.Next(_offers.Count))),
            _ => Make(http),
        };
    }

    private Task Make(HttpClient http)
    {
        var student = $"s{number + (clients * _random.Next(OfferWorld.Students / clients))}";
        var deadline = DateTimeOffset.UtcNow.AddDays(30).ToString("O");
        var body = $$"""{"student":"{{student}}","expiresAt":"{{deadline}}","holdsSeat":{{(_random.Next(3) == 0 ? "true" : "false")}}}""";
        return Ask(http, $"placements/p{_random.Next(OfferWorld.Placements)}/offers", body, (status, answer) =>
        {
            if (status == 201)
            {
                _offers[(string)answer["id"]!] = student;
            }
        });
    }

    private Task Accept(HttpClient http, string offer) => Ask(http, $"offers/{offer}/accept", null, (status, answer) =>
    {
        // Not heard yet, or no longer open: another time, or never.
        if (status == 200 && (string?)answer["status"] == "committed")
        {
            Acceptances += Held.Add(offer) ? 1 : 0;
            _offers.Remove(offer);
        }
        else if (status == 409 || status == 200)
        {
            _offers.Remove(offer);
        }
    });

    private Task Release(HttpClient http, string offer)
    {
        // From the moment it is asked for nobody may rely on the seat.
        Held.Remove(offer);
        return Ask(http, $"offers/{offer}/release", """{"reason":"Moving away"}""", (status, _) =>
        {
            Assert.Equal(200, status);
            GivenUp.Add(offer);
        });
    }

    private async Task Ask(HttpClient http, string path, string? body, Action<int, JsonNode> then)
    {
        var operation = (path, body, $"{number}-{++_operations}", then);
        _unanswered = operation;
        await Send(http, operation);
        _unanswered = null;
    }

    /// <summary>Sends it until it has an answer that says something.</summary>
    private async Task<string> Send(HttpClient http, (string Path, string? Body, string Key, Action<int, JsonNode> Then) operation)
    {
        var (status, text) = await Eventually.Gives(Once, answer => answer.Status != 503, answer => $"{operation.Path} is answered: {answer.Status} {answer.Text}");
        Assert.True(status is 200 or 201 or 404 or 409 or 422, $"{operation.Path}: {status} {text}");
        Interlocked.Increment(ref _answered);
        LastRefusal = status >= 400 ? $"{operation.Path}: {status} {text}" : LastRefusal;
        operation.Then(status, JsonNode.Parse(text)!);
        return text;

        async Task<(int Status, string Text)> Once()
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/{operation.Path}");
            request.Headers.Add("Idempotency-Key", operation.Key);
            request.Content = operation.Body is null ? null : new StringContent(operation.Body, Encoding.UTF8, "application/json");
            using var response = await http.SendAsync(request);
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
        }
    }
}
