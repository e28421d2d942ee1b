using System.Text;

namespace VocMatch.EndToEnd.Running;

/// <summary>Few seats, many students, and work in two halves of a year: two placements of one half collide.</summary>
internal static class OfferWorld
{
    public const int Placements = 24;

    public const int Students = 96;

    private static readonly string[] Halves =
    [
        """{"blocks":[{"firstDay":"2096-02-01","lastDay":"2096-05-31","days":["monday","tuesday"],"minutesPerDay":450}],"interruptions":[]}""",
        """{"blocks":[{"firstDay":"2096-07-01","lastDay":"2096-11-30","days":["monday","tuesday"],"minutesPerDay":450}],"interruptions":[]}""",
    ];

    private const string Year =
        """{"blocks":[{"firstDay":"2096-01-01","lastDay":"2096-12-31","days":["monday","tuesday"],"minutesPerDay":450}],"interruptions":[]}""";

    public static async Task Import(HttpClient http)
    {
        await SmallWorld.Import(http);
        await http.Import("placements", Lines(Placements, i =>
            $$$"""{"id":"p{{{i}}}","publish":true,"employer":"hospital","site":"main","title":"Care assistant","occupation":"5321","kind":"internship","seats":{{{1 + (i % 5)}}},"skills":[{"skill":"personal-care","essential":true,"level":3}],"pattern":{{{Halves[i % 2]}}}}"""));
        await http.Import("students", Lines(Students, i =>
            $$$"""{"id":"s{{{i}}}","school":"college","program":"care","region":"north","identity":{"name":"Ada Example","birthDate":"2000-01-01"},"free":{{{Year}}}}"""));
    }

    /// <summary>Wakes everybody, and waits until nobody owes anything.</summary>
    public static async Task Settle(HttpClient http, string data)
    {
        for (var i = 0; i < Students; i++)
        {
            using var student = await http.GetAsync($"/api/v1/students/s{i}/offers");
        }

        for (var i = 0; i < Placements; i++)
        {
            using var placement = await http.GetAsync($"/api/v1/placements/p{i}/offers");
        }

        await Eventually.Gives(
            () => Task.FromResult(SeatAudit.Of(data).Unsettled().Take(5).ToList()),
            pending => pending.Count == 0,
            pending => $"nothing is left to do, but {string.Join(' ', pending)}",
            TimeSpan.FromSeconds(60));
    }

    private static string Lines(int count, Func<int, string> line)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            text.Append(line(i)).Append('\n');
        }

        return text.ToString();
    }
}
