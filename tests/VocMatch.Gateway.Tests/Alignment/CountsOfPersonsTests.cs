using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using VocMatch.Gateway.Tests.Running;

namespace VocMatch.Gateway.Tests.Alignment;

/// <summary>Whatever counts persons without the protection of a report says so, and is open to nobody who may not see them.</summary>
[Collection(GatewayCollection.Name)]
public sealed partial class CountsOfPersonsTests(GatewayFixture gateway)
{
    [Theory]
    [InlineData("/api/v1/markets/causes?region=north")]
    [InlineData("/api/v1/markets/seat-values?region=north")]
    [InlineData("/api/v1/regions/north/program-proposals")]
    [InlineData("/api/v1/provision-gaps?region=north")]
    [InlineData("/api/v1/markets/north")]
    public async Task An_answer_that_counts_persons_says_that_it_is_not_for_publication(string address)
    {
        var answer = (await gateway.Api.Get(address)).MustBe(200);

        Assert.StartsWith("not for publication", answer.Headers["Publication"], StringComparison.Ordinal);
        Assert.Contains("no-store", answer.Headers["Cache-Control"], StringComparison.Ordinal);
    }

    /// <summary>
    /// Members that count persons, by name. A new one is found by its answer's schema: it is marked, goes through the protection of a report, or stands
    /// below with the reason why it may be shown.
    /// </summary>
    [Fact]
    [Trait("Lane", "Full")]
    public async Task Every_answer_with_a_count_of_persons_is_marked_or_has_a_reason_to_be_shown()
    {
        var document = (await gateway.Api.Get("/swagger/v1/swagger.json")).MustBe(200).Json;
        var unmarked = new List<string>();
        foreach (var (path, operations) in document["paths"]!.AsObject())
        {
            if (operations!["get"] is not { } operation
                || operation["responses"]!["200"]?["content"]?["application/json"]?["schema"] is not { } schema
                || ((string?)operation["description"])?.Contains("Not for publication", StringComparison.Ordinal) == true)
            {
                continue;
            }

            unmarked.AddRange(Counts(document, schema, []).Distinct().Where(_ => !Shown.Any(shown => path.StartsWith(shown.Path, StringComparison.Ordinal))).Select(member => $"{path} {member}"));
        }

        Assert.True(unmarked.Count == 0, $"These count persons, and nothing says who may see it: {string.Join("; ", unmarked)}");
    }

    private static readonly (string Path, string Reason)[] Shown =
    [
        ("/api/v1/programs", "A program's completers are what its college itself published; its adjustments are marked."),
        ("/api/v1/rounds", "A round's totals over its whole scope stand in its certificate, by which anybody can check it; its other answers are for those who run it."),
    ];

    private static IEnumerable<string> Counts(JsonNode document, JsonNode schema, HashSet<string> seen)
    {
        if ((string?)schema["$ref"] is { } reference)
        {
            var name = reference[(reference.LastIndexOf('/') + 1)..];
            return seen.Add(name) ? Counts(document, document["components"]!["schemas"]![name]!, seen) : [];
        }

        var members = schema["properties"]?.AsObject() ?? [];
        return
        [
            .. members.Where(member => member.Value!["type"]?.ToJsonString().Contains("integer", StringComparison.Ordinal) == true && CountOfPersons().IsMatch(member.Key))
                .Select(member => member.Key),
            .. members.SelectMany(member => Counts(document, member.Value!, seen)),
            .. schema["items"] is { } items ? Counts(document, items, seen) : [],
            .. (schema["allOf"] ?? schema["oneOf"] ?? schema["anyOf"])?.AsArray().SelectMany(part => Counts(document, part!, seen)) ?? [],
        ];
    }

    [GeneratedRegex("student|placed|completers|learner|applicant|candidate|searches|cases|moved|drop", RegexOptions.IgnoreCase)]
    private static partial Regex CountOfPersons();
}
