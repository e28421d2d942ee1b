using System.Collections.Immutable;
using VocMatch.Contracts.Identity;

namespace VocMatch.Contracts.Alignment;

/// <summary>What a report is to be about.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.ReportRequest")]
public sealed record ReportRequest
{
    /// <summary>The region it is about, with the nation beside it; null: all regions.</summary>
    [Id(0)] public RegionId? Region { get; init; }

    /// <summary>First day of the period: of a year of the authority's calendar, or of a quarter of it, that is over.</summary>
    [Id(1)] public required DateOnly From { get; init; }

    /// <summary>Last day of that year or quarter, inclusive. A simulation takes any whole months, at most five years.</summary>
    [Id(2)] public required DateOnly Through { get; init; }

    /// <summary>Id of a published report to compare with; left out: that of the period before, where it was published.</summary>
    [Id(3)] public string? Compare { get; init; }

    /// <summary>Who answers for it; stands at the head of the first page.</summary>
    [Id(4)] public string? Publisher { get; init; }

    /// <summary>
    /// Adds what a clearing of today would give: outcomes of students, seats filled, and causes of what stays empty. Not for publication: only
    /// a simulation takes it, never a report.
    /// </summary>
    [Id(5)] public bool Simulate { get; init; }

    /// <summary>Where readers turn with questions; stands on the first page.</summary>
    [Id(6)] public string? Contact { get; init; }

    /// <summary>
    /// Publishes the period anew, as a whole: all its regions, from the data of today. At most once a quarter, and with a note. Left out,
    /// the report is of what was published, and a period is published by the first request for it.
    /// </summary>
    [Id(7)] public bool Revise { get; init; }

    /// <summary>Why the period is revised and what that changed; stands on the first page of every report of it.</summary>
    [Id(8)] public string? RevisionNote { get; init; }

    /// <summary>What a person needs to live on, in whole units of the currency a year: wages of published programs are held against it.</summary>
    [Id(9)] public int? LivingWage { get; init; }

    /// <summary>
    /// In place of one region several, such as the counties of a state: their rows under the row of their sum, in which each person and seat
    /// counts once. 2 to 500 regions, each once.
    /// </summary>
    [Id(10)] public ImmutableArray<RegionId> Regions { get; init; } = [];

    /// <summary>What these regions are called together; needed with them.</summary>
    [Id(11)] public string? RegionsName { get; init; }
}

/// <summary>A finished report. It never changes: the same id means the same bytes.</summary>
/// <param name="Region">Null: all regions.</param>
/// <param name="Simulated">True where outcomes are those of a simulated clearing.</param>
/// <param name="Inputs">Digests of what it was computed from.</param>
/// <param name="Tables">Ids of its tables, for CSV.</param>
/// <param name="Edition">1 for the first publication of the period, then one more with each revision; null for a simulation and for reports of earlier versions.</param>
/// <param name="Published">The day of that edition.</param>
/// <param name="RevisionNote">Why the period was revised.</param>
/// <param name="Regions">Where it is about several regions and their sum, these.</param>
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
    ImmutableArray<string> Tables,
    int? Edition = null,
    DateOnly? Published = null,
    string? RevisionNote = null,
    ImmutableArray<RegionId>? Regions = null);

/// <param name="Section">What was read: <c>programs</c>, <c>placements</c>, <c>students</c>, ...</param>
[GenerateSerializer, Immutable, Alias("VocMatch.ReportInputDigest")]
public sealed record ReportInputDigest(string Section, int Rows, string Sha256);

/// <summary>The forms in which a report is given, each with the same bytes for ever.</summary>
public enum ReportFormat
{
    Json,
    Csv,
    Xlsx,
    Html,
}
