using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.States;

namespace VocMatch.Contracts.Jobs;

/// <summary>Work that may take longer than a request should.</summary>
public enum JobKind
{
    Report,

    /// <summary>Why a clearing leaves seats empty and students of a region without a place at once.</summary>
    Causes,

    /// <summary>Programs that nobody in a region offers.</summary>
    ProgramProposals,

    /// <summary>What would help the students of a program.</summary>
    Adjustments,
}

/// <summary>How far a job has come; done and failed are final.</summary>
public enum JobPhase
{
    Running,
    Done,
    Failed,
}

/// <summary>What moves a job on.</summary>
public enum JobAction
{
    Finish,
    Fail,
}

/// <summary>Which action leads from which phase to which.</summary>
public static class JobTransitions
{
    public static TransitionTable<JobPhase, JobAction> Table { get; } = new(
        JobPhase.Running,
        (JobPhase.Running, JobAction.Finish, JobPhase.Done),
        (JobPhase.Running, JobAction.Fail, JobPhase.Failed));
}

/// <summary>What a job is to do.</summary>
/// <param name="Report">For a report, what it is to be about.</param>
/// <param name="Subject">For a question, the id of the region or program it is about.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.JobRequest")]
public sealed record JobRequest(JobKind Kind, ReportRequest? Report = null, string? Subject = null);

/// <summary>Long work, its progress, and where its result is.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.Job")]
public sealed record Job
{
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public JobKind Kind { get; init; }

    /// <summary>For a report, what it is about.</summary>
    [Id(2)] public ReportRequest? Request { get; init; }

    /// <summary>For a question, the id of the region or program it is about.</summary>
    [Id(3)] public string? Subject { get; init; }

    [Id(4)] public required JobPhase Phase { get; init; }

    /// <summary>
    /// What is being done, in words. Of a report: <c>reading placements</c>, <c>reading students</c>, <c>reading rounds</c>,
    /// <c>reading provision gaps</c>, <c>splitting causes</c>, <c>simulating</c>, <c>computing</c>, <c>writing</c>.
    /// </summary>
    [Id(5)] public required string Step { get; init; }

    /// <summary>Done so far, in units of the work: rows of a report over all steps, parts of a question's step.</summary>
    [Id(6)] public long Done { get; init; }

    /// <summary>How many there are to do; 0 before they are counted.</summary>
    [Id(7)] public long Total { get; init; }

    /// <summary>The report's id, once it is done.</summary>
    [Id(8)] public string? Report { get; init; }

    /// <summary>Address of what it made, once it is done.</summary>
    [Id(9)] public string? Result { get; init; }

    /// <summary>Why there is no result, where it failed.</summary>
    [Id(10)] public string? Failure { get; init; }
}
