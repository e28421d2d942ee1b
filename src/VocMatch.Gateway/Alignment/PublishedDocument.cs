using System.Collections.Immutable;
using VocMatch.Alignment.Published;

namespace VocMatch.Gateway.Alignment;

/// <summary>National supply and demand by program, from outside series alone.</summary>
/// <param name="Programs">Every program with completions, in order of its code; those without an occupation too.</param>
/// <param name="Unfed">Occupations with openings that no program with completions leads to.</param>
public sealed record PublishedDocument(
    ImmutableArray<PublishedSource> Sources, ImmutableArray<ProgramStatistics> Programs, ImmutableArray<UnfedOccupation> Unfed)
{
    internal static PublishedDocument Of(PublishedSeries series, PublishedStatistics statistics) => new(
        [.. series.Sources.Select(source => new PublishedSource(source.Series, source.Source, source.Vintage))], statistics.Programs, statistics.Unfed);
}

/// <param name="Vintage">The year or release it describes.</param>
public sealed record PublishedSource(string Series, string Source, string Vintage);
