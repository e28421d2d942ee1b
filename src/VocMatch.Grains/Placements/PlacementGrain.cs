using Microsoft.Extensions.Logging;
using VocMatch.Contracts.Events;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Storing;
using VocMatch.Domain.Markets;
using VocMatch.Domain.Placements;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Runtime;
using VocMatch.Domain.Students;
using VocMatch.Grains.Eligibility;
using VocMatch.Grains.Events;
using VocMatch.Grains.Markets;
using VocMatch.Grains.PendingWork;
using VocMatch.Grains.Records;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Placements;

/// <summary>The posting, and the only writer of its row. Its market is sent each write until it has acknowledged it.</summary>
internal sealed partial class PlacementGrain : Grain, IPlacementGrain, IPendingWorkGrain
{
    private readonly ITaxonomy _taxonomy;
    private readonly TimeProvider _time;
    private readonly MarketBatcher _batcher;
    private readonly MarketNotice _notice;
    private readonly Pseudonyms _pseudonyms;
    private readonly EligibilityCheck _eligibility;
    private readonly LawfulPromotion _promotion;
    private readonly PendingWorkRunner _runner;
    private readonly EntityRecord<PlacementState, Placement> _record;
    private bool _imported;

    public PlacementGrain(
        [StoredAs(StateNames.Placement)] EntityRecord<PlacementState, Placement> record,
        ITaxonomy taxonomy,
        MarketBatcher batcher,
        Pseudonyms pseudonyms,
        EligibilityCheck eligibility,
        LawfulPromotion promotion,
        EventDelivery delivery,
        DeadLetterStore deadLetters,
        GrainsOptions options,
        TimeProvider time,
        ILogger<PlacementGrain> logger)
    {
        _taxonomy = taxonomy;
        _time = time;
        _batcher = batcher;
        _pseudonyms = pseudonyms;
        (_eligibility, _promotion) = (eligibility, promotion);
        _record = record;
        _notice = new(Deliver, LeaveAfterImport, failure => _runner!.Failed(failure), options);
        var pendingWork = new PlacementPendingWork(_record, delivery, GrainFactory, promotion, time, NotifyMarket, SettleTerms);
        _runner = new(this, () => _notice.After(pendingWork.DoAll), DueAt, [_record], deadLetters, options, time, logger);
        _record.WakeAt = next => _runner.WakeAt(next.Entity is null ? null : next.DueAt(_time.GetUtcNow()));
    }

    private PlacementId Id => PlacementId.Parse(this.GetPrimaryKeyString());

    /// <summary>The silo may have died between a write and its message: what a market may have missed is sent again.</summary>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (_record.Entity is { Status: not PlacementStatus.Draft })
        {
            _ = _notice.Notify();
        }

        _runner.StartIfDue();
        return Task.CompletedTask;
    }

    public Task<Placement?> Find() => Task.FromResult(_record.Find());

    public async Task<Outcome<Written<Placement>>> Put(PlacementPosting posting, WriteOptions options)
    {
        var before = _record.Entity;
        var outcome = await _record.Write(options, state => Edit(state, posting, publish: false), Answer);
        _runner.StartIfDue();
        if (ConcernsMarket(before))
        {
            await _notice.NotifyWithTimeout();
        }

        return outcome;
    }

    public async Task<Outcome<Written<Placement>>> Import(PlacementPosting posting, bool publish, WriteOptions options)
    {
        var before = _record.Entity;
        var outcome = await _record.Write(options, state => Edit(state, posting, publish), Answer);
        _imported = true;
        _runner.StartIfDue();
        if (ConcernsMarket(before))
        {
            _ = _notice.Notify();
        }
        else if (!_notice.IsPending)
        {
            LeaveAfterImport();
        }

        return outcome;
    }

    public async Task<Outcome<Transitioned<PlacementStatus>>> Apply(PlacementAction action, WriteOptions options)
    {
        var before = _record.Entity;
        var outcome = await _record.Write(
            options,
            state => Move(state, action),
            (state, _) => new Transitioned<PlacementStatus>(Id.Value, state.Entity!.Status, state.Entity.Version));
        _runner.StartIfDue();
        if (ConcernsMarket(before))
        {
            await _notice.NotifyWithTimeout();
        }

        return outcome;
    }

    public Task<Outcome<CandidateList>> Candidates(int top) =>
        _record.Find() is { } placement
            ? PlacementCandidates.Ask(GrainFactory, placement, top, _taxonomy.Current)
            : Task.FromResult<Outcome<CandidateList>>(Refusal.NotFound($"The placement '{Id}'"));

    private static Written<Placement> Answer(PlacementState state, Change change) => new(state.Entity!, change);

    private async ValueTask<Outcome<PlacementState>> Edit(PlacementState state, PlacementPosting posting, bool publish)
    {
        var employer = await GrainFactory.GetGrain<IEmployerGrain>(posting.Employer.Value).Find();
        var now = _time.GetUtcNow();
        return await _promotion.Decide(
            state,
            now,
            present => ValueTask.FromResult(PlacementEdits.Edit(Id, present, posting, publish, employer, _taxonomy.Current, now)),
            static edited => edited.Value);
    }

    private async ValueTask<Outcome<PlacementState>> Move(PlacementState state, PlacementAction action)
    {
        if (state.Entity is not { } present)
        {
            return Refusal.NotFound($"The placement '{Id}'");
        }

        if (PlacementTransitions.Table.Next(present.Status, action) is not { } status)
        {
            return Refusal.Conflict($"The placement '{Id}' is {Text(present.Status)}; {Text(action)} is not possible then.");
        }

        var now = _time.GetUtcNow();
        return status switch
        {
            PlacementStatus.Published => await Publish(state, present.Posting, now),
            PlacementStatus.Closed => PlacementEdits.Close(state, now),
            _ => state with { Entity = present with { Status = status } },
        };
    }

    /// <summary>Checks the posting again: since it was written its employer, the taxonomy and the time have moved on.</summary>
    private async ValueTask<Outcome<PlacementState>> Publish(PlacementState state, PlacementPosting posting, DateTimeOffset now)
    {
        var published = await Edit(state, posting, publish: true);
        return published.Succeeded ? published.Value.Record([new(EventKind.PlacementPublished, Id)], now) : published;
    }

    private Task Deliver()
    {
        var state = _record.State;
        var placement = state.Entity!;
        var sent = _batcher.Send(placement.Region, placement);
        return state.MovedFrom is { } old && old != placement.Region ? Task.WhenAll(sent, _batcher.Send(old, placement)) : sent;
    }

    private void NotifyMarket()
    {
        if (_record.Entity is { Status: PlacementStatus.Published })
        {
            _ = _notice.Notify();
        }
    }

    private bool ConcernsMarket(Placement? before) =>
        _record.Entity is { } now
        && now.Version != (before?.Version ?? 0)
        && (now.Status == PlacementStatus.Published || before?.Status == PlacementStatus.Published);

    /// <summary>A bulk import touches a placement once: it does not stay in memory until it is found idle.</summary>
    private void LeaveAfterImport()
    {
        if (_imported)
        {
            _imported = false;
            DeactivateOnIdle();
        }
    }

    private static string Text<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
