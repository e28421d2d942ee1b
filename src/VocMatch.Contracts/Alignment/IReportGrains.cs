using Orleans.Concurrency;
using VocMatch.Contracts.Outcomes;

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

/// <summary>Makes one report; the key is the job's id. It survives the death of its silo by starting again.</summary>
[Alias("VocMatch.IReportJobGrain")]
public interface IReportJobGrain : IGrainWithStringKey
{
    /// <summary>Starts. Repeating it with the same content changes nothing.</summary>
    /// <param name="contentDigest">Digest of what was asked, so that a reused key with other content is noticed.</param>
    Task<Outcome<ReportJob>> Start(ReportRequest request, string contentDigest);

    /// <summary>How far it has come; a job whose silo died goes on.</summary>
    [AlwaysInterleave]
    Task<ReportJob?> Find();

    /// <summary>As <see cref="Find"/>, but answers only when the job is over or the patience at its end.</summary>
    /// <param name="patience">At most 20 seconds.</param>
    [AlwaysInterleave]
    Task<ReportJob?> Wait(TimeSpan patience);
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
