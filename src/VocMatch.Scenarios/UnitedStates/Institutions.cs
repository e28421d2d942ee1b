using System.Text;
using VocMatch.Contracts.Work;
using VocMatch.Data.Tables;

namespace VocMatch.Scenarios.UnitedStates;

/// <summary>An institution of the IPEDS directory. Who heads it is in the directory too, and is not read.</summary>
/// <param name="UnitId">UNITID.</param>
/// <param name="CountyFips">Five digits.</param>
internal sealed record Institution(string UnitId, string Name, string State, string CountyFips, GeoPoint? Location);

/// <summary>The IPEDS directory of institutions (<c>hd&lt;year&gt;.csv</c>).</summary>
internal static class Institutions
{
    /// <summary>Directories up to 2022 are written in Latin-1, later ones in UTF-8 with a byte order mark.</summary>
    private const int LastLatin1Year = 2022;

    public static Dictionary<string, Institution> Read(SourceFiles files, int year)
    {
        var encoding = year <= LastLatin1Year ? Encoding.Latin1 : Encoding.UTF8;
        var institutions = new Dictionary<string, Institution>(StringComparer.Ordinal);
        foreach (var row in TextTable.Csv(files, $"hd{year}.csv", encoding, "UNITID", "INSTNM", "STABBR", "COUNTYCD", "LATITUDE", "LONGITUD"))
        {
            institutions.Add(row.Required(0), new Institution(row[0], row.Required(1), row.Required(2), row[3].PadLeft(5, '0'), PlaceOf(row)));
        }

        return institutions;
    }

    /// <summary>Places that are not known are left empty or -2.</summary>
    private static GeoPoint? PlaceOf(SourceRow row) =>
        row[4] is "" or "-2" || row[5] is "" or "-2" ? null : new GeoPoint(row.Number(4), row.Number(5));
}
