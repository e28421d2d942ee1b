using System.Collections.Immutable;

namespace VocMatch.Contracts.Markets;

/// <summary>A <see cref="MatchList"/> as it is sent.</summary>
/// <param name="Json">The list in UTF-8.</param>
/// <param name="Tag">Equal where <paramref name="Json"/> is.</param>
/// <param name="Notice">As in the list.</param>
/// <param name="Best">The first score; null where nothing was found.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.MatchAnswer")]
public sealed record MatchAnswer(ImmutableArray<byte> Json, string Tag, string? Notice, decimal? Best);
