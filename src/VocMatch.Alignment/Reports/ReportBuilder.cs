using System.Collections.Immutable;
using System.Text;
using VocMatch.Alignment.Data;
using VocMatch.Alignment.Published;

namespace VocMatch.Alignment.Reports;

/// <summary>Makes a report from frozen input. The same input gives the same report.</summary>
public static class ReportBuilder
{
    /// <exception cref="InvalidDataException">The input contradicts itself.</exception>
    public static ReportResult Build(ReportInput input)
    {
        var index = new DataIndex(input.Data);
        var release = ReportProtection.Protect(index, input);
        var figures = new Figures(index, new(index, release.Supply, release.Seats), release, input.Rules, input.Persons);
        int[] regions = [figures.Nation, .. Enumerable.Range(0, figures.Nation)];
        var headline = SupplyDemandTables.ByRegion(figures, regions);
        var tables = ImmutableArray.CreateBuilder<ReportTable>();
        tables.Add(headline);
        if (OutsideTables.Coverage(figures, regions, input.Published) is { Rows.Length: > 0 } coverage)
        {
            tables.Add(coverage);
        }

        tables.Add(SupplyDemandTables.ByField(figures, regions));
        tables.Add(SupplyDemandTables.ByGroup(figures, regions));
        tables.Add(PeopleTables.Outcomes(figures, regions));
        tables.Add(PeopleTables.Equity(figures, regions));
        if (PeopleTables.Mismatches(figures, regions) is { Rows.Length: > 0 } mismatches)
        {
            tables.Add(mismatches);
        }

        tables.Add(ProvisionTables.Provision(figures, regions));
        if (!input.Data.SearchGaps.IsEmpty)
        {
            tables.Add(ProvisionTables.Searches(figures, regions));
        }

        if (input.Data.Placements.Any(placement => placement.WithoutCandidate))
        {
            tables.Add(ProvisionTables.Candidates(figures, regions));
        }

        tables.Add(ComparisonTable.Build(figures, regions, headline));
        if (OutsideTables.Trends(figures, regions, input.Series) is { Rows.Length: > 0 } trends)
        {
            tables.Add(trends);
        }

        if (input.Published is { } published)
        {
            tables.Add(OutsideTables.Programs(
                published, PublishedStatistics.Compute(published), published.Region is { } region ? index.Regions[index.Region(region)].Name : null));
        }

        var digests = Digests(input);
        var whole = new AlignmentReport(
            Id(input, digests),
            input.Title,
            input.Publisher,
            input.Contact,
            null,
            input.Data.Period,
            input.Imprint,
            input.Generated,
            digests,
            Sources(input),
            ReportWords.Limits(input, release),
            ReportWords.Method(input.Rules),
            input.Persons ? tables.ToImmutable() : [.. tables.Select(table => table.WithoutEmptyColumns()).OfType<ReportTable>()]);
        var compared = input.EarlierPeriod is { } earlier ? whole.ComparedWith(earlier) : whole;
        return new(input.Scope is { } scope ? compared.About(scope.Value, input.Title) : compared, release);
    }

    private static ImmutableArray<SourceNote> Sources(ReportInput input) =>
    [
        .. input.Data.OutsideOpenings
            .Select(o => new SourceNote("outside openings", o.Source, o.Vintage))
            .Concat(input.Published?.Sources ?? [])
            .Concat(input.Data.OtherSources)
            .DistinctBy(s => (s.Series, s.Source, s.Vintage, s.Year))
            .OrderBy(s => s.Series, StringComparer.Ordinal)
            .ThenBy(s => s.Source, StringComparer.Ordinal)
            .ThenBy(s => s.Vintage, StringComparer.Ordinal),
    ];

    private static ImmutableArray<InputDigest> Digests(ReportInput input)
    {
        var digests = InputDigests.Of(input.Data);
        if (!input.Series.IsEmpty)
        {
            digests = digests.Add(InputDigests.Of("demand-series", input.Series, (rows, s) => rows.Add(
                s.Subject, s.Region, s.Code, s.Title, s.FirstMonth, string.Join(';', s.Seats))));
        }

        return input.Published is { } published ? digests.AddRange(Digests(published)) : digests;
    }

    internal static ImmutableArray<InputDigest> Digests(PublishedSeries published) =>
    [
        InputDigests.Of("completions", published.Completions, (rows, c) => rows.Add(c.Program, c.Title, c.Completions, c.Missing, c.Flag)),
        InputDigests.Of("crosswalk", published.Crosswalk, (rows, c) => rows.Add(c.Program, c.Occupation, c.Weight)),
        InputDigests.Of("openings", published.Openings, (rows, o) => rows.Add(o.Occupation, o.Title, o.Openings, o.Missing, o.Flag)),
        InputDigests.Of("wages", published.Wages, (rows, w) => rows.Add(w.Occupation, w.MedianAnnual)),
        InputDigests.Of("entry-education", published.EntryEducation ?? [], (rows, e) => rows.Add(e.Occupation, e.Education)),
        InputDigests.Of("combined-codes", published.CombinedCodes, (rows, c) => rows.Add(c.Occupation, c.CombinedInto)),
        InputDigests.Of("sources", published.Sources, (rows, s) => rows.Add(s.Series, s.Source, s.Vintage, s.Year, s.Note)),
    ];

    /// <summary>SHA-256 over all that the report's bytes depend on.</summary>
    private static string Id(ReportInput input, ImmutableArray<InputDigest> digests)
    {
        var text = new StringBuilder();
        text.Append(AlignmentReport.MethodVersion).Append('\n').Append(input.Title).Append('\n').Append(input.Publisher).Append('\n')
            .Append(input.Scope?.Value).Append('\n').Append(input.Generated).Append('\n').Append(input.Rules).Append('\n')
            .Append(input.Contact).Append('\n').Append(input.Imprint).Append('\n')
            .Append(input.Persons).Append('\n')
            .AppendJoin('\n', input.EarlierReleases.Concat(input.OtherReleases).Select(release => release.Digest())).Append('\n')
            .AppendJoin('\n', input.Remarks).Append('\n');
        foreach (var digest in digests)
        {
            text.Append(digest.Section).Append(' ').Append(digest.Sha256).Append('\n');
        }

        return AlignmentReport.IdOf(text.ToString(), publication: input.Imprint is not null || !input.Simulated);
    }
}
