using System.Collections.Immutable;
using VocMatch.Alignment.Data;
using VocMatch.Alignment.Published;
using VocMatch.Alignment.Reports;
using VocMatch.Alignment.Trends;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Grains.Adjustments;

namespace VocMatch.Grains.Alignment;

/// <summary>Makes a report from beginning to end, away from any grain's turn.</summary>
internal sealed class ReportMaking(
    ReportData rows, SimulatedRounds rounds, RoundCauses causes, DemandHistories histories, ITaxonomy taxonomy, IGrainFactory grains, TimeProvider time)
{
    private const string DefaultPublisher = "VocMatch";
    internal const int SeriesMonths = 36;
    private const int SeriesShown = 15;

    /// <returns>The report, kept under its id.</returns>
    public async Task<ReportHeader> Make(ReportRequest request, Rounds.StepProgress progress, CancellationToken cancellation)
    {
        var period = new Period(request.From, request.Through);
        var imported = await grains.AllSeries();
        var counts = await rows.Count(cancellation);
        var meter = new RowMeter(progress, RowMeter.Total(counts));
        var read = await rows.Read(period, imported, meter, counts, cancellation);
        var data = read.Data;
        ImmutableArray<string> remarks = [];
        if (request.Simulate)
        {
            meter.Begin("simulating");
            var inputs = await rounds.Latest(
                new([.. taxonomy.Current.Regions.Keys.OrderBy(region => region.Value, StringComparer.Ordinal)]), time.GetUtcNow(), cancellation);
            data = SimulatedOutcomes.AddTo(data, new SolvedRound(inputs), causes);
            remarks = remarks.Add(
                $"Outcomes, seats filled and causes are those of a simulated clearing of what is open now, not of what happened: {SimulatedLists.Assumption}.");
        }
        else
        {
            meter.Begin("splitting causes");
            var (split, bases) = await causes.Of(read.Rounds, data.Regions.Select(region => region.Id).ToHashSet(), cancellation);
            data = data with { Mismatches = split };
            remarks = remarks.AddRange(bases);
        }

        meter.Begin("computing");
        var published = PublishedFor(request, imported);
        if (published.Series is null && !imported.IsEmpty)
        {
            remarks = remarks.Add($"Published supply and demand by program are not shown. {published.Missing}");
        }

        var result = ReportBuilder.Build(new()
        {
            Title = Title(request),
            Publisher = request.Publisher ?? DefaultPublisher,
            Data = data,
            Scope = request.Region,
            Published = published.Series,
            Series = Series(read.Postings, period, await histories.Of([.. taxonomy.Current.Regions.Keys])),
            EarlierPeriod = request.Compare is { } compare ? await Earlier(compare) : null,
            PreviousRelease = await Previous(request),
            Generated = read.Generated,
            Remarks = remarks,
        });
        meter.Begin("writing");
        return await Keep(request, result);
    }

    /// <summary>
    /// Seats by month for every region, and for the occupations and skills that the nation asks for most. A series begins with the first
    /// month in which anything was posted: before it there was no platform, which is not the same as no demand. Months that are over are
    /// those that were kept, where they were.
    /// </summary>
    internal static ImmutableArray<DemandSeries> Series(AlignmentData postings, Period period, IReadOnlyCollection<DemandHistory> kept)
    {
        var earliest = period.Through.AddDays(1).AddMonths(-SeriesMonths);
        var days = postings.Placements.Select(placement => placement.Published)
            .Concat(kept.Where(history => history.NextMonth() > earliest).Select(history => history.FirstMonth > earliest ? history.FirstMonth : earliest))
            .Where(day => day >= earliest && day <= period.Through)
            .ToList();
        if (days.Count == 0)
        {
            return [];
        }

        var first = days.Min();
        var all = DemandSeriesBuilder.Build(postings, new(new(first.Year, first.Month, 1), period.Through), kept);
        return
        [
            .. all.Where(series => series.Subject == SeriesSubject.Region),
            .. Most(SeriesSubject.Occupation),
            .. Most(SeriesSubject.Skill),
        ];

        IEnumerable<DemandSeries> Most(SeriesSubject subject) => all
            .Where(series => series.Subject == subject && series.Region is null)
            .OrderByDescending(series => series.Seats.Sum())
            .ThenBy(series => series.Code, StringComparer.Ordinal)
            .Take(SeriesShown);
    }

    /// <summary>The region's figures where the series have them, else the nation's.</summary>
    private static SelectedSeries PublishedFor(ReportRequest request, ImmutableArray<ReferenceSeries> imported) =>
        request.Region is { } region && ImportedSeries.Published(imported, new(region)) is { Series: not null } regional
            ? regional
            : ImportedSeries.Published(imported, new());

    private string Title(ReportRequest request)
    {
        var where = request.Region is { } region ? taxonomy.Current.Regions.GetValueOrDefault(region)?.Name ?? region.Value : "all regions";
        return $"Vocational education and demand: {where}{(request.Simulate ? " (simulated outcomes)" : "")}";
    }

    /// <exception cref="InvalidOperationException">The report is gone: it was there when the request was checked.</exception>
    private async Task<AlignmentReport> Earlier(string id) =>
        await grains.GetGrain<IReportDocumentGrain>(ReportDocuments.Key(id, ReportDocuments.Archive)).Find() is { } archive
            ? ReportArchive.Unpack(archive)
            : throw new InvalidOperationException($"The report '{id}' is not kept.");

    private async Task<ReportRelease?> Previous(ReportRequest request)
    {
        var last = await grains.GetGrain<IReportRegisterGrain>("all").LastOf(request.From, request.Through, request.Simulate);
        return last is not null && await grains.GetGrain<IReportDocumentGrain>(ReportDocuments.Key(last.Id, ReportDocuments.Release)).Find() is { } release
            ? ReportArchive.UnpackRelease(release)
            : null;
    }

    /// <summary>Documents first, so that a report that is found is whole.</summary>
    private async Task<ReportHeader> Keep(ReportRequest request, ReportResult result)
    {
        var report = result.Report;
        var keeper = grains.GetGrain<IReportKeepingGrain>(report.Id);
        if (await grains.GetGrain<IReportGrain>(report.Id).Find() is not { } header)
        {
            header = new(
                report.Id,
                report.Title,
                report.Publisher,
                request.Region,
                request.From,
                request.Through,
                time.GetUtcNow(),
                request.Simulate,
                [.. report.Inputs.Select(input => new ReportInputDigest(input.Section, input.Rows, input.Sha256))],
                [.. report.Tables.Select(table => table.Id)]);
            foreach (var (name, bytes) in ReportDocuments.Of(result))
            {
                await grains.GetGrain<IReportDocumentGrain>(ReportDocuments.Key(report.Id, name)).Keep(bytes);
            }

            header = await keeper.Keep(header);
        }

        await grains.GetGrain<IReportRegisterGrain>("all").Add(header);
        return header;
    }
}
