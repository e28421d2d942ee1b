using System.Collections.Immutable;
using VocMatch.Alignment.Data;
using VocMatch.Contracts.Jobs;
using VocMatch.Contracts.Outcomes;
using VocMatch.Domain.Jobs;
using VocMatch.Domain.Reading;

namespace VocMatch.Grains.Alignment;

/// <summary>Makes reports.</summary>
internal sealed class ReportJobWork(
    ReportMaking making, PublicationCalendar calendar, ITaxonomy taxonomy, IGrainFactory grains, TimeProvider time) : IJobWork
{
    public bool Does(JobKind kind) => kind == JobKind.Report;

    public async Task<ImmutableArray<Violation>> Check(JobRequest request) => await ReportRequestRules.Check(
        request.Report!,
        await Editions.Read(grains, calendar),
        DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime),
        taxonomy.Current,
        grains);

    public async Task<JobResult> Run(string job, JobRequest request, StepProgress progress, CancellationToken cancellation) =>
        new(Report: (await making.Make(request.Report!, progress, cancellation)).Id);
}
