using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Grains;
using VocMatch.Domain.Records;
using VocMatch.Grains.Records;

namespace VocMatch.Grains.Alignment;

internal sealed record ReportRegisterState : IPartedState<ReportRegisterState>
{
    /// <summary>2 since each report lies in a row of its own.</summary>
    public int Schema { get; init; } = 2;

    /// <summary>In the order they were made.</summary>
    [JsonIgnore]
    public ImmutableArray<ReportHeader> Reports { get; init; } = [];

    [JsonIgnore]
    public StoredArrays Stored { get; init; } = new();

    public static IReadOnlyList<PartKind<ReportRegisterState>> PartKinds { get; } =
    [
        new ArrayPartKind<ReportRegisterState, ReportHeader>(
            "report", report => report.Id, state => state.Reports, (state, reports) => state with { Reports = reports }, state => state.Stored),
    ];
}

/// <summary>Knows every report: one or some a period and region, so some thousands a year where regions are many.</summary>
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
        await row.Write(row.State with { Reports = row.State.Reports.Add(report with { Inputs = [] }) });
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
