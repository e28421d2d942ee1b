using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Logging;
using VocMatch.Contracts.Events;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Rounds;
using VocMatch.Contracts.Storing;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Rounds;
using VocMatch.Domain.Rounds.Clearing;
using VocMatch.Domain.Rounds.Phases;
using VocMatch.Domain.Runtime;
using VocMatch.Grains.Events;
using VocMatch.Grains.Records;
using VocMatch.Grains.Rounds.Freezing;
using VocMatch.Grains.Rounds.Lists;
using VocMatch.Grains.Rounds.Publishing;
using VocMatch.Grains.Rounds.Repair;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Rounds;

/// <summary>A round's commands and questions. Its long work runs beside them, see <see cref="RoundWorker"/>.</summary>
internal sealed partial class RoundGrain : Grain, IRoundGrain, IPendingWorkGrain
{
    /// <summary>So that the ids of its operations are ids too.</summary>
    private const int MaxIdLength = 48;

    private const int MaxPairs = 10_000;

    private readonly ITaxonomy _taxonomy;
    private readonly TimeProvider _time;
    private readonly ListValidator _validator;
    private readonly RoundFreezer _freezing;
    private readonly RoundRepairs _repairs;
    private readonly RoundSwaps _swaps;
    private readonly RoundLawfulness _lawfulness;
    private readonly SeedDraw _seeds;
    private readonly RoundRecord _record;
    private readonly RoundRisks _risks;
    private readonly RoundWorker _worker;

    public RoundGrain(
        [StoredAs(StateNames.Round)] EntityRecord<RoundRow, Round> row,
        ITaxonomy taxonomy,
        ListValidator validator,
        RoundFreezer freezing,
        RoundClearer clearing,
        RoundPublisher publishing,
        RoundRepairs repairs,
        RoundMoves moves,
        RoundLawfulness lawfulness,
        RoundSwaps swaps,
        SeedDraw seeds,
        IRoundRows rows,
        EventDelivery delivery,
        DeadLetterStore deadLetters,
        GrainsOptions options,
        TimeProvider time,
        ILogger<RoundGrain> logger)
    {
        (_taxonomy, _time, _validator, _freezing, _repairs, _swaps, _lawfulness, _seeds) =
            (taxonomy, time, validator, freezing, repairs, swaps, lawfulness, seeds);
        _risks = new(freezing, GrainFactory, time);
        _record = new(row, time);
        _worker = new(this, GrainFactory, _record, freezing, clearing, publishing, moves, lawfulness, rows, delivery, deadLetters, options, time, logger);
        row.WakeAt = _worker.WakeAt;
    }

    private RoundId Id => RoundId.Parse(this.GetPrimaryKeyString());

