using System.Collections.Immutable;

namespace VocMatch.Contracts.Alignment;

/// <summary>Reports, the latest first.</summary>
/// <param name="NextCursor">Null on the last page.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.ReportPage")]
public sealed record ReportPage(ImmutableArray<ReportHeader> Items, string? NextCursor);
