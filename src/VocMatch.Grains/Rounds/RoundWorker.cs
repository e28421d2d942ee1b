using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Jobs;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Rounds;
using VocMatch.Domain.Rounds.Clearing;
using VocMatch.Domain.Rounds.Phases;
using VocMatch.Domain.Rounds.Publishing;
using VocMatch.Domain.Rounds.Repair;
using VocMatch.Domain.Runtime;
using VocMatch.Grains.Events;
using VocMatch.Grains.PendingWork;
using VocMatch.Grains.Rounds.Freezing;
using VocMatch.Grains.Rounds.Publishing;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Rounds;

/// <summary>
/// Does what a round has left to do, one step after another, off the grain's turns. Every step may be done twice, and none is remembered anywhere but
/// in the row: whoever activates the round next goes on.
/// </summary>
internal sealed partial class RoundWorker(
    Grain owner,
    IGrainFactory grains,
    RoundRecord record,
    RoundFreezer freezing,
    RoundClearer clearing,
    RoundPublisher publishing,
    RoundMoves moves,
    RoundLawfulness lawfulness,
    IRoundRows rows,
    EventDelivery delivery,
    DeadLetterStore deadLetters,
    GrainsOptions options,
    TimeProvider time,
    ILogger logger)
{
    /// <summary>Results kept in memory: the one that counts now, and one that those who have accepted or left are answered from.</summary>
    private const int SolvedKept = 2;

    private readonly RoundProgressMeter _meter = new(time, record.Changed);
    private IGrainTimer? _timer;
    private ImmutableArray<(RoundLock Lock, int Issue, Task<SolvedRound> Solved)> _solved = [];
    private ImmutableArray<PlannedOffer> _plan;
    private (RoundLock Lock, RoundWork Work, string Reason)? _stuck;

    public RoundProgress Progress => _meter.Now;

    private PendingWorkRunner Runner => field ??= new(owner, Work, now => DueAt(record.Row, now), [record.Due], deadLetters, options, time, logger);

    /// <summary>Begins what is left to do, and looks again on every pulse until the round is over.</summary>
    /// <remarks>Somebody has acted on the round, or it was activated: a step that had failed may go better now.</remarks>
    public void Begin()
    {
        if (record.State is null)
        {
            return;
        }

        _timer ??= owner.RegisterGrainTimer(
            static (worker, _) =>
            {
                worker.Runner.StartIfIdle();
                return Task.CompletedTask;
            },
            this,
            new GrainTimerCreationOptions(options.RoundInterval, options.RoundInterval) { Interleave = true, KeepAlive = true });
        _stuck = null;
        Runner.Start();
    }

    /// <summary>The time that a row names: while a round goes on it is always due, for a date that comes is seen by an activation alone.</summary>
    public long? WakeAt(RoundRow row) => Runner.WakeAt(DueAt(row, time.GetUtcNow()));

    /// <inheritdoc cref="PendingWorkRunner.Repeat"/>
    public Task Repeat(bool listed) => Runner.Repeat(listed);

    /// <inheritdoc cref="PendingWorkRunner.DoDueWork"/>
    public Task DoDueWork() => Runner.DoDueWork();

    public RoundOperation Operation(RoundState state, RoundAction action) => RoundOperations.Of(
        state, action, _stuck is { } stuck && stuck.Lock == state.Lock ? stuck.Reason : null, Progress);

    public async Task<Outcome<StudentResult>> ResultOf(RoundState state, StudentId student)
    {
        return await StoreFailures.Answer<StudentResult>(
            async () =>
            {
                var own = await Row(1);
                var now = state.Issue == 1 ? own : await Row(state.Issue);
                var (answered, issue) = (now, state.Issue);
                while (issue > 1 && own is not null && answered is not null && !StudentCase.IsWhole(own, answered))
                {
                    answered = --issue == 1 ? own : await Row(issue);
                }

                var current = await Solved(state, state.Issue);
                var known = new StudentCase(own, now, answered, issue == state.Issue ? current : await Solved(state, issue), issue, current);
                return await Task.Run(() => RoundRefusals.Shown(state, StudentResults.Of(state, student, known)));
            },
            "The result could not be read; ask again.");

        Task<FrozenStudent?> Row(int issue) => rows.Student(new(state.Lock, issue), student);
    }

    private static DateTimeOffset? DueAt(RoundRow row, DateTimeOffset now) => row.State is { } state && !IsOver(row, state, now) ? now : null;

    private static bool IsOver(RoundRow row, RoundState state, DateTimeOffset now) =>
        row.Outbox is null or { IsEmpty: true } && state.Phase.IsFinal() && state.NextWork(now) is RoundWork.None;

    /// <returns>Always true: what is left then waits for a date or for somebody, and the next pulse looks again.</returns>
    private async Task<bool> Work()
    {
        (RoundWork Work, RoundState State)? begun = null;
        try
        {
            while (record.State is { } state && state.NextWork(time.GetUtcNow()) is not RoundWork.None and var work)
            {
                if (_stuck is { } stuck && stuck.Lock == state.Lock && stuck.Work == work)
                {
                    break;
                }

                begun = (work, state);
                var before = record.Row.Version;
                await Do(work, state);
                if (record.Row.Version == before)
                {
                    // It cannot be done as things are; the next pulse looks again.
                    break;
                }
            }

            begun = null;
            await DeliverEvents();
            if (record.State is { } last && IsOver(record.Row, last, time.GetUtcNow()))
            {
                _timer?.Dispose();
                _timer = null;
            }

            return true;
        }
        catch (Exception failure) when (begun is not null && !StoreFailures.IsLoss(failure))
        {
            LogWrong(logger, owner.GrainContext.GrainId, begun.Value.Work, failure);
            await GiveUp(begun.Value.Work, begun.Value.State, failure);
            return true;
        }
        finally
        {
            _meter.Stop();
        }
    }

    /// <summary>What failed though nothing was lost would fail again: it is shown as failed, and begun again when somebody acts on the round.</summary>
    private async Task GiveUp(RoundWork work, RoundState state, Exception failure)
    {
        var reason = failure is UnverifiedResultException unverified
            ? unverified.Message
            : "A step failed, and would fail again; what happened was logged by the service.";
        if (work is not RoundWork.Clear)
        {
            _stuck = (state.Lock, work, reason);
            return;
        }

        // Where that is lost the row still says that it is to be cleared, so it is, and fails again.
        await Record(present => RoundStep.Of(RoundSolving.Fail(present, reason, time.GetUtcNow())));
    }

    private async Task DeliverEvents()
    {
        if (record.Row.Outbox is { IsEmpty: false } outbox)
        {
            await record.Write(await delivery.Deliver(outbox));
        }
    }

    private Task Do(RoundWork work, RoundState state) => work switch
    {
        RoundWork.Open => Record(present => RoundStep.Of(RoundMachine.Open(present, time.GetUtcNow()))),
        RoundWork.ClaimScope => Claim(state),
        RoundWork.Lock => Record(present => RoundStep.Of(RoundMachine.Lock(present, null, "", time.GetUtcNow()))),
        RoundWork.Freeze => Freeze(state),
        RoundWork.Clear => Clear(state),
        RoundWork.Publish => Publish(state),
        RoundWork.MakeOffers => MakeOffers(state),
        RoundWork.MoveOffers => MoveOffers(state),
        RoundWork.ReleaseScope => Release(state),
        _ => Task.CompletedTask,
    };

    private async Task Claim(RoundState state)
    {
        var answer = await Register.Claim(state.Id, state.Settings.Scope);
        await Record(present => RoundStep.Of(RoundMachine.ApplyClaim(present, answer, time.GetUtcNow())));
    }

    private async Task Freeze(RoundState state)
    {
        var frozen = await Task.Run(() => freezing.Freeze(state, _meter.Report));
        if (frozen.Refusal is { } refusal)
        {
            // Whoever unlocks the round mends it; until then the same inputs give the same refusal.
            _stuck = (state.Lock, RoundWork.Freeze, refusal);
            LogStuck(logger, owner.GrainContext.GrainId, refusal);
            await Record(present => present.Lock == state.Lock && present.Phase is RoundPhase.Locked
                ? RoundStep.Of(RoundStaleness.Mark(present, "The lock cannot be made: take it back and mend it", refusal, time.GetUtcNow()))
                : RoundStep.To(present));
            return;
        }

        await Record(present => present.Lock == state.Lock
            ? RoundStep.Of(RoundMachine.RecordFrozen(present, frozen.InputDigest, frozen.Policy))
            : RoundStep.To(present));
    }

    private async Task Clear(RoundState state)
    {
        var (solved, refusal) = await Task.Run(() => clearing.Solve(state, _meter.Report));
        if (solved is null)
        {
            await Record(present => RoundStep.Of(RoundSolving.Fail(present, refusal!, time.GetUtcNow())));
            return;
        }

        await clearing.Keep(state.Lock, solved);
        _solved = [(state.Lock, 1, Task.FromResult(solved))];
        await Record(present =>
        {
            var finished = RoundSolving.Finish(present, solved.Result, time.GetUtcNow());
            return finished.Answer.Refusal is { } no && present is { Phase: RoundPhase.Solving } && present.Lock == state.Lock
                ? RoundStep.Of(RoundSolving.Fail(present, no.Detail, time.GetUtcNow()))
                : RoundStep.Of(finished);
        });
    }

    /// <summary>A result that is stale by now waits for whoever sets it aside; the next pulse looks again.</summary>
    private async Task Publish(RoundState state)
    {
        var stale = await Task.Run(() => lawfulness.Stale(state));
        await Record(present => present.Lock == state.Lock
            ? RoundStep.Of(RoundSolving.Publish(present, RoundGrain.Assignments(present), time.GetUtcNow(), stale))
            : RoundStep.To(present));
    }

    private static RoundStep Noticed(RoundState before, RoundState next, ImmutableArray<RefusedOffer> refused) =>
        new(next, null, ReferenceEquals(before, next) ? [] : RoundRefusals.Raised(next, refused));

    private async Task MakeOffers(RoundState state)
    {
        if (_plan.IsDefault)
        {
            _plan = await publishing.Plan(state);
        }

        var (upTo, refused) = await Task.Run(() => publishing.MakeNext(state, _plan));
        await Record(present => Noticed(present, RoundSolving.RecordOffersMade(present, upTo, refused), refused));
    }

    private async Task MoveOffers(RoundState state)
    {
        var refused = await Task.Run(() => moves.Make(state));
        await Record(present => Noticed(present, RoundRepairing.RecordMoved(present, state.Issue, refused), refused));
    }

    private async Task Release(RoundState state)
    {
        await Task.Run(() => freezing.Release(state));
        await Register.Release(state.Id);
        await Record(present => RoundStep.To(RoundMachine.RecordScopeReleased(present)));
    }

    /// <summary>Frozen rows give the same result however often they are cleared, so a silo that has none clears them again.</summary>
    private Task<SolvedRound> Solved(RoundState state, int issue)
    {
        if (_solved.FirstOrDefault(kept => kept.Lock == state.Lock && kept.Issue == issue && !kept.Solved.IsFaulted).Solved is { } known)
        {
            return known;
        }

        var solving = Task.Run(async () => (await clearing.Solve(state, static (_, _, _) => { }, issue)).Solved
            ?? throw new InvalidOperationException("Rows that were cleared before are no market any more."));
        _solved = [(state.Lock, issue, solving), .. _solved.Where(kept => kept.Lock == state.Lock && kept.Issue != issue).Take(SolvedKept - 1)];
        return solving;
    }

    private IRoundRegisterGrain Register => grains.GetGrain<IRoundRegisterGrain>(RoundRegisterGrain.Key);

    /// <summary>A refusal is what the round answers to a command that came first; it changes nothing here.</summary>
    private async Task Record(Func<RoundState, RoundStep> decide)
    {
        if (await record.Write(decide) is { Kind: RefusalKind.Unavailable } lost)
        {
            throw new StoreUnavailableException(lost.Detail);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Work} of {Round} failed though nothing was lost; it waits for somebody to act on the round.")]
    private static partial void LogWrong(ILogger logger, GrainId round, RoundWork work, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The inputs of {Round} cannot be cleared as they are: {Reason}")]
    private static partial void LogStuck(ILogger logger, GrainId round, string reason);
}
