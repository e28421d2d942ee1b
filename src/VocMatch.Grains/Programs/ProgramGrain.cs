using Microsoft.Extensions.Logging;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Storing;
using VocMatch.Domain.Programs;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Runtime;
using VocMatch.Grains.Events;
using VocMatch.Grains.Markets;
using VocMatch.Grains.PendingWork;
using VocMatch.Grains.Records;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Programs;

/// <summary>The revisions of a program. The market of its school's region is sent what it supplies.</summary>
internal sealed partial class ProgramGrain : Grain, IProgramGrain, IPendingWorkGrain
{
    private readonly ITaxonomy _taxonomy;
    private readonly LocalPrograms _local;
    private readonly MarketBatcher _batcher;
    private readonly TimeProvider _time;
    private readonly MarketNotice _notice;
    private readonly IReadSide _readSide;
    private readonly PendingWorkRunner _runner;
    private readonly EntityRecord<ProgramState, Program> _record;

    public ProgramGrain(
        [StoredAs(StateNames.Program)] EntityRecord<ProgramState, Program> record,
        ITaxonomy taxonomy,
        LocalPrograms local,
        MarketBatcher batcher,
        IReadSide readSide,
        DeadLetterStore deadLetters,
        GrainsOptions options,
        TimeProvider time,
        ILogger<ProgramGrain> logger)
    {
        _taxonomy = taxonomy;
        _local = local;
        _batcher = batcher;
        _time = time;
        _readSide = readSide;
        _record = record;
        _runner = new(this, () => _notice!.After(ReviewStudents), now => DueAt(_record.State, now), [_record], deadLetters, options, time, logger);
        _record.Committed = Keep;
        _record.WakeAt = next => _runner.WakeAt(DueAt(next, _time.GetUtcNow()));
        _notice = new(Deliver, acknowledged: null, _runner.Failed, options);
    }

    private ProgramId Id => ProgramId.Parse(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Keep(_record.State);
        if (_record.Entity is { Status: not ProgramStatus.Draft })
        {
            _ = _notice.Notify();
        }

        _runner.StartIfDue();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        // A write that ends later must not put back what nobody would renew.
        _record.Committed = null;
        if (_record.Entity is { } program)
        {
            _local.Remove(program);
        }

        return Task.CompletedTask;
    }

    public Task<Program?> Find() => Task.FromResult(_record.Find());

    public Task<Outcome<Written<Program>>> Put(ProgramContent content, WriteOptions options) =>
        _record.Write(options, state => Edit(state, content, publish: false), Answer);

    public async Task<Outcome<Written<Program>>> Import(ProgramContent content, bool publish, WriteOptions options)
    {
        var before = _record.Entity;
        var outcome = await _record.Write(options, state => Edit(state, content, publish), Answer);
        _runner.StartIfDue();
        if (ConcernsMarket(before))
        {
            _ = _notice.Notify();
        }

        return outcome;
    }

    public async Task<Outcome<Transitioned<ProgramStatus>>> Apply(ProgramAction action, WriteOptions options)
    {
        var before = _record.Entity;
        var outcome = await _record.Write(
            options,
            state => Move(state, action),
            (state, _) => new Transitioned<ProgramStatus>(Id.Value, state.Entity!.Status, state.Entity.Version));
        _runner.StartIfDue();
        if (ConcernsMarket(before))
        {
            await _notice.NotifyWithTimeout();
        }

        return outcome;
    }

    private void Keep(ProgramState committed)
    {
        if (committed.Entity is { } program)
        {
            _local.Set(program);
        }
    }

    private static Written<Program> Answer(ProgramState state, Change change) => new(state.Entity!, change);

    private async ValueTask<Outcome<ProgramState>> Edit(ProgramState state, ProgramContent content, bool publish) =>
        ProgramEdits.Edit(Id, state, content, publish, await SchoolExists(content), _taxonomy.Current, _time.GetUtcNow());

    private async ValueTask<Outcome<ProgramState>> Move(ProgramState state, ProgramAction action)
    {
        if (state.Entity is not { } present)
        {
            return Refusal.NotFound($"The program '{Id}'");
        }

        // Publishing checks the content again: since it was written its school and the taxonomy may have changed.
        if (action == ProgramAction.Publish && await Broken(present.Draft ?? present.Content) is { } refusal)
        {
            return refusal;
        }

        var moved = ProgramRevisions.Apply(present, action, _time.GetUtcNow());
        return moved.Succeeded ? state.Revised(moved.Value, _time.GetUtcNow()) : moved.Refusal;
    }

    private async Task<Refusal?> Broken(ProgramContent content) =>
        ProgramRules.Check(content, await SchoolExists(content), _taxonomy.Current) is { Length: > 0 } broken ? Refusal.Invalid(broken) : null;

    private async Task<bool> SchoolExists(ProgramContent content) =>
        await GrainFactory.GetGrain<ISchoolGrain>(content.School.Value).Find() is not null;

    private async Task Deliver()
    {
        var program = _record.Entity!;
        if (await GrainFactory.GetGrain<ISchoolGrain>(program.Content.School.Value).Find() is { } school)
        {
            await _batcher.Send(school.Profile.Region, program);
        }
    }

    private bool ConcernsMarket(Program? before) =>
        _record.Entity is { } now
        && now.Version != (before?.Version ?? 0)
        && (now.Status == ProgramStatus.Published || before?.Status == ProgramStatus.Published);
}
