using Microsoft.Extensions.Logging;
using VocMatch.Alignment.Data;
using VocMatch.Alignment.Trends;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Grains;
using VocMatch.Domain.Alignment;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Records;
using VocMatch.Domain.Runtime;
using VocMatch.Grains.Alignment;
using VocMatch.Grains.Events;
using VocMatch.Grains.PendingWork;
using VocMatch.Grains.Records;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Trends;

/// <summary>Counts the demand of months that are over, once each, for all regions. Key <c>all</c> is the only one.</summary>
[Alias("VocMatch.IDemandKeepingGrain")]
internal interface IDemandKeepingGrain : IPendingWorkGrain
{
    /// <summary>Looks soon and then every few hours whether a month is over.</summary>
    Task Begin();

    /// <summary>Keeps what is over and not kept yet.</summary>
    Task KeepMonths();
}

internal sealed record DemandKeepingState : IDueState<DemandKeepingState>
{
    public int Schema { get; init; } = 1;

    /// <summary>The first day of the first month that is not kept.</summary>
    public DateOnly NextMonth { get; init; }

    public long? WakeAt { get; init; }

    public DemandKeepingState WakingAt(long? wakeAt) => this with { WakeAt = wakeAt };
}

internal sealed class DemandKeepingGrain : Grain, IDemandKeepingGrain
{
    public const string Key = "all";

    private static readonly TimeSpan FirstLook = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Look = TimeSpan.FromHours(6);

    private readonly GrainRecord<DemandKeepingState> _row;
    private readonly IAlignmentReading _reading;
    private readonly ITaxonomy _taxonomy;
    private readonly TimeProvider _time;
    private readonly PendingWorkRunner _runner;

    public DemandKeepingGrain(
        [StoredAs("demand-keeping")] GrainRecord<DemandKeepingState> row,
        IAlignmentReading reading,
        ITaxonomy taxonomy,
        DeadLetterStore deadLetters,
        GrainsOptions options,
        TimeProvider time,
        ILogger<DemandKeepingGrain> logger)
    {
        (_row, _reading, _taxonomy, _time) = (row, reading, taxonomy, time);
        _runner = new(this, Keep, static _ => null, [row], deadLetters, options, time, logger);
        _row.WakeAt = state => (time.GetUtcNow() + (state.WakeAt is null ? FirstLook : Look)).ToUnixTimeMilliseconds();
    }

    public Task Begin() => _row.State.WakeAt is null ? _row.Write(_row.State) : Task.CompletedTask;

    public Task DoPendingWork(bool listed) => _runner.Repeat(listed);

    public Task WakeUp() => _runner.DoDueWork();

    private async Task<bool> Keep()
    {
        await KeepMonths();
        return true;
    }

    public async Task KeepMonths()
    {
        var today = DateOnly.FromDateTime(_time.GetUtcNow().UtcDateTime);
        var running = new DateOnly(today.Year, today.Month, 1);
        if (_row.State.NextMonth >= running)
        {
            return;
        }

        // The first time a platform is looked at, its past may still be being imported: it is kept when a month has passed.
        await ManyGrains.Send(
            _row.State.NextMonth == default ? [] : await Task.Run(() => Count(running)),
            history => GrainFactory.GetGrain<IDemandHistoryGrain>(history.Region.Value).Keep(history));

        await _row.Write(_row.State with { NextMonth = running });
    }

    /// <summary>From the first month in which anything was posted: before it there was no platform, which is not the same as no demand.</summary>
    private async Task<IEnumerable<DemandHistory>> Count(DateOnly running)
    {
        var earliest = running.AddMonths(-ReportMaking.SeriesMonths);
        var rows = new List<PlacementRow>();
        await foreach (var placement in _reading.PostedPlacements(CancellationToken.None))
        {
            if (placement.FirstDay >= earliest && placement.FirstDay < running)
            {
                rows.Add(ReportData.Row(placement, employer: null));
            }
        }

        if (rows.Count == 0)
        {
            return [];
        }

        var first = rows.Min(row => row.Published);
        return MonthKeeping.Count(rows, _taxonomy.Current.Regions.Keys, new(new(first.Year, first.Month, 1), running.AddDays(-1)));
    }
}
