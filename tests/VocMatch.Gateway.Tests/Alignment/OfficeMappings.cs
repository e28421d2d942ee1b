namespace VocMatch.Gateway.Tests.Alignment;

/// <summary>Mappings of the shapes in which six offices publish, as an officer would write them.</summary>
internal static class OfficeMappings
{
    public const string Canada = """
        {"kind":"completions","code":{"column":"Field of study","pattern":"\\[([0-9.]+)\\]$"},"title":{"column":"Field of study","pattern":"^(.*) \\["},
         "region":{"column":"GEO"},"regions":[{"name":"Canada"},{"name":"Manitoba","region":"north"},{"name":"Yukon","region":"south"}],
         "year":{"column":"REF_DATE"},"values":[{"column":"VALUE"}],"status":{"column":"STATUS"},
         "where":[{"column":"Gender","is":["Total, gender"]}],"classification":"cip-2020"}
        """;

    /// <param name="fields">Of ISCED-F: one level.</param>
    public static string Eurostat(string fields, string sex = "T") => $$"""
        {"kind":"completions","delimiter":"tabAndComma","code":{"column":"iscedf13"},
         "region":{"column":"geo\\TIME_PERIOD"},"regions":[{"name":"AT","region":"north"},{"name":"DE","region":"south"}],
         "values":[{"column":"2021","year":"2021"},{"column":"2022","year":"2022"},{"column":"2023","year":"2023"}],
         "where":[{"column":"sex","is":["{{sex}}"]},{"column":"iscedf13","is":[{{fields}}]}],"classification":"isced-f-2013"}
        """;

    public const string Germany = """
        {"kind":"completions","encoding":"iso-8859-1","delimiter":"semicolon","code":{"column":"KldB 2010"},"title":{"column":"Berufsgattung"},
         "values":[{"column":"2022","year":"2022"},{"column":"2023","year":"2023"}],"decimal":"comma","thousands":"point","classification":"kldb-2010"}
        """;

    public const string UnitedKingdom = """
        {"kind":"openings","code":{"column":"SOC 2020"},"title":{"column":"Occupation"},
         "region":{"column":"Area code"},"regions":[{"name":"K02000001"},{"name":"E06000001","region":"north"}],
         "values":[{"column":"Jan 2026 (thousands)","year":"2026"}],"multiplier":1000,"classification":"uk-soc-2020"}
        """;

    public const string CaliforniaOpenings = """
        {"kind":"openings","code":{"column":"SOC"},"title":{"column":"Occupational Title"},"values":[{"column":"Annual Openings"}],"thousands":"comma","classification":"us-soc-2018","wholeRegion":"north"}
        """;

    /// <param name="column">Of hourly earnings.</param>
    public static string CaliforniaWages(string column) => $$"""
        {"kind":"wages","code":{"column":"SOC"},"title":{"column":"Occupational Title"},"values":[{"column":"{{column}}"}],"hoursPerYear":2080,"classification":"us-soc-2018"}
        """;

    /// <param name="column">Of persons.</param>
    public static string China(string column) => $$"""
        {"kind":"completions","encoding":"gb18030","code":{"column":"专业代码"},"title":{"column":"专业名称"},"values":[{"column":"{{column}}"}],"thousands":"comma","classification":"cn-vocational-2021"}
        """;
}
