using Microsoft.Extensions.Logging;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Jobs;
using VocMatch.Contracts.Outcomes;
using VocMatch.Domain.Jobs;
using VocMatch.Domain.Records;
using VocMatch.Domain.Runtime;
using VocMatch.Grains.Records;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Jobs;

internal sealed record JobState : IDueState<JobState>
{
    public int Schema { get; init; } = 1;

    public Job? Entity { get; init; }

    public string ContentDigest { get; init; } = "";

    public long? WakeAt { get; init; }

    public JobState WakingAt(long? wakeAt) => this with { WakeAt = wakeAt };
}

/// <summary>
/// Follows one piece of long work. It runs on the silo's threads; where its silo died it is started again from its request, when somebody
/// asks about it or when the time has come that its row names.
/// </summary>
/// <param name="row">Named for the first kind of job there was: those stored before are read under it.</param>
internal sealed partial class JobGrain(
    [StoredAs("report-job")] GrainRecord<JobState> row,
    [StoredAs("job-answer")] GrainRecord<StoredDocument> answer,
    IEnumerable<IJobWork> works,
    GrainsOptions options,
    TimeProvider time,
    ILogger<JobGrain> logger) : Grain, IJobGrain, IPendingWorkGrain
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource _stop = new();
    private Task? _work;
    private volatile Tuple<string, long, long> _progress = Tuple.Create("waiting", 0L, 0L);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        row.WakeAt = state => state.Entity is { Phase: JobPhase.Running } ? (time.GetUtcNow() + options.WakeUpAfter).ToUnixTimeMilliseconds() : null;
        if (row.State.Entity is { Phase: JobPhase.Running } job)
        {
            Begin(new(job.Kind, job.Request, job.Subject));
        }

        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => _stop.CancelAsync();

    public async Task<Outcome<Job>> Start(JobRequest request, string contentDigest)
    {
        if (row.State.Entity is not null)
        {
            return row.State.ContentDigest == contentDigest ? Shown()! : Refusal.OperationReused(this.GetPrimaryKeyString());
        }

        if (await WorkOf(request.Kind).Check(request) is { Length: > 0 } broken)
        {
            DeactivateOnIdle();
            return Refusal.Invalid(broken);
        }

        var job = new Job
        {
            Id = this.GetPrimaryKeyString(),
            Kind = request.Kind,
            Request = request.Report,
            Subject = request.Subject,
            Phase = JobPhase.Running,
            Step = "waiting",
        };
        await Write(job, contentDigest);
        Begin(request);
        return Shown()!;
    }

    /// <summary>Its activation has begun what is left.</summary>
    public Task DoPendingWork(bool listed) => Task.CompletedTask;

    public Task WakeUp() => row.State.Entity is { Phase: JobPhase.Running } ? Task.CompletedTask : row.CatchUp(time.GetUtcNow());

    public Task<Job?> Find() => Task.FromResult(Shown());

    public async Task<Job?> Wait(TimeSpan timeout)
    {
        if (_work is { } work)
        {
            await Task.WhenAny(work, Task.Delay(timeout < MaxWait ? timeout : MaxWait));
        }

        return Shown();
    }

    public Task Report(string step, long done, long total)
    {
        if (Shown() is { Phase: JobPhase.Running })
        {
            _progress = Tuple.Create(step, done, total);
        }

        return Task.CompletedTask;
    }

    public Task<byte[]?> Answer() => Task.FromResult(answer.State.Find());

    public async Task Forget()
    {
        await _stop.CancelAsync();
        await answer.Clear();
        await row.Clear();
        DeactivateOnIdle();
    }

    private IJobWork WorkOf(JobKind kind) => works.Single(work => work.Does(kind));

    private Job? Shown()
    {
        if (row.State.Entity is not { Phase: JobPhase.Running } job)
        {
            if (row.State.Entity is null)
            {
                DeactivateOnIdle();
            }

            return row.State.Entity;
        }

        var (step, done, total) = _progress;
        return job with { Step = step, Done = done, Total = total };
    }

    private void Begin(JobRequest request)
    {
        DelayDeactivation(TimeSpan.FromHours(1));
        _work = Work(request);
    }

    private async Task Work(JobRequest request)
    {
        Job ended;
        try
        {
            var made = await Task.Run(() => WorkOf(request.Kind).Run(
                this.GetPrimaryKeyString(),
                request, (step, done, total) => _progress = Tuple.Create(step, done, total), _stop.Token));
            _stop.Token.ThrowIfCancellationRequested();
            if (made.Answer is { } bytes)
            {
                StoredDocument.Check("The answer", bytes);
                await answer.Write(answer.State.With(bytes));
            }

            ended = Running() with
            {
                Phase = JobPhase.Done,
                Step = "done",
                Done = _progress.Item2,
                Total = _progress.Item3,
                Report = made.Report,
                Result = made.Report is { } report ? $"/api/v1/{(Running().Request?.Simulate == true ? "simulations" : "reports")}/alignment/{report}" : $"/api/v1/jobs/{this.GetPrimaryKeyString()}/result",
            };
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The silo goes down, and the next activation starts again; or the job was forgotten.
            return;
        }
        catch (InvalidDataException refused)
        {
            ended = Running() with { Phase = JobPhase.Failed, Step = "failed", Failure = refused.Message };
        }
        catch (Exception failure)
        {
            LogFailed(logger, this.GetPrimaryKeyString(), failure);
            var what = request.Kind == JobKind.Report ? "The report could not be made" : "The question could not be answered";
            ended = Running() with { Phase = JobPhase.Failed, Step = "failed", Failure = $"{what}; the reason was logged. Ask for it anew." };
        }

        await Write(ended, row.State.ContentDigest);
    }

    private Job Running() => row.State.Entity!;

    private Task Write(Job job, string contentDigest) => row.Write(new() { Entity = job, ContentDigest = contentDigest });

    [LoggerMessage(Level = LogLevel.Error, Message = "The job {Job} failed.")]
    private static partial void LogFailed(ILogger logger, string job, Exception failure);
}
