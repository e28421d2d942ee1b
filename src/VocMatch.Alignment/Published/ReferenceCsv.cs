using System.Collections.Immutable;
using System.Globalization;
using nietras.SeparatedValues;
using VocMatch.Contracts.Identity;

namespace VocMatch.Alignment.Published;

/// <summary>
/// Any country's series as CSV: UTF-8, a header, comma-separated, quotes where needed, columns found by name in any order, codes kept as
/// written (leading zeros matter), whole numbers without separators.
/// <list type="bullet">
/// <item><c>completions.csv</c>: program, title, completions (persons in the year; several rows of a program are added up)</item>
/// <item><c>openings.csv</c>: occupation, title, openings (persons a year, not thousands), region (optional; empty: the nation)</item>
/// <item><c>crosswalk.csv</c>: program, occupation</item>
/// <item><c>wages.csv</c>: occupation, medianAnnual (whole units of the currency)</item>
/// <item><c>combined.csv</c>: occupation, combinedInto</item>
/// </list>
/// </summary>
/// <remarks>Every method throws <see cref="ReferenceFileException"/> where the file does not fit.</remarks>
public static class ReferenceCsv
{
    public static ImmutableArray<CompletionsRow> Completions(TextReader reader) => Read(
        reader, "completions.csv", line => new CompletionsRow(line.Text("program"), line.Text("title"), line.Count("completions")));

    /// <summary>National openings only.</summary>
    public static ImmutableArray<OpeningsRow> Openings(TextReader reader) =>
        [.. RegionalOpenings(reader).Where(row => row.Region is null).Select(row => row.Openings)];

    /// <summary>Openings of the nation (without a region) and of regions.</summary>
    public static ImmutableArray<RegionalOpeningsRow> RegionalOpenings(TextReader reader) => Read(
        reader,
        "openings.csv",
        line => new RegionalOpeningsRow(
            line.Region("region"), new(line.Text("occupation"), line.Text("title"), line.Count("openings"))));

    public static ImmutableArray<CrosswalkRow> Crosswalk(TextReader reader) => Read(
        reader, "crosswalk.csv", line => new CrosswalkRow(line.Text("program"), line.Text("occupation")));

    public static ImmutableArray<WageRow> Wages(TextReader reader) => Read(
        reader, "wages.csv", line => new WageRow(line.Text("occupation"), line.Count("medianAnnual")));

    public static ImmutableArray<CombinedCodeRow> CombinedCodes(TextReader reader) => Read(
        reader, "combined.csv", line => new CombinedCodeRow(line.Text("occupation"), line.Text("combinedInto")));

    private static ImmutableArray<T> Read<T>(TextReader reader, string file, Func<Line, T> row)
    {
        var rows = ImmutableArray.CreateBuilder<T>();
        try
        {
            using var csv = Sep.New(',').Reader(o => o with { Unescape = true, DisableColCountCheck = false }).From(reader);
            if (csv.Header.ColNames.Distinct(StringComparer.Ordinal).Count() != csv.Header.ColNames.Count)
            {
                throw new ReferenceFileException(file, 1, null, null, "names a column twice.");
            }

            foreach (var line in csv)
            {
                var cells = new Dictionary<string, string>(StringComparer.Ordinal);
                foreach (var name in csv.Header.ColNames)
                {
                    cells[name] = line[name].ToString();
                }

                rows.Add(row(new(file, line.LineNumberFrom, cells)));
            }
        }
        catch (InvalidDataException)
        {
            throw new ReferenceFileException(file, 0, null, null, "every line must have as many fields as the header.");
        }
        catch (ArgumentException)
        {
            throw new ReferenceFileException(file, 1, null, null, "names a column twice.");
        }

        return rows.ToImmutable();
    }

    private sealed record Line(string File, int Number, Dictionary<string, string> Cells)
    {
        /// <exception cref="ReferenceFileException">The column is missing or the cell is empty.</exception>
        public string Text(string column)
        {
            if (!Cells.TryGetValue(column, out var value))
            {
                throw new ReferenceFileException(File, 0, null, null, $"has no column '{column}'.");
            }

            return value.Length > 0 ? value : throw new ReferenceFileException(File, Number, column, null, "empty.");
        }

        /// <exception cref="ReferenceFileException">The cell is no whole number of 0 or more.</exception>
        public int Count(string column) =>
            int.TryParse(Text(column), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                ? count
                : throw new ReferenceFileException(File, Number, column, Text(column), "is no whole number.");

        /// <summary>Null where the column is missing or the cell is empty.</summary>
        /// <exception cref="ReferenceFileException">The cell is no id.</exception>
        public RegionId? Region(string column) =>
            !Cells.TryGetValue(column, out var value) || value.Length == 0 ? null
            : RegionId.TryParse(value, null, out var region) ? region
            : throw new ReferenceFileException(File, Number, column, value, $"is no id of a region: {IdRule.Text}.");
    }
}
