using Microsoft.Extensions.Logging;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Reading;
using VocMatch.Domain.Epochs;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Runtime;
using VocMatch.Grains.Records;
using VocMatch.Matching.Scoring;

namespace VocMatch.Grains.Epochs;

internal sealed record EpochInForceState
{
    public int Schema { get; init; } = 1;

    /// <summary>0 where no epoch was ever frozen.</summary>
    public int Number { get; init; }

    /// <summary>Open placements when it was frozen.</summary>
    public long OpenPlacements { get; init; }
}

/// <summary>Freezes epochs, one after another. Key 0 is the only one.</summary>
internal sealed partial class EpochGrain(
    [StoredAs("epoch-in-force")] GrainRecord<EpochInForceState> row,
    IReadSide readSide,
    ITaxonomy taxonomy,
    SkillTables tables,
    GrainsOptions options,
    TimeProvider time,
    ILogger<EpochGrain> logger) : Grain, IEpochGrain
{
    /// <summary>A change of more than one part in so many is material.</summary>
    private const int Material = 10;

    private readonly SemaphoreSlim _freezing = new(1, 1);
    private readonly SemaphoreSlim _counting = new(1, 1);
    private OpenDemand? _demand;
    private ChangeMark _demandRead;
    private EpochDocument? _inForce;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (row.State.Number > 0)
        {
            _inForce = await Archive(row.State.Number).Find()
                ?? throw new InvalidOperationException($"The epoch {row.State.Number} is in force, but its figures are not kept.");
        }

        var interleaved = new GrainTimerCreationOptions(options.EpochRenewal, options.EpochRenewal) { Interleave = true, KeepAlive = true };
        // An upgrade that brings another policy does not wait for the next renewal to score by it.
        var policyChanged = _inForce is { } inForce && inForce.Policy != options.Policy.Version;
        this.RegisterGrainTimer(
            static (grain, _) => grain.RenewInTime(), this, interleaved with { DueTime = policyChanged ? TimeSpan.Zero : options.EpochRenewal });
        this.RegisterGrainTimer(
            static (grain, _) => grain.RenewWhereGrown(),
            this,
            interleaved with { DueTime = options.EpochGrowthCheck, Period = options.EpochGrowthCheck });
    }

    public Task<int> Number() => Task.FromResult(_inForce?.Number ?? 0);

    public async Task<EpochDocument> Current() => _inForce ?? await Freeze(onlyIfNone: true);

    public Task<EpochDocument?> Find(int number) =>
        number == _inForce?.Number ? Task.FromResult<EpochDocument?>(_inForce)
        : number < 1 || number > (_inForce?.Number ?? 0) ? Task.FromResult<EpochDocument?>(null)
        : Archive(number).Find();

    public async Task<EpochDocument> Preview()
    {
        await taxonomy.Refresh();
        var number = (_inForce?.Number ?? 0) + 1;
        var (_, figures, _) = await Task.Run(() => Count(number));
        var document = new EpochDocument(number, options.Policy.Version, time.GetUtcNow(), figures.Write());
        return _inForce is { } inForce && string.Equals(inForce.Json, document.Json, StringComparison.Ordinal) ? inForce : document;
    }

    public Task<EpochDocument> Renew() => Freeze(onlyIfNone: false);

    public async Task<int> RenewAfterLoad(bool taxonomyLoaded)
    {
        var (before, now) = (row.State.OpenPlacements, (await readSide.Counts(CancellationToken.None)).OpenPlacements);
        var number = _inForce?.Number ?? 0;
        if (_inForce is null || taxonomyLoaded || Material * Math.Abs(now - before) > before)
        {
            var renewed = (await Freeze(onlyIfNone: false)).Number;
            if (renewed != number)
            {
                await ManyGrains.Send(taxonomy.Current.Regions.Keys, region => GrainFactory.GetGrain<IMarketGrain>(region.Value).Adopt(renewed));
            }

            number = renewed;
        }

        return number;
    }

    /// <summary>One at a time: who asks while figures are being counted may have written something they missed, and counts again.</summary>
    private async Task<EpochDocument> Freeze(bool onlyIfNone)
    {
        await _freezing.WaitAsync();
        try
        {
            if (onlyIfNone && _inForce is { } existing)
            {
                return existing;
            }

            await taxonomy.Refresh();
            var number = (_inForce?.Number ?? 0) + 1;
            var (table, figures, placements) = await Task.Run(() => Count(number));
            if (placements == 0)
            {
                // Figures of nothing would give every skill the worth of none: the last ones that knew a market stay in force.
                return _inForce ?? new(0, options.Policy.Version, time.GetUtcNow(), figures.Write());
            }

            var document = new EpochDocument(number, options.Policy.Version, time.GetUtcNow(), figures.Write());
            if (_inForce is { } inForce && string.Equals(inForce.Json, document.Json, StringComparison.Ordinal))
            {
                return inForce;
            }

            await GrainFactory.GetGrain<ISkillTableArchiveGrain>(table.Digest).Keep(table.Json);
            await Archive(number).Keep(document);
            await PutInForce(document, placements);
            if (number > options.EpochsKept)
            {
                await Archive(number - options.EpochsKept).Forget();
            }

            return document;
        }
        finally
        {
            _freezing.Release();
        }
    }

    private async Task<(NamedTable Table, FrozenFigures Figures, long Placements)> Count(int number)
    {
        await _counting.WaitAsync();
        try
        {
            var table = tables.Current();
            var builder = new EpochBuilder(options.Policy, table.Table);
            var placements = (await Demand()).AddTo(builder, time.GetUtcNow());
            return (table, FrozenFigures.Of(new Scorer(options.Policy, table.Table, builder.Build(number)), table.Digest), placements);
        }
        finally
        {
            _counting.Release();
        }
    }

    /// <summary>What is demanded now. After the first time only what was written since is read; what a reading that failed left out is read by the next.</summary>
    private async Task<OpenDemand> Demand()
    {
        var (demand, mark) = (_demand ?? new(), await readSide.DemandMark(CancellationToken.None));
        var written = _demand is null ? readSide.DemandedPlacements(CancellationToken.None) : readSide.DemandedSince(_demandRead, CancellationToken.None);
        await foreach (var placement in written)
        {
            demand.Upsert(placement);
        }

        (_demand, _demandRead) = (demand, mark);
        return demand;
    }

    private async Task PutInForce(EpochDocument document, long placements)
    {
        await row.Write(new() { Number = document.Number, OpenPlacements = placements });

        _inForce = document;
        LogInForce(logger, document.Number, placements);
    }

    private async Task RenewInTime()
    {
        if (_inForce is not null)
        {
            await Freeze(onlyIfNone: false);
        }
    }

    /// <summary>Figures counted before an import, or before most of the market left, are no use after it.</summary>
    private async Task RenewWhereGrown()
    {
        if (_inForce is null)
        {
            return;
        }

        var (before, now) = (row.State.OpenPlacements, (await readSide.Counts(CancellationToken.None)).OpenPlacements);
        if (now > 2 * before || 2 * now < before)
        {
            await Freeze(onlyIfNone: false);
        }
    }

    private IEpochArchiveGrain Archive(int number) => GrainFactory.GetGrain<IEpochArchiveGrain>(number);

    [LoggerMessage(Level = LogLevel.Information, Message = "Epoch {Number} is in force, frozen over {Placements} open placements.")]
    private static partial void LogInForce(ILogger logger, int number, long placements);
}
