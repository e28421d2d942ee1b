using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Domain.Reading;

namespace VocMatch.Storage.Taxonomy;

/// <summary>Holds the snapshot in force: loaded before anything else starts, and again whenever the store's version has grown.</summary>
internal sealed partial class TaxonomyCache(ITaxonomyStore store, TimeProvider time, ILogger<TaxonomyCache> log)
    : BackgroundService, IHostedLifecycleService, ITaxonomy
{
    private static readonly TimeSpan PollEvery = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _loading = new(1);
    private volatile TaxonomySnapshot _current = TaxonomySnapshot.Empty;

    public TaxonomySnapshot Current => _current;

    public async Task Refresh(CancellationToken cancellation)
    {
        await _loading.WaitAsync(cancellation);
        try
        {
            if (await store.Version(cancellation) != _current.Version)
            {
                _current = await store.Load(cancellation);
                LogLoaded(_current.Version, _current.Occupations.Count, _current.Skills.Count, _current.Regions.Count);
            }
        }
        finally
        {
            _loading.Release();
        }
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Refresh(cancellationToken);

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Dispose()
    {
        _loading.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(PollEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken).AsTask() is true)
        {
            try
            {
                await Refresh(stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The store is out of reach: the snapshot in force stays, and the next tick tries again.
                LogUnreachable(failure);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Information,
        Message = "Taxonomy version {Version}: {Occupations} occupations, {Skills} skills, {Regions} regions")]
    private partial void LogLoaded(long version, int occupations, int skills, int regions);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The taxonomy's version could not be read; the snapshot in force stays")]
    private partial void LogUnreachable(Exception failure);
}
