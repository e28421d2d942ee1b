using VocMatch.Data.Tables;

namespace VocMatch.Scenarios.UnitedStates;

/// <summary>What an institution awards: a field of study at one level of award.</summary>
/// <param name="Cip">CIP 2020, six digits with the point, leading zero kept.</param>
/// <param name="AwardLevel">AWLEVEL: 1, 2, 4, 20, 21 are certificates below a bachelor's degree, 3 is the associate degree.</param>
internal readonly record struct Offering(string UnitId, string Cip, int AwardLevel);

/// <summary>The IPEDS completions of a year (<c>c&lt;year&gt;_a.csv</c>).</summary>
/// <param name="SixDigitSum">Completers over all six-digit fields, all levels.</param>
/// <param name="TotalSum">Completers over the rows that total an institution (CIP 99): equal to the sum over fields, or the file is broken.</param>
/// <param name="SubBaccalaureate">Completers by offering, certificates and associate degrees only.</param>
internal sealed record Completions(int Year, long SixDigitSum, long TotalSum, IReadOnlyDictionary<Offering, int> SubBaccalaureate)
{
    private const string InstitutionTotal = "99";

    public static Completions Read(SourceFiles files, int year)
    {
        var (sixDigitSum, totalSum) = (0L, 0L);
        var offerings = new Dictionary<Offering, int>();
        foreach (var row in TextTable.Csv(files, $"c{year}_a.csv", "UNITID", "CIPCODE", "AWLEVEL", "CTOTALT"))
        {
            var completers = row.Whole(3);
            if (row.Required(1) == InstitutionTotal)
            {
                totalSum += completers;
                continue;
            }

            sixDigitSum += completers;
            if (row.Whole(2) is 1 or 2 or 3 or 4 or 20 or 21)
            {
                var offering = new Offering(row.Required(0), row[1], row.Whole(2));
                offerings[offering] = offerings.GetValueOrDefault(offering) + completers;
            }
        }

        return sixDigitSum == totalSum
            ? new Completions(year, sixDigitSum, totalSum, offerings)
            : throw new SourceFileException($"c{year}_a.csv", 0, "CTOTALT", $"The fields sum up to {sixDigitSum}, the institutions' totals to {totalSum}.");
    }
}
