using System.Collections.Immutable;
using System.Globalization;
using nietras.SeparatedValues;

namespace VocMatch.Alignment.Published;

/// <summary>
/// Any country's series as CSV: UTF-8, a header, comma-separated, quotes where needed, columns found by name in any order, codes kept as
/// written (leading zeros matter), whole numbers without separators.
/// <list type="bullet">
/// <item><c>completions.csv</c>: program, title, completions (persons in the year; several rows of a program are added up)</item>
/// <item><c>openings.csv</c>: occupation, title, openings (persons a year, not thousands)</item>
/// <item><c>crosswalk.csv</c>: program, occupation</item>
/// <item><c>wages.csv</c>: occupation, medianAnnual (whole units of the currency)</item>
/// <item><c>combined.csv</c>: occupation, combinedInto</item>
/// </list>
/// </summary>
public static class ReferenceCsv
{
    public static ImmutableArray<CompletionsRow> Completions(TextReader reader) => Read(
        reader, "completions.csv", line => new CompletionsRow(line.Text("program"), line.Text("title"), line.Count("completions")));

    public static ImmutableArray<OpeningsRow> Openings(TextReader reader) => Read(
        reader, "openings.csv", line => new OpeningsRow(line.Text("occupation"), line.Text("title"), line.Count("openings")));

    public static ImmutableArray<CrosswalkRow> Crosswalk(TextReader reader) => Read(
        reader, "crosswalk.csv", line => new CrosswalkRow(line.Text("program"), line.Text("occupation")));

    public static ImmutableArray<WageRow> Wages(TextReader reader) => Read(
        reader, "wages.csv", line => new WageRow(line.Text("occupation"), line.Count("medianAnnual")));

    public static ImmutableArray<CombinedCodeRow> CombinedCodes(TextReader reader) => Read(
        reader, "combined.csv", line => new CombinedCodeRow(line.Text("occupation"), line.Text("combinedInto")));

    private static ImmutableArray<T> Read<T>(TextReader reader, string file, Func<Line, T> row)
    {
        var rows = ImmutableArray.CreateBuilder<T>();
        using var csv = Sep.New(',').Reader(o => o with { Unescape = true, DisableColCountCheck = false }).From(reader);
        foreach (var line in csv)
        {
            var cells = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var name in csv.Header.ColNames)
            {
                cells[name] = line[name].ToString();
            }

            rows.Add(row(new(file, line.LineNumberFrom, cells)));
        }

        return rows.ToImmutable();
    }

    private sealed record Line(string File, int Number, Dictionary<string, string> Cells)
    {
        /// <exception cref="InvalidDataException">The column is missing or the cell is empty.</exception>
        public string Text(string column)
        {
            if (!Cells.TryGetValue(column, out var value))
            {
                throw new InvalidDataException($"{File} has no column '{column}'.");
            }

            return value.Length > 0 ? value : throw new InvalidDataException($"{File}, line {Number}, column {column}: empty.");
        }

        /// <exception cref="InvalidDataException">The cell is no whole number of 0 or more.</exception>
        public int Count(string column) =>
            int.TryParse(Text(column), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                ? count
                : throw new InvalidDataException($"{File}, line {Number}, column {column}: '{Text(column)}' is no whole number.");
    }
}
