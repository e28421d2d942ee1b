using System.Collections.Immutable;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Jobs;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Programs;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Runtime;
using VocMatch.Grains.Records;

namespace VocMatch.Grains.Jobs;

internal sealed record QuestionState
{
    public int Schema { get; init; } = 1;

    /// <summary>The jobs that answered it, the latest last.</summary>
    public ImmutableArray<AskedJob> Jobs { get; init; } = [];
}

internal sealed record AskedJob(string Id, DateTimeOffset At);

/// <summary>Has a question answered once for all who ask it at the same time, and keeps the answers given last.</summary>
internal sealed class QuestionGrain(
    [StoredAs("question")] GrainRecord<QuestionState> row, ITaxonomy taxonomy, GrainsOptions options, TimeProvider time)
    : Grain, IQuestionGrain
{
    /// <summary>Answers of a question that are kept; who notes the address of one has that many questions' time to read it.</summary>
    private const int Kept = 8;

    private JobKind Kind => QuestionKey.Parse(this.GetPrimaryKeyString()).Kind;

    private string Subject => QuestionKey.Parse(this.GetPrimaryKeyString()).Subject;

    /// <summary>A program's list holds its ledger too, which is read where it is kept: its answer is never as fresh.</summary>
    private TimeSpan Freshness => Kind == JobKind.Adjustments ? TimeSpan.Zero : options.RoundInputsAge;

    public async Task<Outcome<Job>> Ask()
    {
        if (await Check() is { } refusal)
        {
            DeactivateOnIdle();
            return refusal;
        }

        var now = time.GetUtcNow();
        if (row.State.Jobs is [.., var last]
            && await Job(last.Id).Find() is { } job
            && (job.Phase == JobPhase.Running || (job.Phase == JobPhase.Done && now - last.At < Freshness)))
        {
            return job;
        }

        // Noted before it is begun: a job that nobody knows of would never be forgotten.
        var next = new AskedJob($"question-{Guid.NewGuid():N}", now);
        var jobs = row.State.Jobs.Add(next);
        var forgotten = jobs.Length > Kept ? jobs[..^Kept] : [];
        await ManyGrains.Send(forgotten, old => Job(old.Id).Forget());
        await row.Write(new() { Jobs = jobs.RemoveRange(0, forgotten.Length) });
        return await Job(next.Id).Start(new(Kind, Subject: Subject), contentDigest: "");
    }

    private IJobGrain Job(string id) => GrainFactory.GetGrain<IJobGrain>(id);

    private async Task<Refusal?> Check()
    {
        if (Kind != JobKind.Adjustments)
        {
            return RegionId.TryParse(Subject, null, out var region) && taxonomy.Current.Regions.ContainsKey(region)
                ? null
                : Refusal.NotFound($"The region '{Subject}'");
        }

        return await GrainFactory.GetGrain<IProgramGrain>(Subject).Find() switch
        {
            null => Refusal.NotFound($"The program '{Subject}'"),
            { Status: ProgramStatus.Published } => null,
            var other => Refusal.Conflict($"The program '{Subject}' is {other.Status.ToString().ToLowerInvariant()}; only published programs are measured."),
        };
    }
}
