using System.Collections.Immutable;
using VocMatch.Contracts.Identity;

namespace VocMatch.Contracts.Alignment;

/// <summary>What a report is to be about.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.ReportRequest")]
public sealed record ReportRequest
{
    /// <summary>The region it is about, with the nation beside it; null: all regions.</summary>
    [Id(0)] public RegionId? Region { get; init; }

    /// <summary>First day of the period, the first of a month.</summary>
    [Id(1)] public required DateOnly From { get; init; }

    /// <summary>Last day of the period, inclusive, the last of a month; at most five years after the first.</summary>
    [Id(2)] public required DateOnly Through { get; init; }

    /// <summary>Id of the report of an earlier period to compare with.</summary>
    [Id(3)] public string? Compare { get; init; }

    /// <summary>Who answers for it; stands at the head of the first page.</summary>
    [Id(4)] public string? Publisher { get; init; }

    /// <summary>
    /// Adds what a clearing of today would give: outcomes of students, seats filled, and causes of what stays empty. The report says that
    /// it was simulated.
    /// </summary>
    [Id(5)] public bool Simulate { get; init; }
}

/// <summary>A finished report. It never changes: the same id means the same bytes.</summary>
/// <param name="Region">Null: all regions.</param>
/// <param name="Simulated">True where outcomes are those of a simulated clearing.</param>
/// <param name="Inputs">Digests of what it was computed from.</param>
/// <param name="Tables">Ids of its tables, for CSV.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.ReportHeader")]
public sealed record ReportHeader(
    string Id,
    string Title,
    string Publisher,
    RegionId? Region,
    DateOnly From,
    DateOnly Through,
    DateTimeOffset MadeAt,
    bool Simulated,
    ImmutableArray<ReportInputDigest> Inputs,
    ImmutableArray<string> Tables);

/// <param name="Section">What was read: <c>programs</c>, <c>placements</c>, <c>students</c>, ...</param>
[GenerateSerializer, Immutable, Alias("VocMatch.ReportInputDigest")]
public sealed record ReportInputDigest(string Section, int Rows, string Sha256);

public enum ReportFormat
{
    Json,
    Csv,
    Xlsx,
    Html,
}
