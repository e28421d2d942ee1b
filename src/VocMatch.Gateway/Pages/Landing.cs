using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Taxonomy;

namespace VocMatch.Gateway.Pages;

/// <summary>What the first page shows.</summary>
/// <param name="MoreRegions">Regions beyond those listed.</param>
public sealed record Landing(EntityCounts Counts, StudentId? SampleStudent, IReadOnlyList<Region> Regions, int MoreRegions);
