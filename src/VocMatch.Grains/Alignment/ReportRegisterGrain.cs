using System.Collections.Immutable;
using System.Globalization;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Grains;
using VocMatch.Grains.Records;

namespace VocMatch.Grains.Alignment;

internal sealed record ReportRegisterState
{
    public int Schema { get; init; } = 1;

    /// <summary>In the order they were made.</summary>
    public ImmutableArray<ReportHeader> Reports { get; init; } = [];
}

/// <summary>Knows every report. Reports are few: one or some a period and region.</summary>
internal sealed class ReportRegisterGrain(
    [StoredAs("report-register")] GrainRecord<ReportRegisterState> row) : Grain, IReportRegisterGrain
{
    public async Task Add(ReportHeader report)
    {
        if (row.State.Reports.Any(known => known.Id == report.Id))
        {
            return;
        }

        // The digests stand with the report itself.
        await row.Write(new() { Reports = row.State.Reports.Add(report with { Inputs = [] }) });
    }

    public Task<ReportPage?> List(int limit, string? cursor)
    {
        // Simulations of earlier versions stand among them: they were never to be published.
        var all = row.State.Reports.RemoveAll(report => report.Simulated);
        var end = all.Length;
        if (cursor is not null && (!int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out end) || end > all.Length))
        {
            return Task.FromResult<ReportPage?>(null);
        }

        var start = Math.Max(0, end - limit);
        return Task.FromResult<ReportPage?>(new(
            [.. all[start..end].Reverse()], start > 0 ? start.ToString(CultureInfo.InvariantCulture) : null));
    }
}
