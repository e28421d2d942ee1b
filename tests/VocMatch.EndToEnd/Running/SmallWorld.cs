namespace VocMatch.EndToEnd.Running;

/// <summary>One student, and one placement that fits.</summary>
internal static class SmallWorld
{
    private const string Pattern =
        """{"blocks":[{"firstDay":"2096-02-01","lastDay":"2096-06-29","days":["monday","tuesday"],"minutesPerDay":450}],"interruptions":[]}""";

    public static async Task Import(HttpClient http)
    {
        await http.Import("regions", Requests.North);
        await http.Import("skills", """{"id":"personal-care","name":"Personal care"}""");
        await http.Import("occupations", """{"id":"5321","name":"Health care assistants","scheme":"isco","code":"5321"}""");
        await http.Import("schools", """{"id":"college","name":"County College","region":"north"}""");
        await http.Import(
            "programs",
            """{"id":"care","publish":true,"school":"college","title":"Care","field":"0913","level":4,"teaches":[{"skill":"personal-care","level":4}],"intake":20,"durationMonths":24,"targetOccupations":["5321"]}""");
        await http.Import("employers", """{"id":"hospital","name":"St Hilda Hospital","sites":[{"id":"main","name":"Main","region":"north"}]}""");
        await http.Import("placements", Placement("ward", 2));
        await http.Import("students", Student("ada"));
    }

    public static string Placement(string id, int seats) =>
        $$"""{"id":"{{id}}","publish":true,"employer":"hospital","site":"main","title":"Care assistant","occupation":"5321","kind":"internship","seats":{{seats}},"skills":[{"skill":"personal-care","essential":true,"level":3}],"pattern":{{Pattern}}}""";

    public static string Student(string id) =>
        $$"""{"id":"{{id}}","school":"college","program":"care","region":"north","identity":{"name":"Ada Example","birthDate":"2000-01-01"},"free":{{Pattern}}}""";
}
