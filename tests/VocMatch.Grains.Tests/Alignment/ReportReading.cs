using Microsoft.Extensions.DependencyInjection;
using VocMatch.Alignment.Data;
using VocMatch.Domain.Alignment;
using VocMatch.Grains.Tests.Platforms;

namespace VocMatch.Grains.Tests.Alignment;

internal static class ReportReading
{
    /// <summary>What a report on the period is computed from.</summary>
    public static async Task<AlignmentData> RowsOf(this Platform platform, Period period)
    {
        var data = platform.Services.GetRequiredService<ReportData>();
        var counts = await data.Count(default);
        return (await data.Read(period, [], new(static (_, _, _) => { }, RowMeter.Total(counts)), counts, default)).Data;
    }
}
