namespace VocMatch.Alignment.Data;

/// <summary>Where a series comes from.</summary>
/// <param name="Vintage">The year or release it describes: <c>2023</c>, <c>2024-2034</c>.</param>
/// <param name="Year">The year of the figures used, where the series has several.</param>
/// <param name="Note">What was done to its figures; null where nothing.</param>
public sealed record SourceNote(string Series, string Source, string Vintage, string? Year = null, string? Note = null);
