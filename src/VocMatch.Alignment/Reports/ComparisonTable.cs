using System.Collections.Immutable;
using VocMatch.Alignment.Indicators;

namespace VocMatch.Alignment.Reports;

/// <summary>A region beside the nation, similar regions and the period before. Uses printed figures only.</summary>
internal static class ComparisonTable
{
    private const int SimilarRegions = 3;

    private static readonly ImmutableArray<Column> Compared =
        [.. Columns.All.Where(indicator => indicator.IsCompared).Select(indicator => indicator.Column)];

    private static readonly TableShape<Figures, Comparison> Shape = new("comparison",
    [
        new(Columns.Region, static (figures, _, row) => figures.RegionCode(row.Region)),
        new(Columns.Indicator, static (_, _, row) => Cell.Of(row.Compared.Title)),
        new(Columns.Here, static (figures, _, row) => row.Of(figures.RegionCode(row.Region))),
        new(Columns.Before, static (_, _, _) => Cell.NotApplicable),
        new(Columns.SimilarMean, static (figures, _, row) => Mean(row.Compared, row.Similar.Select(similar => row.Of(figures.RegionCode(similar))))),
        new(Columns.Nation, static (figures, _, row) => row.Of(figures.RegionCode(figures.Nation))),
        new(Columns.SimilarTo, static (figures, _, row) => Cell.Of(string.Join(", ", row.Similar.Select(similar => figures.RegionName(similar).Text)))),
    ])
    {
        Sums = RowSums.None,
    };

    public static SummedTable Summed => Shape.Summed();

    /// <param name="all">The headline table of all regions and the nation.</param>
    public static ReportTable Build(Figures figures, IReadOnlyList<int> regions, ReportTable all)
    {
        var byRegion = all.Rows.ToDictionary(row => row[0].Text!, StringComparer.Ordinal);
        return Shape.Of(
            "Compared with similar regions, the nation and the period before",
            "",
            figures,
            from region in regions
            where region != figures.Nation
            let similar = Similar(figures, region)
            from column in Compared
            let at = all.Columns.IndexOf(column)
            select new Comparison(region, column, similar, code => byRegion[code.Text!][at]));
    }

    /// <summary>
    /// The most similar regions: smallest 1/2 sum |share - share| of shown demand over occupation groups (total variation distance); equal
    /// distances in ordinal order of ids.
    /// </summary>
    private static List<int> Similar(Figures figures, int region)
    {
        var here = Shares(figures, region);
        return
        [
            .. Enumerable.Range(0, figures.Nation)
                .Where(other => other != region)
                .Select(other => (other, Likeness: Likeness.Index(here, Shares(figures, other))))
                .Where(other => other.Likeness is not null)
                .OrderByDescending(other => other.Likeness)
                .ThenBy(other => other.other)
                .Take(SimilarRegions)
                .Select(other => other.other),
        ];
    }

    private static Dictionary<int, decimal> Shares(Figures figures, int region) =>
        Enumerable.Range(0, figures.Index.Groups.Length).ToDictionary(g => g, g => (decimal)(figures.Seats(region, g) ?? 0));

    /// <summary>The table with the figures that an earlier report printed; any other table as it is.</summary>
    public static ReportTable Beside(ReportTable table, AlignmentReport earlier)
    {
        var before = table.Columns.IndexOf(Columns.Before);
        if (before < 0 || earlier.Find("regions") is not { } headline)
        {
            return table;
        }

        return table with { Rows = [.. table.Rows.Select(row => row.SetItem(before, Figure(headline, row[0], row[1])))] };
    }

    private static Cell Figure(ReportTable headline, Cell region, Cell indicator)
    {
        var at = headline.Columns.FindIndex(column => column.Title == indicator.Text);
        var row = headline.Rows.FirstOrDefault(row => row[0] == region);
        return at < 0 || row.IsDefault ? Cell.NotApplicable : row[at];
    }

    private static Cell Mean(Column column, IEnumerable<Cell> cells)
    {
        List<decimal> shown = [.. cells.Where(c => c.Kind == CellKind.Number).Select(c => c.Number)];
        return shown.Count > 0 ? Cell.Of(column, shown.Average()) : Cell.NotApplicable;
    }

    private static int FindIndex(this ImmutableArray<Column> columns, Func<Column, bool> wanted)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            if (wanted(columns[i]))
            {
                return i;
            }
        }

        return -1;
    }

    /// <param name="Of">The compared figure of a region, as the headline table prints it.</param>
    private sealed record Comparison(int Region, Column Compared, List<int> Similar, Func<Cell, Cell> Of);
}
