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

    public required AlignmentData Data { get; init; }

    /// <summary>Null: all regions. One region's report shows the same figures as the nation's, and no others.</summary>
    public RegionId? Scope { get; init; }

    public PublishedSeries? Published { get; init; }

    public ImmutableArray<DemandSeries> Series { get; init; } = [];

    public DisclosureRules Rules { get; init; } = DisclosureRules.Default;

    /// <summary>The report of the period before, to compare with.</summary>
    public AlignmentReport? EarlierPeriod { get; init; }

    /// <summary>The last release of this same period's tables, which this one must not give away together with.</summary>
    public ReportRelease? PreviousRelease { get; init; }

    /// <summary>What is particular about this report's data; stands on the first page with what it does not show.</summary>
    public ImmutableArray<string> Remarks { get; init; } = [];

    /// <summary>True where the rows were made by a generator: the first page says so.</summary>
    public bool Generated { get; init; }
}

/// <summary>The protected tables behind a report. Holds hidden counts: for the archive, not for readers.</summary>
public sealed record ReportRelease(
    ReleasedFamily Students, ReleasedFamily Seats, ReleasedFamily Teachers, ReleasedFamily Mismatches, ReleasedFamily Searches)
{
    internal string Digest() =>
        $"{Students.Digest()} {Teachers.Digest()} {Mismatches.Digest()} {Searches.Digest()}";
}

public sealed record ReportResult(AlignmentReport Report, ReportRelease Release);
