using Orleans.Concurrency;
using VocMatch.Contracts.Alignment;

namespace VocMatch.Contracts.Grains;

/// <summary>Knows every report. One grain, key <c>all</c>.</summary>
[Alias("VocMatch.IReportRegisterGrain")]
public interface IReportRegisterGrain : IGrainWithStringKey
{
    /// <summary>Repeating it changes nothing.</summary>
    Task Add(ReportHeader report);

    /// <summary>The latest first.</summary>
    /// <returns>Null where the cursor is none this service gave out.</returns>
    [AlwaysInterleave]
    Task<ReportPage?> List(int limit, string? cursor);
}
