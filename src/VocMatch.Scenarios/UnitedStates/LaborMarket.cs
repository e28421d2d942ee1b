using System.Collections.Frozen;
using System.Globalization;
using VocMatch.Data.Tables;

namespace VocMatch.Scenarios.UnitedStates;

/// <summary>Openings and wages of occupations, by the Bureau of Labor Statistics.</summary>
internal sealed class LaborMarket
{
    private const string ProjectionFile = "occupation_2024-2034.xlsx";
    private const string WageFile = "national_M2025_dl.xlsx";

    /// <summary>Projections are published for some occupations together: the code of each, and the code it is published under.</summary>
    private static readonly FrozenDictionary<string, string> Combined = new Dictionary<string, string>
    {
        ["13-1021"] = "13-1020",
        ["13-1022"] = "13-1020",
        ["13-1023"] = "13-1020",
        ["13-2022"] = "13-2020",
        ["13-2023"] = "13-2020",
        ["21-1011"] = "21-1018",
        ["21-1014"] = "21-1018",
        ["25-2055"] = "25-2052",
        ["25-2056"] = "25-2052",
        ["25-9042"] = "25-9045",
        ["25-9043"] = "25-9045",
        ["25-9049"] = "25-9045",
        ["29-2011"] = "29-2010",
        ["29-2012"] = "29-2010",
        ["31-1121"] = "31-1120",
        ["31-1122"] = "31-1120",
        ["39-7011"] = "39-7010",
        ["39-7012"] = "39-7010",
        ["53-1043"] = "53-1047",
        ["53-1044"] = "53-1047",
        ["53-1049"] = "53-1047",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly Dictionary<string, Projection> projections = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> medianAnnualWages = new(StringComparer.Ordinal);

    public int Occupations => projections.Count;

    public static LaborMarket Read(SourceFiles files)
    {
        var market = new LaborMarket();
        foreach (var row in Workbook.Rows(files, ProjectionFile, "Table 1.2", 2, "2024 National Employment Matrix code", "Occupation type", "Occupational openings*", "Typical education needed for entry", "2024 National Employment Matrix title"))
        {
            // Openings are in thousands with one decimal; the workbook keeps them as binary fractions.
            if (row[1] == "Line item")
            {
                market.projections.Add(row.Required(0), new Projection(100 * (int)Math.Round(row.Number(2) * 10), row[3], row.Required(4)));
            }
        }

        foreach (var row in Workbook.Rows(files, WageFile, "national_M2025_dl", 1, "OCC_CODE", "O_GROUP", "A_MEDIAN"))
        {
            // "*" is not available and "#" above the highest wage published: neither is a number.
            if (row[1] == "detailed" && int.TryParse(row[2], NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var wage))
            {
                market.medianAnnualWages[row.Required(0)] = wage;
            }
        }

        return market;
    }

    /// <summary>The code under which an occupation's openings are published; null where they are not.</summary>
    public string? PublishedCode(string soc) =>
        Combined.GetValueOrDefault(soc, soc) is var code && projections.ContainsKey(code) ? code : null;

    /// <summary>Every published code with its title and openings a year, in order of the code.</summary>
    public IEnumerable<(string Code, string Title, int Openings)> Published =>
        projections.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => (p.Key, p.Value.Title, p.Value.AnnualOpenings));

    /// <summary>What each published occupation is typically entered with, in order of the code; empty where that is not given.</summary>
    public IEnumerable<(string Code, string Education)> EntryEducation =>
        projections.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => (p.Key, p.Value.Education is "—" ? "" : p.Value.Education));

    /// <summary>Dollars a year, in order of the code.</summary>
    public IEnumerable<(string Code, int MedianAnnual)> Wages =>
        medianAnnualWages.OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => (w.Key, w.Value));

    /// <summary>Codes whose openings are published under another one.</summary>
    public static IEnumerable<(string Code, string Into)> CombinedCodes =>
        Combined.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => (c.Key, c.Value));

    /// <summary>Openings a year over some occupations, each published code counted once.</summary>
    public int AnnualOpenings(IEnumerable<string> occupations) =>
        occupations.Select(PublishedCode).OfType<string>().Distinct(StringComparer.Ordinal).Sum(code => projections[code].AnnualOpenings);

    /// <summary>False where a master's or doctoral degree is what one usually enters with: no placement for a student below a bachelor's.</summary>
    public bool IsOpenToSubBaccalaureate(string soc) =>
        PublishedCode(soc) is { } code && projections[code].Education is not ("Master's degree" or "Doctoral or professional degree");

    /// <summary>Dollars a month, rounded down to ten; null where none is published.</summary>
    public int? MedianMonthlyPay(string soc) => medianAnnualWages.TryGetValue(soc, out var wage) ? wage / 120 * 10 : null;

    private sealed record Projection(int AnnualOpenings, string Education, string Title);
}
