using VocMatch.Data.Tables;

namespace VocMatch.Scenarios.UnitedStates;

/// <summary>Which occupations (SOC 2018) a field of study (CIP 2020) leads to, by the National Center for Education Statistics.</summary>
internal sealed class CipSocCrosswalk
{
    private const string File = "cip_soc_crosswalk.xlsx";
    private const string NoOccupation = "99-9999";
    private const string NoField = "99.9999";

    private readonly Dictionary<string, (string Title, SortedSet<string> Occupations)> fields = new(StringComparer.Ordinal);

    /// <summary>Pairs of a field and an occupation.</summary>
    public int Pairs => fields.Values.Sum(f => f.Occupations.Count);

    /// <summary>Every pair, in order of field and occupation.</summary>
    public IEnumerable<(string Cip, string Soc)> All => fields
        .OrderBy(f => f.Key, StringComparer.Ordinal)
        .SelectMany(f => f.Value.Occupations.Select(soc => (f.Key, soc)));

    public static CipSocCrosswalk Read(SourceFiles files)
    {
        var crosswalk = new CipSocCrosswalk();
        foreach (var row in Workbook.Rows(files, File, "CIP-SOC", 1, "CIP2020Code", "CIP2020Title", "SOC2018Code"))
        {
            if (row.Required(0) == NoField)
            {
                continue;
            }

            if (!crosswalk.fields.TryGetValue(row[0], out var field))
            {
                crosswalk.fields.Add(row[0], field = (row[1].TrimEnd('.'), new(StringComparer.Ordinal)));
            }

            if (row.Required(2) != NoOccupation)
            {
                field.Occupations.Add(row[2]);
            }
        }

        return crosswalk;
    }

    /// <summary>The field's title, or null for a field the crosswalk does not know.</summary>
    public string? TitleOf(string cip) => fields.TryGetValue(cip, out var field) ? field.Title : null;

    /// <summary>In order of their codes; empty where there is no match.</summary>
    public IReadOnlyCollection<string> OccupationsOf(string cip) => fields.TryGetValue(cip, out var field) ? field.Occupations : [];
}
