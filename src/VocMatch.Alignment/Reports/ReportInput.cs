using System.Collections.Immutable;
using VocMatch.Alignment.Data;
using VocMatch.Alignment.Disclosure;
using VocMatch.Alignment.Published;
using VocMatch.Alignment.Trends;
using VocMatch.Contracts.Identity;

namespace VocMatch.Alignment.Reports;

/// <summary>What a report is made of.</summary>
public sealed record ReportInput
{
    public required string Title { get; init; }

    /// <summary>Who answers for it.</summary>
    public required string Publisher { get; init; }

    /// <summary>Where readers turn with questions; null where the publisher names nobody.</summary>
    public string? Contact { get; init; }

    public required AlignmentData Data { get; init; }

    /// <summary>Null: all regions. One region's report shows the same figures as the nation's, and no others.</summary>
    public RegionId? Scope { get; init; }

    public PublishedSeries? Published { get; init; }

    public ImmutableArray<DemandSeries> Series { get; init; } = [];

    public DisclosureRules Rules { get; init; } = DisclosureRules.Default;

    /// <summary>The report of the period before, to compare with.</summary>
    public AlignmentReport? EarlierPeriod { get; init; }

    /// <summary>Releases of this same period, the earliest first, which this one must not give away together with.</summary>
    public ImmutableArray<ReportRelease> EarlierReleases { get; init; } = [];

    /// <summary>Releases of other periods, in the order they were made.</summary>
    public ImmutableArray<ReportRelease> OtherReleases { get; init; } = [];

    /// <summary>False for a quarter: figures of persons are published by the year alone.</summary>
    public bool Persons { get; init; } = true;

    /// <summary>When and by whom it is published; null for what is not publication.</summary>
    public Imprint? Imprint { get; init; }

    /// <summary>What is particular about this report's data; stands on the first page with what it does not show.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>True where the rows were made by a generator: the first page says so.</summary>
    public bool Generated { get; init; }

    /// <summary>True where outcomes are those of a simulated clearing: not for publication, and every page says so.</summary>
    public bool Simulated { get; init; }
}

/// <summary>What a publication says of itself.</summary>
/// <param name="Published">The day.</param>
/// <param name="Number">1 for the first publication of the period, then one more each time it is revised as a whole.</param>
/// <param name="Note">Why it was revised, and what that changed.</param>
/// <param name="NextRelease">The earliest day of the next period's.</param>
/// <param name="NextRevision">The earliest day on which this period's may be revised.</param>
public sealed record Imprint(DateOnly Published, int Number, string? Note, DateOnly NextRelease, DateOnly NextRevision);

/// <summary>The protected tables behind a report. Holds hidden counts: for the archive, not for readers.</summary>
/// <param name="UnknownShares">By region code and for the nation, as printed.</param>
public sealed record ReportRelease(
    ReleasedFamily Students,
    ReleasedFamily Seats,
    ReleasedFamily Filled,
    ReleasedFamily Teachers,
    ReleasedFamily Mismatches,
    ReleasedFamily Searches,
    ReleasedFamily Supply,
    ImmutableDictionary<string, Cell> UnknownShares)
{
    internal string Digest() =>
        $"{Students.Digest()} {Filled.Digest()} {Teachers.Digest()} {Mismatches.Digest()} {Searches.Digest()} {Supply.Digest()}";
}

/// <summary>A report, and what it has released: the next report of the same data may not tell more in sum.</summary>
public sealed record ReportResult(AlignmentReport Report, ReportRelease Release);
