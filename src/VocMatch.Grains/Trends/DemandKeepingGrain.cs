using VocMatch.Alignment.Data;
using VocMatch.Alignment.Trends;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Grains;
using VocMatch.Domain.Alignment;
using VocMatch.Domain.Reading;
using VocMatch.Grains.Alignment;
using VocMatch.Grains.Records;

namespace VocMatch.Grains.Trends;

/// <summary>Counts the demand of months that are over, once each, for all regions. Key <c>all</c> is the only one.</summary>
[Alias("VocMatch.IDemandKeepingGrain")]
internal interface IDemandKeepingGrain : IGrainWithStringKey
{
    /// <summary>Looks soon and then every few hours whether a month is over.</summary>
    Task Begin();

    /// <summary>Keeps what is over and not kept yet.</summary>
    Task KeepMonths();
}

internal sealed record DemandKeepingState
{
    public int Schema { get; init; } = 1;

    /// <summary>The first day of the first month that is not kept.</summary>
    public DateOnly NextMonth { get; init; }
}

internal sealed class DemandKeepingGrain(
    [StoredAs("demand-keeping")] GrainRecord<DemandKeepingState> row,
    IAlignmentReading reading,
    ITaxonomy taxonomy,
    TimeProvider time) : Grain, IDemandKeepingGrain, IRemindable
{
    public const string Key = "all";

    private static readonly TimeSpan FirstLook = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Look = TimeSpan.FromHours(6);

    public Task Begin() => this.RegisterOrUpdateReminder("month", FirstLook, Look);

    public Task ReceiveReminder(string reminderName, TickStatus status) => KeepMonths();

    public async Task KeepMonths()
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var running = new DateOnly(today.Year, today.Month, 1);
        if (row.State.NextMonth >= running)
        {
            return;
        }

        // The first time a platform is looked at, its past may still be being imported: it is kept when a month has passed.
        await ManyGrains.Tell(
            row.State.NextMonth == default ? [] : await Task.Run(() => Count(running)),
            history => GrainFactory.GetGrain<IDemandHistoryGrain>(history.Region.Value).Keep(history));

        await row.Write(new() { NextMonth = running });
    }

    /// <summary>From the first month in which anything was posted: before it there was no platform, which is not the same as no demand.</summary>
    private async Task<IEnumerable<DemandHistory>> Count(DateOnly running)
    {
        var earliest = running.AddMonths(-ReportMaking.SeriesMonths);
        var rows = new List<PlacementRow>();
        await foreach (var placement in reading.PostedPlacements(CancellationToken.None))
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
        return MonthKeeping.Count(rows, taxonomy.Current.Regions.Keys, new(new(first.Year, first.Month, 1), running.AddDays(-1)));
    }
}
