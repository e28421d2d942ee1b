using System.Collections.Immutable;
using VocMatch.Contracts.Jobs;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Grains.Jobs;
using VocMatch.Grains.Rounds;

namespace VocMatch.Grains.Alignment;

/// <summary>Makes reports.</summary>
internal sealed class ReportJobWork(ReportMaking making, ITaxonomy taxonomy, IGrainFactory grains) : IJobWork
{
    public bool Does(JobKind kind) => kind == JobKind.Report;

    public Task<ImmutableArray<Violation>> Check(JobRequest request) => ReportRequestRules.Check(request.Report!, taxonomy.Current, grains);

    public async Task<JobResult> Run(JobRequest request, StepProgress progress, CancellationToken cancellation) =>
        new(Report: (await making.Make(request.Report!, progress, cancellation)).Id);
}
