using System.Collections.Immutable;
using VocMatch.Alignment.Classifications;
using VocMatch.Alignment.Data;
using VocMatch.Contracts.Alignment;

namespace VocMatch.Alignment.Published;

/// <summary>Series as they were imported, as statistics take them.</summary>
public static class ImportedSeries
{
    /// <returns>Null where completions, crosswalk or openings have not been imported.</returns>
    public static PublishedSeries? Published(ImmutableArray<ReferenceSeries> imported)
    {
        var series = imported.ToDictionary(one => one.Kind);
        if (!series.ContainsKey(ReferenceKind.Completions) || !series.ContainsKey(ReferenceKind.Crosswalk) || !series.ContainsKey(ReferenceKind.Openings))
        {
            return null;
        }

        return new()
        {
            Completions = Rows(ReferenceKind.Completions, row => new CompletionsRow(row.Code, row.Text, row.Number)),
            Crosswalk = Rows(ReferenceKind.Crosswalk, row => new CrosswalkRow(row.Code, row.Text)),
            Openings =
            [
                .. series[ReferenceKind.Openings].Rows
                    .Where(row => row.Region is null)
                    .Select(row => new OpeningsRow(row.Code, row.Text, row.Number)),
            ],
            Wages = Rows(ReferenceKind.Wages, row => new WageRow(row.Code, row.Number)),
            CombinedCodes = Rows(ReferenceKind.CombinedCodes, row => new CombinedCodeRow(row.Code, row.Text)),
            Sources = [.. series.Values.OrderBy(one => one.Kind).Select(one => new SourceNote(Words(one.Kind), one.Source, one.Vintage))],
        };

        ImmutableArray<T> Rows<T>(ReferenceKind kind, Func<ReferenceRow, T> row) =>
            series.TryGetValue(kind, out var one) ? [.. one.Rows.Select(row)] : [];
    }

    /// <summary>Openings added up by occupation group, for the nation and for regions.</summary>
    public static ImmutableArray<OutsideOpeningsRow> OutsideOpenings(ImmutableArray<ReferenceSeries> imported) =>
    [
        .. from series in imported
           where series.Kind == ReferenceKind.Openings
           from row in series.Rows
           group row.Number by (row.Region, Group: OccupationGroups.Of(row.Code).Code, series.Source, series.Vintage) into openings
           select new OutsideOpeningsRow(
               openings.Key.Region, openings.Key.Group, checked(openings.Sum()), openings.Key.Source, openings.Key.Vintage),
    ];

    private static string Words(ReferenceKind kind) => kind switch
    {
        ReferenceKind.CombinedCodes => "combined codes",
        _ => kind.ToString().ToLowerInvariant(),
    };
}
