using System.Collections.Immutable;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Programs;
using VocMatch.Domain.Facts;
using VocMatch.Domain.Markets;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Runtime;
using VocMatch.Grains.Epochs;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Markets;

/// <summary>The address of a region's market. It holds nothing of its own: questions and changes run on the silo's threads, never on its turn.</summary>
[CollectionAgeLimit(AlwaysActive = true)]
internal sealed partial class MarketGrain(
    MarketReader load,
    Scorers scorers,
    ITaxonomy taxonomy,
    Pseudonyms pseudonyms,
    PatternPool patterns,
    StudentsAsked asked,
    LocalMarkets local,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    GrainsOptions options,
    ILogger<MarketGrain> logger) : Grain, IMarketGrain
{
    /// <summary>The region's programs are read each time, so the supply is reconciled more rarely than placements are.</summary>
    private const int SupplyEvery = 10;

    private Market _market = null!;
    private MarketQuestions _questions = null!;
    private SupplyingRegions _supplying = null!;
    private Task _epochWatch = Task.CompletedTask;
    private Task _reconciliation = Task.CompletedTask;
    private int _reconciliations;
    private bool _isReachNotified;
    private DateTimeOffset _compared;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var region = RegionId.Parse(this.GetPrimaryKeyString());
        var market = await StoreFailures.Translate(Task.Run(() => Load(region), cancellationToken));
        _market = market;
        _compared = time.GetUtcNow() - (options.Comparison * Spread);
        _supplying = new(region, GrainFactory, taxonomy);
        _questions = new(market, taxonomy, pseudonyms, asked, patterns, options.LegalMinimumAge, time);
        this.RegisterGrainTimer(
            static (grain, _) => grain.WatchEpoch(), this, new(options.EpochWatch, options.EpochWatch) { Interleave = true });
        this.RegisterGrainTimer(
            static (grain, _) => grain.Reconcile(), this, new(options.Reconciliation, options.Reconciliation) { Interleave = true });
        local.Add(_questions);
        LogLoaded(logger, region.Value, market.Demand.Index.Count, market.Epoch);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_questions is not null)
        {
            local.Remove(_questions);
        }

        return Task.CompletedTask;
    }

    public async Task<long> Upsert(Placement placement)
    {
        var seen = await _market.Upsert(placement);
        await AdoptFirst();
        return seen;
    }

    public async Task UpsertAll(ImmutableArray<Placement> placements)
    {
        await _market.Upsert(placements);
        await AdoptFirst();
    }

    public Task UpsertSupply(StudentQuestion supply) => UpsertSupplies([supply]);

    public async Task UpsertSupplies(ImmutableArray<StudentQuestion> supplies)
    {
        await _market.Upsert(supplies);
        await _supplying.Notify(supplies.SelectMany(supply => supply.Regions));
    }

    public Task UpsertProgram(Program program) => UpsertPrograms([program]);

    public async Task UpsertPrograms(ImmutableArray<Program> programs)
    {
        if (await _market.Upsert(programs))
        {
            await Task.Run(() => _market.ReadSupply(load));
            await NotifyReached();
        }
    }

    public Task<PlacementRanks> Rank(StudentQuestion question, int top, int least) =>
        Task.Run(() => _questions.Rank(question, top, least));

    public Task<MarketStamp> Stamp() => Task.FromResult(_questions.Stamp);

    public Task<MatchList> ExplainAll(StudentQuestion question, ImmutableArray<PlacementId> placements, ImmutableArray<PlacementId> thin) =>
        Task.Run(() => _questions.Explain(question, placements, thin));

    public Task<MatchList> Top(StudentQuestion question, int top) => Task.Run(() => _questions.Top(question, top));

    public Task<MatchDetail?> Explain(StudentQuestion question, PlacementId placement) =>
        Task.Run(() => _questions.Detail(question, placement));

    public async Task<ImmutableArray<PairJudgement>> Judge(
        StudentQuestion question, ImmutableArray<PlacementVersion> placements, DateTimeOffset askedAt, int epoch)
    {
        await Adopt(epoch);
        return await Task.Run(() => _questions.Judge(question, placements, askedAt));
    }

    public async Task<StudentId?> StudentMarked(RegionId region, ulong mark)
    {
        await LoadSupply();
        return _market.Supply.Marked(mark, region);
    }

    public async Task<CandidateRanks> RankCandidates(Placement placement, int top)
    {
        await LoadSupply();
        return await Task.Run(() => _questions.Candidates(placement, top));
    }

    public async Task<CandidateList> Candidates(Placement placement, int top)
    {
        var ranks = await RankCandidates(placement, top);
        return new(placement.Id, ranks.Epoch, ranks.Policy, [.. ranks.Ranks.Select(rank => rank.Candidate)]);
    }

    public Task<ImmutableArray<RegionId>> SupplyingRegions() => _supplying.All();

    public async Task<ImmutableArray<RegionId>> ReachedRegions()
    {
        await LoadSupply();
        return [.. _market.Supply.ReachedRegions];
    }

    public Task AddSupplyingRegion(RegionId region)
    {
        _supplying.Add(region);
        return Task.CompletedTask;
    }

    public async Task<MarketSummary> Summary()
    {
        await LoadSupply();
        return await Task.Run(_questions.Summary);
    }

    public async Task<int> Adopt(int epoch)
    {
        if (_market.Epoch < epoch)
        {
            await _market.Adopt(await scorers.Current());
        }

        return _market.Epoch;
    }

    /// <summary>The first placement of all makes the first epoch, which no market waits for longer than it must.</summary>
    private async Task AdoptFirst()
    {
        if (_market.Epoch == 0)
        {
            await _market.Adopt(await scorers.Current());
        }
    }

    private async Task<Market> Load(RegionId region)
    {
        var market = new Market(region, await scorers.Current(), options, patterns);
        await market.LoadDemand(load);
        return market;
    }

    private async Task LoadSupply()
    {
        await _market.LoadSupply(load);
        if (!_isReachNotified)
        {
            await NotifyReached();
            _isReachNotified = true;
        }
    }

    /// <summary>Among what was read may be students whom nobody notified the market of.</summary>
    private Task NotifyReached() => _supplying.Notify(_market.Supply.ReachedRegions);

    /// <summary>0 to 1, by the region: markets that a start has loaded at once are not all compared at once.</summary>
    private double Spread => this.GetGrainId().GetUniformHashCode() / (double)uint.MaxValue;

    /// <summary>A silo that is stopping has nobody left to ask.</summary>
    private bool IsStopping => lifetime.ApplicationStopping.IsCancellationRequested;

    private async Task WatchEpoch()
    {
        if (_epochWatch.IsCompleted && !IsStopping)
        {
            await (_epochWatch = Watch());
        }

        async Task Watch() => await _market.Adopt(await scorers.Current());
    }

    /// <summary>A round that takes longer than the time between two is not joined by another.</summary>
    private async Task Reconcile()
    {
        if (!_reconciliation.IsCompleted || IsStopping)
        {
            return;
        }

        var supplyToo = ++_reconciliations % SupplyEvery == 0;
        var whole = time.GetUtcNow() - _compared >= options.Comparison;
        await (_reconciliation = Run());

        async Task Run()
        {
            await Task.Run(() => _market.ReconcilePlacements(load));
            if (supplyToo)
            {
                await Task.Run(() => _market.ReconcileSupply(load));
            }

            if (whole)
            {
                await Task.Run(() => _market.ComparePlacements(load));
                await Task.Run(() => _market.ReadSupply(load));
                _supplying.Forget();
                _compared = time.GetUtcNow();
            }

            if (supplyToo || whole)
            {
                await NotifyReached();
            }
        }
    }

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "The market of {Region} holds {Placements} placements under epoch {Epoch}.")]
    private static partial void LogLoaded(ILogger logger, string region, int placements, int epoch);
}
