using Orleans.Concurrency;

namespace VocMatch.Contracts.Alignment;

/// <summary>A frozen report; the key is its id.</summary>
[Alias("VocMatch.IReportGrain")]
public interface IReportGrain : IGrainWithStringKey
{
    [AlwaysInterleave]
    Task<ReportHeader?> Find();

    /// <summary>The report in a format, the same bytes for ever.</summary>
    /// <param name="table">For CSV, the table; null: the first one. Otherwise it has no meaning.</param>
    /// <returns>Null where there is no such report or table.</returns>
    [AlwaysInterleave]
    Task<byte[]?> Document(ReportFormat format, string? table);
}

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
