using VocMatch.Contracts.Identity;

namespace VocMatch.Contracts.ProvisionGaps;

/// <param name="Kind">In camel case.</param>
/// <param name="From">A day of the first month.</param>
public sealed record ProvisionGapFilter(RegionId? Region = null, string? Kind = null, DateOnly? From = null);
