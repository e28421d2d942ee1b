using Orleans.Concurrency;
using VocMatch.Contracts.Alignment;

namespace VocMatch.Contracts.Grains;

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
