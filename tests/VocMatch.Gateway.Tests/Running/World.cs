using System.Text.Json;
using VocMatch.Contracts.Json;
using VocMatch.Gateway.OpenApi;

namespace VocMatch.Gateway.Tests.Running;

/// <summary>The things the documentation's examples speak of. Their dates are moved far ahead, so that no test ends with a year.</summary>
internal static class World
{
    public const string School = "northern-county";

    public const string Program = "health-care-assistance";

    public const string Employer = "st-hilda";

    public const string Placement = "surgical-ward-2027";

    public const string Student = "student-1";

    /// <summary>Every kind of entity that is put: its path, and a valid content.</summary>
    public static IReadOnlyDictionary<string, string> Contents { get; } = new Dictionary<string, string>
    {
        ["schools"] = Text(Examples.School),
        ["programs"] = Text(Examples.Program),
        ["employers"] = Text(Examples.Employer),
        ["placements"] = Text(Examples.Placement),
        ["students"] = Text(Examples.Student),
    };

    public static async Task Build(Api api)
    {
        await Import(api, "regions", """
            {"id":"north","name":"North","centroid":{"latitude":54.97,"longitude":-1.61},"neighbours":["south"]}
            {"id":"south","name":"South","centroid":{"latitude":54.5,"longitude":-1.5},"neighbours":["north"]}
            """);
        await Import(api, "skill-groups", """{"id":"care","name":"Care"}""");
        await Import(api, "skills", """
            {"id":"personal-care","name":"Personal care","groups":["care"],"alternativeNames":["Helping people wash and dress"]}
            {"id":"wound-care","name":"Wound care","groups":["care"]}
            """);
        await Import(api, "occupations", """
            {"id":"5321","name":"Health care assistants","scheme":"isco","code":"5321","skills":[{"skill":"personal-care","essential":true}],"alternativeNames":["Nursing aide"]}
            {"id":"5322","name":"Home-based personal care workers","scheme":"isco","code":"5322"}
            """);
        await Put(api, $"schools/{School}", "schools");
        await Put(api, $"programs/{Program}", "programs");
        await Put(api, $"employers/{Employer}", "employers");
        await Put(api, $"placements/{Placement}", "placements");
        await Put(api, $"students/{Student}", "students");
        (await api.Put($"/api/v1/students/{Student}/identity", Text(Examples.Identity))).MustBe(201);
        (await api.Post($"/api/v1/programs/{Program}/publish")).MustBe(200);
        (await api.Post($"/api/v1/placements/{Placement}/publish")).MustBe(200);
    }

    public static string Text<T>(T content) => JsonSerializer.Serialize(content, WireJson.Options).Replace("2027-", "2096-", StringComparison.Ordinal);

    private static async Task Import(Api api, string kind, string lines)
    {
        var report = (await api.Import($"/api/v1/imports/{kind}", lines)).MustBe(200);
        Assert.True((int?)report.Json["wrong"] == 0, report.Text);
    }

    private static async Task Put(Api api, string path, string kind) => (await api.Put($"/api/v1/{path}", Contents[kind])).MustBe(201);
}
