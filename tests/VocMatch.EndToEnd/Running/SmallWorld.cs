namespace VocMatch.EndToEnd.Running;

/// <summary>One student, and one placement that fits.</summary>
internal static class SmallWorld
{
    private const string Pattern =
        """{"blocks":[{"firstDay":"2096-02-01","lastDay":"2096-06-29","days":["monday","tuesday"],"minutesPerDay":450}],"interruptions":[]}""";

    private static readonly (string Kind, string Line)[] Things =
    [
        ("regions", Requests.North),
        ("skills", """{"id":"personal-care","name":"Personal care"}""" + "\n" + """{"id":"wound-care","name":"Wound care"}"""),
        ("occupations", """{"id":"5321","name":"Health care assistants","scheme":"isco","code":"5321"}"""),
        ("schools", """{"id":"college","name":"County College","region":"north"}"""),
        ("programs",
            """{"id":"care","publish":true,"school":"college","title":"Care","field":"0913","level":4,"teaches":[{"skill":"personal-care","level":4},{"skill":"wound-care","level":4}],"intake":20,"durationMonths":24,"targetOccupations":["5321"]}"""),
        ("employers", """{"id":"hospital","name":"St Hilda Hospital","sites":[{"id":"main","name":"Main","region":"north"}]}"""),
        ("placements", Placement("ward", 2)),
        ("students", Student("ada")),
    ];

    /// <param name="upTo">The last kind that is imported; null: all.</param>
    public static async Task Import(HttpClient http, string? upTo = null)
    {
        foreach (var (kind, line) in Things)
        {
            await http.Import(kind, line);
            if (kind == upTo)
            {
                return;
            }
        }
    }

    public static string Placement(string id, int seats) =>
        $$"""{"id":"{{id}}","publish":true,"employer":"hospital","site":"main","title":"Care assistant","occupation":"5321","kind":"internship","seats":{{seats}},"skills":[{"skill":"personal-care","essential":true,"level":3},{"skill":"wound-care","essential":true,"level":3}],"pattern":{{Pattern}}}""";

    public static string Student(string id) =>
        $$"""{"id":"{{id}}","school":"college","program":"care","region":"north","identity":{"name":"Ada Example","birthDate":"2000-01-01"},"free":{{Pattern}}}""";
}
