using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using VocMatch.Alignment.Data;
using VocMatch.Alignment.Disclosure;
using VocMatch.Alignment.Indicators;
using VocMatch.Alignment.Published;

namespace VocMatch.Alignment.Reports;

/// <summary>Makes a report from frozen input. The same input gives the same report.</summary>
public static class ReportBuilder
{
    /// <exception cref="InvalidDataException">The input contradicts itself.</exception>
    public static ReportResult Build(ReportInput input)
    {
        var index = new DataIndex(input.Data);
        var release = Protect(new(index), input);
        var figures = new Figures(index, new(index), release, input.Rules);
        var regions = Regions(figures, input);
        var all = SupplyDemandTables.ByRegion(figures, [figures.Nation, .. Enumerable.Range(0, figures.Nation)]);
        var tables = ImmutableArray.CreateBuilder<ReportTable>();
        tables.Add(SupplyDemandTables.ByRegion(figures, regions));
        if (!input.Data.OutsideOpenings.IsEmpty)
        {
            tables.Add(OutsideTables.Coverage(figures, regions));
        }

        tables.Add(SupplyDemandTables.ByField(figures, regions));
        tables.Add(SupplyDemandTables.ByGroup(figures, regions));
        tables.Add(PeopleTables.Outcomes(figures, regions));
        tables.Add(PeopleTables.Equity(figures, regions));
        if (!input.Data.Mismatches.IsEmpty)
        {
            tables.Add(PeopleTables.Mismatches(figures, regions));
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

        tables.Add(ComparisonTable.Build(figures, regions, all, input.EarlierPeriod));
        if (!input.Series.IsEmpty)
        {
            tables.Add(OutsideTables.Trends(figures, regions, input.Series));
        }

        if (input.Published is { } published)
        {
            tables.Add(OutsideTables.Programs(
                published, PublishedStatistics.Compute(published), published.Region is { } region ? index.Regions[index.Region(region)].Name : null));
        }

        var digests = Digests(input);
        return new(
            new(
                Id(input, digests),
                input.Title,
                input.Publisher,
                input.Scope?.Value,
                input.Data.Period,
                digests,
                Sources(input),
                ReportWords.Limits(input, release),
                ReportWords.Method(input.Rules),
                tables.ToImmutable()),
            release);
    }

    private static ReportRelease Protect(Families families, ReportInput input)
    {
        var (rules, previous) = (input.Rules, input.PreviousRelease);
        return new(
            TableRelease.Protect(families.Students, new SmallCounts(), rules, previous?.Students),
            TableRelease.Protect(families.Seats, families.SeatEmployers, rules with { RoundingBase = 1 }),
            TableRelease.Protect(families.Teachers, new SmallCounts(), rules, previous?.Teachers),
            TableRelease.Protect(families.Mismatches, new SmallCounts(), rules, previous?.Mismatches),
            TableRelease.Protect(families.Searches, new SmallCounts(), rules, previous?.Searches));
    }

    private static int[] Regions(Figures figures, ReportInput input) =>
        input.Scope is { } scope
            ? [figures.Index.Region(scope), figures.Nation]
            : [figures.Nation, .. Enumerable.Range(0, figures.Nation)];

    private static ImmutableArray<SourceNote> Sources(ReportInput input) =>
    [
        .. input.Data.OutsideOpenings
            .Select(o => new SourceNote("outside openings", o.Source, o.Vintage))
            .Concat(input.Published?.Sources ?? [])
            .Distinct()
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

        return input.Published is { } published
            ? digests.AddRange(
                InputDigests.Of("completions", published.Completions, (rows, c) => rows.Add(c.Program, c.Title, c.Completions, c.Missing, c.Flag)),
                InputDigests.Of("crosswalk", published.Crosswalk, (rows, c) => rows.Add(c.Program, c.Occupation, c.Weight)),
                InputDigests.Of("openings", published.Openings, (rows, o) => rows.Add(o.Occupation, o.Title, o.Openings, o.Missing, o.Flag)),
                InputDigests.Of("wages", published.Wages, (rows, w) => rows.Add(w.Occupation, w.MedianAnnual)),
                InputDigests.Of("combined-codes", published.CombinedCodes, (rows, c) => rows.Add(c.Occupation, c.CombinedInto)),
                InputDigests.Of("sources", published.Sources, (rows, s) => rows.Add(s.Series, s.Source, s.Vintage, s.Year, s.Note)))
            : digests;
    }

    /// <summary>SHA-256 over all that the report's bytes depend on.</summary>
    private static string Id(ReportInput input, ImmutableArray<InputDigest> digests)
    {
        var text = new StringBuilder();
        text.Append(AlignmentReport.MethodVersion).Append('\n').Append(input.Title).Append('\n').Append(input.Publisher).Append('\n')
            .Append(input.Scope?.Value).Append('\n').Append(input.Generated).Append('\n').Append(input.Rules).Append('\n')
            .Append(input.EarlierPeriod?.Id).Append('\n').Append(input.PreviousRelease?.Digest()).Append('\n')
            .AppendJoin('\n', input.Remarks).Append('\n');
        foreach (var digest in digests)
        {
            text.Append(digest.Section).Append(' ').Append(digest.Sha256).Append('\n');
        }

        return $"alignment-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..24]}";
    }
}
