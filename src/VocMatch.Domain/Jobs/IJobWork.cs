using System.Collections.Immutable;
using VocMatch.Contracts.Jobs;
using VocMatch.Contracts.Outcomes;

namespace VocMatch.Domain.Jobs;

/// <summary>Long work of some kinds, away from any grain's turn. Doing it again gives the same.</summary>
internal interface IJobWork
{
    bool Does(JobKind kind);

    /// <summary>What is wrong with the request, if anything.</summary>
    Task<ImmutableArray<Violation>> Check(JobRequest request);

    /// <param name="job">The job's id, for work that another grain does and reports to it.</param>
    /// <exception cref="InvalidDataException">It cannot be done, for a reason that whoever asked may read.</exception>
    Task<JobResult> Run(string job, JobRequest request, StepProgress progress, CancellationToken cancellation);
}

/// <param name="Report">Id of the report that was made.</param>
/// <param name="Answer">JSON that is kept under the job.</param>
internal sealed record JobResult(string? Report = null, byte[]? Answer = null);
