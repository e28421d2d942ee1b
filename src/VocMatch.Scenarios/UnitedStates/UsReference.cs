using System.Globalization;
using System.Text;

namespace VocMatch.Scenarios.UnitedStates;

/// <summary>A reference series as CSV.</summary>
/// <param name="Kind">What it is imported as: <c>completions</c>, <c>openings</c>, <c>crosswalk</c>, <c>wages</c>, <c>entry-education</c>, <c>combined-codes</c>.</param>
/// <param name="Source">Who publishes it.</param>
/// <param name="Vintage">The year or release that the figures are of.</param>
/// <param name="Classification">Of its codes, with the edition: <c>cip-2020</c>.</param>
/// <param name="TargetClassification">Of the codes that a crosswalk leads to; else null.</param>
public sealed record ReferenceFile(string Kind, string Source, string Vintage, string Classification, string Csv, string? TargetClassification = null);

/// <summary>Completions (IPEDS), openings and wages (BLS) and the crosswalk (NCES) of the nation, in the platform's own columns.</summary>
internal static class UsReference
{
    public const string Cip = "cip-2020";
    public const string Soc = "us-soc-2018";

    private const string Projections = "BLS Employment Projections, Table 1.2";

    public static IReadOnlyList<ReferenceFile> Files(UsSupply supply) =>
    [
        new(
            "completions",
            "NCES IPEDS completions, certificates and associate degrees",
            UsSupply.LastYear.ToString(CultureInfo.InvariantCulture),
            Cip,
            Csv("program,title,completions", supply.Years[^1].SubBaccalaureate
                .GroupBy(o => o.Key.Cip, o => o.Value)
                .OrderBy(cip => cip.Key, StringComparer.Ordinal)
                .Select(cip => (string[])[cip.Key, supply.Crosswalk.TitleOf(cip.Key) ?? $"CIP {cip.Key}", Text(cip.Sum())]))),
        new(
            "openings",
            Projections,
            "2024-2034",
            Soc,
            Csv("occupation,title,openings", supply.Market.Published.Select(o => (string[])[o.Code, o.Title, Text(o.Openings)]))),
        new(
            "crosswalk",
            "NCES CIP 2020 to SOC 2018 crosswalk",
            "2020",
            Cip,
            Csv("program,occupation", supply.Crosswalk.All.Select(pair => (string[])[pair.Cip, pair.Soc])),
            Soc),
        new(
            "wages",
            "BLS Occupational Employment and Wage Statistics",
            "May 2025",
            Soc,
            Csv("occupation,medianAnnual", supply.Market.Wages.Select(w => (string[])[w.Code, Text(w.MedianAnnual)]))),
        new(
            "entry-education",
            Projections,
            "2024-2034",
            Soc,
            Csv("occupation,education", supply.Market.EntryEducation.Select(e => (string[])[e.Code, e.Education]))),
        new(
            "combined-codes",
            Projections,
            "2024-2034",
            Soc,
            Csv("occupation,combinedInto", LaborMarket.CombinedCodes.Select(c => (string[])[c.Code, c.Into]))),
    ];

    private static string Csv(string header, IEnumerable<string[]> rows)
    {
        var csv = new StringBuilder(header).Append('\n');
        foreach (var row in rows)
        {
            csv.AppendJoin(',', row.Select(Cell)).Append('\n');
        }

        return csv.ToString();
    }

    private static string Cell(string text) =>
        text.AsSpan().ContainsAny(",\"\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