    private DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>The silo may have died at any point of its work: what is left to do follows from the row alone.</summary>
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _worker.Begin();
        return Task.CompletedTask;
    }

    Task IPendingWorkGrain.DoPendingWork(bool listed) => _worker.Repeat(listed);

    Task IPendingWorkGrain.WakeUp() => _worker.DoDueWork();

    public Task<Round?> Find()
    {
        if (_record.State is not { } state)
        {
            DeactivateOnIdle();
            return Task.FromResult<Round?>(null);
        }

        return Task.FromResult<Round?>(state.View(_worker.Progress, _record.Row.Version));
    }

    public Task<RoundPairSet?> Pairs() =>
        Task.FromResult(_record.State is { } state ? new RoundPairSet(state.Fixed, state.Forbidden) : null);

    public Task<ImmutableArray<EmployerRanking>> Rankings() => Task.FromResult(_record.State?.Rankings ?? []);

    public Task<bool> TakesLists() => Task.FromResult(_record.State?.TakesLists(Now) == true);

    public async Task<Outcome<Written<Round>>> Put(RoundSettings settings, WriteOptions options)
    {
        if (Broken(settings) is { Length: > 0 } broken)
        {
            return Refusal.Invalid(broken);
        }

        var written = await Write(options, state => state is null ? Create(settings) : RoundStep.Of(RoundMachine.Put(state, settings, Now)));
        _worker.Begin();
        return written;
    }

    public async Task<Outcome<Written<Round>>> PutPairs(
        ImmutableArray<FixedPair> @fixed, ImmutableArray<ForbiddenPair> forbidden, WriteOptions options)
    {
        if (_record.State is { } round && RoundMachine.Frozen(round, "Pairs") is { } frozen && _record.Repeated<Written<Round>>(options) is null)
        {
            return frozen;
        }

        if (await UnknownPairs(@fixed, forbidden) is { Length: > 0 } unknown)
        {
            return Refusal.Invalid(unknown);
        }

        return await StoreFailures.Answer<Written<Round>>(
            async () => await _lawfulness.OfFixed(@fixed, confirmed: false) is { Length: > 0 } unlawful
                ? Refusal.Invalid(unlawful)
                : await Write(
                    options,
                    state => state is null ? RoundStep.Missing(Id) : RoundStep.Of(RoundMachine.PutPairs(state, @fixed, forbidden)),
                    static state => state.Fixed.Length + state.Forbidden.Length > 0),
            "Not all of the pairs could be looked at; ask again.");
    }

    public Task<Outcome<Written<Round>>> ConfirmOverride(OverrideConfirmation confirmation, WriteOptions options) =>
        Write(options, state => state is null ? RoundStep.Missing(Id) : RoundStep.Of(RoundMachine.ConfirmOverride(state, confirmation)));

    public async Task<Outcome<Written<Round>>> PutRanking(EmployerRanking ranking, WriteOptions options)
    {
        if (await GrainFactory.GetGrain<IEmployerGrain>(ranking.Employer.Value).Find() is not { } employer)
        {
            return Refusal.Invalid([new("employer", ranking.Employer.Value, $"The employer '{ranking.Employer}' does not exist.")]);
        }

        if (ranking.Placement is { } placement
            && (await GrainFactory.GetGrain<IPlacementGrain>(placement.Value).Find())?.Posting.Employer != ranking.Employer)
        {
            return Refusal.Invalid([new("placement", placement.Value, $"The employer '{ranking.Employer}' has no placement '{placement}'.")]);
        }

        var capped = employer.Profile.InternCap is not null;
        return await Write(
            options,
            state => state is null ? RoundStep.Missing(Id) : RoundStep.Of(RoundMachine.PutRanking(state, ranking, capped)),
            state => state.Rankings.Any(put => put.Employer == ranking.Employer && put.Placement == ranking.Placement));
    }

    public async Task<Outcome<Redriven>> Redrive(RecordedEvent setAside)
    {
        if (await _record.Redrive(setAside) is { } refusal)
        {
            return refusal;
        }

        _worker.Begin();
        return new Redriven(setAside.Id, Now);
    }

    /// <param name="exists">Whether the part of the round that is written is there already; null = the round itself is meant.</param>
    private Task<Outcome<Written<Round>>> Write(
        WriteOptions options, Func<RoundState?, RoundStep> decide, Func<RoundState, bool>? exists = null) =>
        _record.Write(
            options,
            decide,
            static (row, change) => new Written<Round>(row.Entity!, change),
            exists is null ? null : row => new(row.Version, row.State is { } state && exists(state)));

    private RoundStep Create(RoundSettings settings)
    {
        var created = RoundMachine.Create(Id, settings, _seeds(), Now);
        return created.Succeeded ? RoundStep.To(created.Value) : RoundStep.No(null, created.Refusal);
    }

    private ImmutableArray<Violation> Broken(RoundSettings settings)
    {
        var regions = _taxonomy.Current.Regions;
        return
        [
            .. Id.Value.Length <= MaxIdLength ? (ReadOnlySpan<Violation>)[] : [new("id", Id.Value, $"A round's id has at most {MaxIdLength} characters.")],
            .. settings.Scope.Regions.Select((region, i) => (region, i))
                .Where(one => !regions.ContainsKey(one.region))
                .Select(one => new Violation(
                    string.Create(CultureInfo.InvariantCulture, $"scope.regions[{one.i}]"), one.region.Value, $"The region '{one.region}' does not exist.")),
        ];
    }

    private async Task<ImmutableArray<Violation>> UnknownPairs(ImmutableArray<FixedPair> @fixed, ImmutableArray<ForbiddenPair> forbidden)
    {
        if (@fixed.Length > MaxPairs || forbidden.Length > MaxPairs)
        {
            return [new(@fixed.Length > MaxPairs ? "fixed" : "forbidden", null, $"At most {MaxPairs} pairs.")];
        }

        var students = await ManyGrains.Ask(@fixed, pair => GrainFactory.GetGrain<IStudentGrain>(pair.Student.Value).Find());
        var placements = await ManyGrains.Ask(@fixed, pair => GrainFactory.GetGrain<IPlacementGrain>(pair.Placement.Value).Find());
        var unknown = ImmutableArray.CreateBuilder<Violation>();
        for (var i = 0; i < @fixed.Length; i++)
        {
            if (students[i] is null)
            {
                unknown.Add(new($"fixed[{i}].student", @fixed[i].Student.Value, $"The student '{@fixed[i].Student}' does not exist."));
            }

            if (placements[i] is not { Status: PlacementStatus.Published })
            {
                unknown.Add(new($"fixed[{i}].placement", @fixed[i].Placement.Value, $"The placement '{@fixed[i].Placement}' does not exist, or is not published."));
            }
        }

        return unknown.ToImmutable();
    }
}
