using System.Collections.Immutable;
using System.Text.Json;
using VocMatch.Contracts.Adjustments;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Jobs;
using VocMatch.Contracts.Json;
using VocMatch.Contracts.Outcomes;
using VocMatch.Domain.Jobs;

namespace VocMatch.Grains.Adjustments;

/// <summary>Answers the questions that take long: causes and proposals of a region, adjustments of a program.</summary>
internal sealed class QuestionJobWork(RegionQuestions questions, IGrainFactory grains) : IJobWork
{
    public bool Does(JobKind kind) => kind is JobKind.Causes or JobKind.ProgramProposals or JobKind.Adjustments;

    /// <summary>Checked where the question is asked.</summary>
    public Task<ImmutableArray<Violation>> Check(JobRequest request) => Task.FromResult(ImmutableArray<Violation>.Empty);

    public async Task<JobResult> Run(string job, JobRequest request, StepProgress progress, CancellationToken cancellation) => request.Kind switch
    {
        JobKind.Causes => Answer(await questions.Causes(RegionId.Parse(request.Subject!), progress, cancellation)),
        JobKind.ProgramProposals => Answer(await questions.Proposals(RegionId.Parse(request.Subject!), progress, cancellation)),
        _ => Answer(await Adjustments(request.Subject!, job, progress)),
    };

    /// <summary>Measured where the program's ledger is, which reports to the job.</summary>
    private async Task<AdjustmentList> Adjustments(string program, string job, StepProgress progress)
    {
        progress("reading the round", 0, 0);
        var measured = await grains.GetGrain<IAdjustmentsGrain>(program).Suggest(job);
        return measured.Succeeded ? measured.Value : throw new InvalidDataException(measured.Refusal.Detail);
    }

    private static JobResult Answer<T>(T answer) => new(Answer: JsonSerializer.SerializeToUtf8Bytes(answer, WireJson.Options));
}
