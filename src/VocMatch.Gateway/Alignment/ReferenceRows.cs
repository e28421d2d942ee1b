using System.Collections.Immutable;
using VocMatch.Alignment.Published;
using VocMatch.Contracts.Alignment;

namespace VocMatch.Gateway.Alignment;

/// <summary>The rows of a reference file as they are kept. What may stand there once is refused a second time; completions add up.</summary>
internal static class ReferenceRows
{
    public static ImmutableArray<ReferenceRow> Completions(TextReader reader)
    {
        var rows = new Dictionary<string, ReferenceRow>(StringComparer.Ordinal);
        foreach (var row in ReferenceCsv.Completions(reader))
        {
            var sum = (long)row.Completions + (rows.TryGetValue(row.Program, out var before) ? before.Number : 0);
            rows[row.Program] = sum <= int.MaxValue
                ? new(row.Program, before?.Text ?? row.Title, (int)sum)
                : throw new ReferenceFileException("completions.csv", 0, "completions", row.Program, "adds up to more than 2,147,483,647.");
        }

        return [.. rows.Values.OrderBy(row => row.Code, StringComparer.Ordinal)];
    }

    public static ImmutableArray<ReferenceRow> Openings(TextReader reader) => Once(
        "openings.csv",
        ReferenceCsv.RegionalOpenings(reader).Select(row =>
            new ReferenceRow(row.Openings.Occupation, row.Openings.Title, row.Openings.Openings, row.Region)));

    public static ImmutableArray<ReferenceRow> Crosswalk(TextReader reader) =>
        [.. ReferenceCsv.Crosswalk(reader).Select(row => new ReferenceRow(row.Program, row.Occupation, 0)).Distinct()];

    public static ImmutableArray<ReferenceRow> Wages(TextReader reader) => Once(
        "wages.csv", ReferenceCsv.Wages(reader).Select(row => new ReferenceRow(row.Occupation, "", row.MedianAnnual)));

    public static ImmutableArray<ReferenceRow> CombinedCodes(TextReader reader) => Once(
        "combined.csv", ReferenceCsv.CombinedCodes(reader).Select(row => new ReferenceRow(row.Occupation, row.CombinedInto, 0)));

    private static ImmutableArray<ReferenceRow> Once(string file, IEnumerable<ReferenceRow> rows)
    {
        ImmutableArray<ReferenceRow> all = [.. rows];
        var seen = new HashSet<(string, string?)>();
        return all.FirstOrDefault(row => !seen.Add((row.Code, row.Region?.Value))) is { } twice
            ? throw new ReferenceFileException(file, 0, "occupation", twice.Code, "stands twice.")
            : all;
    }
}
