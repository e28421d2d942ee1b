using System.Collections.Immutable;

namespace VocMatch.Alignment.Published;

/// <summary>Supply and demand of one program from outside figures.</summary>
/// <param name="Occupations">Occupations it leads to that the openings know, combined codes once; ordinal order.</param>
/// <param name="OpeningsWhole">Each occupation's openings whole.</param>
/// <param name="OpeningsShared">Its share of each occupation's openings.</param>
/// <param name="MedianWage">Weighted by openings; null where no wage is published.</param>
public sealed record ProgramStatistics(
    string Program,
    string Title,
    int Completions,
    ImmutableArray<string> Occupations,
    long OpeningsWhole,
    decimal OpeningsShared,
    decimal? MedianWage,
    ProgramMatch Match)
{
    /// <summary>Completions / openings counted whole; null without openings.</summary>
    public decimal? RatioWhole => OpeningsWhole > 0 ? (decimal)Completions / OpeningsWhole : null;

    /// <summary>Completions / shared openings; null without openings.</summary>
    public decimal? RatioShared => OpeningsShared > 0 ? Completions / OpeningsShared : null;
}

public enum ProgramMatch
{
    Matched,

    /// <summary>The crosswalk leads nowhere: the classification has no occupation for it.</summary>
    NoOccupation,

    /// <summary>It leads to occupations whose openings nobody publishes (military, for one).</summary>
    NoOpenings,
}

/// <summary>Openings of an occupation that no program with completions leads to.</summary>
public sealed record UnfedOccupation(string Occupation, string Title, int Openings);

/// <summary>The national view from completions x crosswalk x openings x wages.</summary>
public sealed record PublishedStatistics(ImmutableArray<ProgramStatistics> Programs, ImmutableArray<UnfedOccupation> Unfed)
{
    /// <summary>
    /// Two views of the same openings: whole (what a graduate of this program can apply for) and shared (an occupation's openings divided
    /// among the programs that lead to it, in proportion to completions; equally where none of them has completions).
    /// </summary>
    public static PublishedStatistics Compute(PublishedSeries series)
    {
        var openings = series.Openings.ToDictionary(o => o.Occupation, StringComparer.Ordinal);
        var wages = series.Wages.ToDictionary(w => w.Occupation, w => w.MedianAnnual, StringComparer.Ordinal);
        var combined = series.CombinedCodes.ToDictionary(c => c.Occupation, c => c.CombinedInto, StringComparer.Ordinal);
        var leadsTo = series.Crosswalk
            .GroupBy(c => c.Program, c => combined.GetValueOrDefault(c.Occupation, c.Occupation), StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList(), StringComparer.Ordinal);
        var programs = series.Completions
            .GroupBy(c => c.Program, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new CompletionsRow(g.Key, g.First().Title, checked(g.Sum(c => c.Completions))))
            .ToList();
        var shares = OpeningShares.Of(
            programs.Select(p => (p.Program, p.Completions, Known(p.Program))), openings.ToDictionary(o => o.Key, o => o.Value.Openings));
        return new(
            [.. programs.Select(Statistics)],
            [
                .. series.Openings
                    .Where(o => !shares.IsFed(o.Occupation))
                    .OrderBy(o => o.Occupation, StringComparer.Ordinal)
                    .Select(o => new UnfedOccupation(o.Occupation, o.Title, o.Openings)),
            ]);

        List<string> Known(string program) =>
            leadsTo.TryGetValue(program, out var occupations) ? [.. occupations.Where(openings.ContainsKey)] : [];

        ProgramStatistics Statistics(CompletionsRow program)
        {
            var known = Known(program.Program);
            var match = known.Count > 0 ? ProgramMatch.Matched
                : leadsTo.ContainsKey(program.Program) ? ProgramMatch.NoOpenings : ProgramMatch.NoOccupation;
            return new(
                program.Program,
                program.Title,
                program.Completions,
                [.. known],
                known.Sum(o => (long)openings[o].Openings),
                shares.Of(program.Program),
                Wage([.. known.Where(wages.ContainsKey)]),
                match);
        }

        decimal? Wage(List<string> paid)
        {
            var weight = paid.Sum(o => (long)openings[o].Openings);
            return weight > 0 ? paid.Sum(o => (decimal)wages[o] * openings[o].Openings) / weight : null;
        }
    }
}
