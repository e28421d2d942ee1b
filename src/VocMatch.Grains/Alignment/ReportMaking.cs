using System.Collections.Immutable;
using VocMatch.Alignment.Data;
using VocMatch.Alignment.Published;
using VocMatch.Alignment.Reports;
using VocMatch.Alignment.Trends;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Grains;
using VocMatch.Domain.Adjustments;
using VocMatch.Domain.Alignment;
using VocMatch.Domain.Jobs;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Records;
using VocMatch.Grains.Adjustments;
using VocMatch.Grains.Trends;

namespace VocMatch.Grains.Alignment;

/// <summary>Makes a report from beginning to end, away from any grain's turn.</summary>
internal sealed class ReportMaking(
    ReportData rows,
    SimulatedRounds rounds,
    RoundCauses causes,
    DemandHistories histories,
    ITaxonomy taxonomy,
    IGrainFactory grains,
    PublicationCalendar calendar,
    TimeProvider time)
{
    private const string DefaultPublisher = "VocMatch";
    internal const int SeriesMonths = 36;
    private const int SeriesShown = 15;

    /// <returns>The report, kept under its id.</returns>
    public async Task<ReportHeader> Make(ReportRequest request, StepProgress progress, CancellationToken cancellation)
    {
        var (done, total) = (0L, 0L);
        var (made, edition) = request.Simulate
            ? (await Simulated(request, Count, cancellation), null)
            : await Published(request, Count, cancellation);
        var report = made.Report;
        if (request.Compare is { } compare)
        {
            report = report.ComparedWith(await Kept(compare));
        }
        else if (edition is not null && await Before(edition) is { } before)
        {
            report = report.ComparedWith(before);
        }

        // The region's figures where the series have them, else the nation's.
        if (request.Region is { } place && ImportedSeries.Published(await grains.AllSeries(), new(place)).Series is { } regional)
        {
            report = report.WithPublished(regional, taxonomy.Current.Regions.GetValueOrDefault(place)?.Name ?? place.Value);
        }

        report = request.LivingWage is { } wage ? report.WithLivingWage(wage) : report;
        report = report.By(request.Publisher ?? DefaultPublisher, request.Contact, Title(request));
        report = request.Region is { } region ? report.About(region.Value, Title(request))
            : request.RegionsName is { } several ? report.About([.. request.Regions.Select(part => part.Value)], several, Title(request), made.Release)
            : report;
        progress("writing", done, total);
        return await Keep(request, report, edition);

        void Count(string step, long read, long all)
        {
            (done, total) = (read, all);
            progress(step, read, all);
        }
    }

    /// <summary>
    /// The period as it was published; published now where it was not yet, or is to be revised. All regions at once, so that no request adds
    /// anything to what the others gave.
    /// </summary>
    private async Task<(ReportResult Made, Edition? Edition)> Published(ReportRequest request, StepProgress progress, CancellationToken cancellation)
    {
        var period = new Period(request.From, request.Through);
        var began = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        while (true)
        {
            var editions = await Editions.Read(grains, calendar);
            if (editions.Last(period) is { } last && (!request.Revise || last.NextRevision > began))
            {
                return (new(await Kept(last.Id), (await Releases([last]))[0]), last);
            }

            var number = editions.Of(period).Length + 1;
            var edition = new Edition("", period.From, period.Through, number, began, request.RevisionNote, editions.Calendar.FirstMonth);
            var result = await Build(request, period, editions, edition, progress, cancellation);
            edition = edition with { Id = result.Report.Id };
            await Keep(edition.Id, ReportDocuments.Archive, ReportArchive.Pack(result.Report));
            await Keep(edition.Id, ReportDocuments.Release, ReportArchive.Pack(result.Release));
            if (await grains.GetGrain<IEditionsGrain>("all").Publish(edition, editions.All.Length))
            {
                return (result, edition);
            }
        }
    }

    private async Task<ReportResult> Build(
        ReportRequest request, Period period, Editions editions, Edition edition, StepProgress progress, CancellationToken cancellation)
    {
        var imported = await grains.AllSeries();
        var counts = await rows.Count(cancellation);
        var meter = new RowMeter(progress, RowMeter.Total(counts));
        var read = await rows.Read(period, imported, meter, counts, cancellation);
        var (data, remarks) = (read.Data, ImmutableArray<string>.Empty);
        var persons = editions.Calendar.IsYear(period);
        if (persons)
        {
            meter.Begin("splitting causes");
            (var split, remarks) = await causes.Of(read.Rounds, data.Regions.Select(region => region.Id).ToHashSet(), cancellation);
            data = data with { Mismatches = split };
        }
        else
        {
            data = data.WithoutPersons();
        }

        meter.Begin("computing");
        var published = ImportedSeries.Published(imported, new());
        if (published.Series is null && !imported.IsEmpty)
        {
            remarks = remarks.Add($"Published supply and demand by program are not shown of all regions. {published.Missing}");
        }

        var length = persons ? PublicationCalendar.MonthsOfYear : PublicationCalendar.MonthsOfQuarter;
        var next = editions.Calendar.Around(period.Through.AddDays(1), length);
        return ReportBuilder.Build(new()
        {
            Title = Title(request with { Region = null, RegionsName = null }),
            Publisher = DefaultPublisher,
            Data = data,
            Persons = persons,
            Imprint = new(edition.Published, edition.Number, edition.Note, next.Through.AddDays(1), edition.NextRevision),
            Published = published.Series,
            Series = Series(read.Postings, period, await histories.Of([.. taxonomy.Current.Regions.Keys])),
            EarlierReleases = await Releases(persons ? editions.Of(period) : []),
            OtherReleases = await Releases(persons ? editions.OfOtherYears(period) : []),
            Generated = read.Generated,
            Remarks = remarks,
        });
    }

    private async Task<ReportResult> Simulated(ReportRequest request, StepProgress progress, CancellationToken cancellation)
    {
        var period = new Period(request.From, request.Through);
        var imported = await grains.AllSeries();
        var counts = await rows.Count(cancellation);
        var meter = new RowMeter(progress, RowMeter.Total(counts));
        var read = await rows.Read(period, imported, meter, counts, cancellation);
        meter.Begin("simulating");
        var inputs = await rounds.Latest(
            new([.. taxonomy.Current.Regions.Keys.OrderBy(region => region.Value, StringComparer.Ordinal)]), time.GetUtcNow(), cancellation);
        var data = SimulatedOutcomes.AddTo(read.Data, new SolvedInputs(inputs), causes);
        meter.Begin("computing");
        return ReportBuilder.Build(new()
        {
            Title = Title(request with { Region = null, RegionsName = null }),
            Publisher = DefaultPublisher,
            Data = data,
            Published = ImportedSeries.Published(imported, new()).Series,
            Series = Series(read.Postings, period, await histories.Of([.. taxonomy.Current.Regions.Keys])),
            Generated = read.Generated,
            Simulated = true,
            Remarks =
            [
                $"Outcomes, seats filled and causes are those of a simulated clearing of what is open now, not of what happened: {SimulatedLists.Assumption}.",
            ],
        });
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

    private string Title(ReportRequest request)
    {
        var where = request.Region is { } region ? taxonomy.Current.Regions.GetValueOrDefault(region)?.Name ?? region.Value : request.RegionsName ?? "all regions";
        return $"Vocational education and demand: {where}{(request.Simulate ? " (simulated, not for publication)" : "")}";
    }

    /// <summary>The last publication of the period before, where there is one.</summary>
    private async Task<AlignmentReport?> Before(Edition edition)
    {
        var editions = await Editions.Read(grains, calendar);
        var months = editions.Calendar.IsYear(new(edition.From, edition.Through)) ? PublicationCalendar.MonthsOfYear : PublicationCalendar.MonthsOfQuarter;
        return editions.Last(editions.Calendar.Around(edition.From.AddDays(-1), months)) is { } before ? await Kept(before.Id) : null;
    }

    /// <exception cref="InvalidOperationException">The report is gone: it was there when the request was checked.</exception>
    private async Task<AlignmentReport> Kept(string id) =>
        await grains.GetGrain<IReportDocumentGrain>(ReportDocuments.Key(id, ReportDocuments.Archive)).Find() is { } archive
            ? ReportArchive.Unpack(archive)
            : throw new InvalidOperationException($"The report '{id}' is not kept.");

    private async Task<ImmutableArray<ReportRelease>> Releases(ImmutableArray<Edition> editions)
    {
        var kept = await ManyGrains.Ask(
            editions, edition => grains.GetGrain<IReportDocumentGrain>(ReportDocuments.Key(edition.Id, ReportDocuments.Release)).Find());
        return
        [
            .. kept.Select((release, i) => release is null
                ? throw new InvalidOperationException($"The release behind '{editions[i].Id}' is not kept.")
                : ReportArchive.UnpackRelease(release)),
        ];
    }

    private Task Keep(string report, string name, byte[] document)
    {
        StoredDocument.Check($"The document '{name}' of the report", document);
        return grains.GetGrain<IReportDocumentGrain>(ReportDocuments.Key(report, name)).Keep(document);
    }

    /// <summary>Documents first, so that a report that is found is whole.</summary>
    private async Task<ReportHeader> Keep(ReportRequest request, AlignmentReport report, Edition? edition)
    {
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
                [.. report.Tables.Select(table => table.Id)],
                edition?.Number,
                edition?.Published,
                edition?.Note,
                request.RegionsName is null ? null : request.Regions);
            foreach (var (name, bytes) in ReportDocuments.Of(report))
            {
                await Keep(report.Id, name, bytes);
            }

            header = await keeper.Keep(header);
        }

        // What is not for publication is found by its own address only.
        if (!request.Simulate)
        {
            await grains.GetGrain<IReportRegisterGrain>("all").Add(header);
        }

        return header;
    }
}
