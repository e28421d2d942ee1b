using Microsoft.Extensions.Logging;
using VocMatch.Alignment.Data;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Taxonomy;

namespace VocMatch.Grains.Alignment;

internal sealed record ReportJobState
{
    public int Schema { get; init; } = 1;

    public ReportJob? Entity { get; init; }

    public string ContentDigest { get; init; } = "";
}

/// <summary>
/// Follows the making of one report. The work runs on the silo's threads; whoever asks about a job whose silo died finds it started
/// again from its request.
/// </summary>
internal sealed partial class ReportJobGrain(
    [PersistentState("report-job", GrainStorage.Provider)] IPersistentState<ReportJobState> state,
    ReportMaking making,
    PublicationCalendar calendar,
    ITaxonomy taxonomy,
    TimeProvider time,
    ILogger<ReportJobGrain> logger) : Grain, IReportJobGrain
{
    private static readonly TimeSpan LongestPatience = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource _stop = new();
    private Task? _work;
    private volatile Tuple<string, long, long> _progress = Tuple.Create("waiting", 0L, 0L);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (state.State.Entity is { Phase: ReportJobPhase.Running } job)
        {
            Begin(job.Request);
        }

        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => _stop.CancelAsync();

    public async Task<Outcome<ReportJob>> Start(ReportRequest request, string contentDigest)
    {
        if (state.State.Entity is not null)
        {
            return state.State.ContentDigest == contentDigest ? Shown()! : Refusal.OperationReused(this.GetPrimaryKeyString());
        }

        var (editions, today) = (await Editions.Read(GrainFactory, calendar), DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        if (await ReportRequestRules.Check(request, editions, today, taxonomy.Current, GrainFactory) is { Length: > 0 } broken)
        {
            DeactivateOnIdle();
            return Refusal.Invalid(broken);
        }

        await Write(new(this.GetPrimaryKeyString(), request, ReportJobPhase.Running, "waiting", 0, 0), contentDigest);
        Begin(request);
        return Shown()!;
    }

    public Task<ReportJob?> Find() => Task.FromResult(Shown());

    public async Task<ReportJob?> Wait(TimeSpan patience)
    {
        if (_work is { } work)
        {
            await Task.WhenAny(work, Task.Delay(patience < LongestPatience ? patience : LongestPatience));
        }

        return Shown();
    }

    private ReportJob? Shown()
    {
        if (state.State.Entity is not { Phase: ReportJobPhase.Running } job)
        {
            if (state.State.Entity is null)
            {
                DeactivateOnIdle();
            }

            return state.State.Entity;
        }

        var (step, done, total) = _progress;
        return job with { Step = step, Done = done, Total = total };
    }

    private void Begin(ReportRequest request)
    {
        DelayDeactivation(TimeSpan.FromHours(1));
        _work = Work(request);
    }

    private async Task Work(ReportRequest request)
    {
        ReportJob ended;
        try
        {
            var report = await Task.Run(() => making.Make(request, (step, done, total) => _progress = Tuple.Create(step, done, total), _stop.Token));
            ended = Running() with
            {
                Phase = ReportJobPhase.Done,
                Step = "done",
                Done = _progress.Item2,
                Total = _progress.Item3,
                Report = report.Id,
            };
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The silo goes down; the next activation starts again.
            return;
        }
        catch (InvalidDataException contradiction)
        {
            ended = Running() with { Phase = ReportJobPhase.Failed, Step = "failed", Failure = contradiction.Message };
        }
        catch (Exception failure)
        {
            LogFailed(logger, this.GetPrimaryKeyString(), failure);
            ended = Running() with { Phase = ReportJobPhase.Failed, Step = "failed", Failure = "The report could not be made; the reason was logged. Ask for it anew." };
        }

        await Write(ended, state.State.ContentDigest);
    }

    private ReportJob Running() => state.State.Entity!;

    private async Task Write(ReportJob job, string contentDigest)
    {
        state.State = new() { Entity = job, ContentDigest = contentDigest };
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The report of job {Job} could not be made.")]
    private static partial void LogFailed(ILogger logger, string job, Exception failure);
}
