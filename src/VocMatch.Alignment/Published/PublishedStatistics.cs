using System.Collections.Immutable;
using VocMatch.Alignment.Data;
using VocMatch.Alignment.Published.Files;
using VocMatch.Contracts.Alignment;

namespace VocMatch.Alignment.Published;

/// <summary>Supply and demand of one program from outside figures.</summary>
/// <param name="Completions">Null where the source does not give it.</param>
/// <param name="Occupations">Occupations it leads to that the openings know, combined codes once; ordinal order.</param>
/// <param name="OpeningsWhole">Each occupation's openings whole. Where some are missing, a lower bound; null where all are.</param>
/// <param name="OpeningsShared">Its share of each occupation's openings; null where openings, or completions that share them, are missing.</param>
/// <param name="MedianWage">Weighted by openings; null where no wage is published, or its weight is missing.</param>
/// <param name="CompletionsMissing">Why completions are not there; null where they are.</param>
/// <param name="OpeningsMissing">Why openings, or some of them, are not there; null where they are.</param>
/// <param name="LowerBound">True: <paramref name="OpeningsWhole"/> is what is left where some occupations' openings are missing.</param>
/// <param name="MatchedAs">The crosswalk's code, where the program's own had lost zeros.</param>
/// <param name="Mark">The mark that the source printed with the completions, or in their place.</param>
/// <param name="EntryEducation">What its occupations are typically entered with, the most openings first; null where no series says it.</param>
public sealed record ProgramStatistics(
    string Program,
    string Title,
    int? Completions,
    ImmutableArray<string> Occupations,
    long? OpeningsWhole,
    decimal? OpeningsShared,
    decimal? MedianWage,
    ProgramMatch Match,
    MissingFigure? CompletionsMissing = null,
    MissingFigure? OpeningsMissing = null,
    bool? LowerBound = null,
    string? MatchedAs = null,
    string? Mark = null,
    ImmutableArray<EntryEducationPart>? EntryEducation = null)
{
    /// <summary>Completions / openings counted whole; null without openings, and where one of them is missing or a lower bound.</summary>
    public decimal? RatioWhole => LowerBound is null && OpeningsWhole > 0 ? (decimal?)Completions / OpeningsWhole : null;

    /// <summary>Completions / shared openings; null without openings, and where one of them is missing.</summary>
    public decimal? RatioShared => OpeningsShared > 0 ? Completions / OpeningsShared : null;
}

/// <summary>Whether a program of the completions leads to occupations of the openings, and if not, why.</summary>
public enum ProgramMatch
{
    Matched,

    /// <summary>The crosswalk leads nowhere: the classification has no occupation for it.</summary>
    NoOccupation,

    /// <summary>It leads to occupations whose openings nobody publishes (military, for one).</summary>
    NoOpenings,
}

/// <summary>Openings of an occupation that no program with completions leads to.</summary>
/// <param name="Openings">Null where the source does not give them.</param>
/// <param name="Missing">Why they are not there; null where they are.</param>
/// <param name="EntryEducation">What it is typically entered with, or <c>not given</c>; null where no series says it.</param>
public sealed record UnfedOccupation(string Occupation, string Title, int? Openings, MissingFigure? Missing = null, string? EntryEducation = null);

/// <summary>The view of a nation or a region from completions x crosswalk x openings x wages.</summary>
public sealed record PublishedStatistics(ImmutableArray<ProgramStatistics> Programs, ImmutableArray<UnfedOccupation> Unfed)
{
    /// <summary>
    /// Two views of the same openings: whole (what a graduate of this program can apply for) and shared (an occupation's openings divided
    /// among the programs that lead to it, in proportion to completions, times the crosswalk's weight where it has one; equally where none of them has
    /// completions). A missing figure is never zero: what would need it is missing too, and a sum without it is called a lower bound.
    /// </summary>
    public static PublishedStatistics Compute(PublishedSeries series)
    {
        var openings = series.Openings.ToDictionary(o => o.Occupation, StringComparer.Ordinal);
        var wages = series.Wages.ToDictionary(w => w.Occupation, w => w.MedianAnnual, StringComparer.Ordinal);
        var combined = series.CombinedCodes.ToDictionary(c => c.Occupation, c => c.CombinedInto, StringComparer.Ordinal);
        var education = series.EntryEducation?.ToDictionary(e => e.Occupation, e => e.Education, StringComparer.Ordinal);
        var occupations = new LostZeros(openings.Keys);
        var leadsTo = series.Crosswalk
            .GroupBy(c => c.Program, StringComparer.Ordinal)
            .ToDictionary(
                program => program.Key,
                program => program
                    .DistinctBy(c => c.Occupation, StringComparer.Ordinal)
                    .GroupBy(c => occupations.Find(combined.GetValueOrDefault(c.Occupation, c.Occupation)), StringComparer.Ordinal)
                    .ToDictionary(c => c.Key, c => c.Any(pair => pair.Weight is null) ? 1m : c.Sum(pair => pair.Weight!.Value), StringComparer.Ordinal),
                StringComparer.Ordinal);
        var programs = series.Completions
            .GroupBy(c => c.Program, StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new CompletionsRow(
                g.Key, g.First().Title, checked(g.Sum(c => c.Completions)), g.Select(c => c.Missing).FirstOrDefault(missing => missing is not null),
                g.Select(c => c.Flag).FirstOrDefault(flag => flag is not null)))
            .ToList();
        var crosswalk = new LostZeros(leadsTo.Keys, programs.Select(p => p.Program));
        var known = programs.ToDictionary(p => p.Program, Known, StringComparer.Ordinal);
        var shares = OpeningShares.Of(
            programs.Select(p => (p.Program, p.Missing is null ? p.Completions : (int?)null, known[p.Program])),
            openings.ToDictionary(o => o.Key, o => o.Value.Missing is null ? o.Value.Openings : (int?)null));
        return new(
            [.. programs.Select(Statistics)],
            [
                .. series.Openings
                    .Where(o => !shares.IsFed(o.Occupation))
                    .OrderBy(o => o.Occupation, StringComparer.Ordinal)
                    .Select(o => new UnfedOccupation(o.Occupation, o.Title, o.Missing is null ? o.Openings : null, o.Missing, education is null ? null : Education(o))),
            ]);

        List<(string Occupation, decimal Weight)> Known(CompletionsRow program) => leadsTo.TryGetValue(crosswalk.Find(program.Program), out var found)
            ? [.. found.Where(o => openings.ContainsKey(o.Key)).OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => (o.Key, o.Value))]
            : [];

        ProgramStatistics Statistics(CompletionsRow program)
        {
            var fed = known[program.Program].Select(o => openings[o.Occupation]).ToList();
            var code = crosswalk.Find(program.Program);
            var missing = fed.Select(o => o.Missing).FirstOrDefault(one => one is not null);
            var given = fed.Where(o => o.Missing is null || o.Openings > 0).ToList();
            return new(
                program.Program,
                program.Title,
                program.Missing is null ? program.Completions : null,
                [.. fed.Select(o => o.Occupation)],
                fed.Count > 0 && given.Count == 0 ? null : given.Sum(o => (long)o.Openings),
                shares.Of(program.Program),
                Wage([.. fed.Where(o => wages.ContainsKey(o.Occupation))]),
                fed.Count > 0 ? ProgramMatch.Matched : leadsTo.ContainsKey(code) ? ProgramMatch.NoOpenings : ProgramMatch.NoOccupation,
                program.Missing,
                missing,
                missing is not null && given.Count > 0 ? true : null,
                code == program.Program ? null : code,
                program.Flag,
                education is null ? null : Published.EntryEducation.Of(fed.Select(o => (Education(o), o.Missing is null ? o.Openings : (long?)null))));
        }

        string Education(OpeningsRow occupation) =>
            Published.EntryEducation.OrNotGiven(education!.GetValueOrDefault(occupation.Occupation));

        decimal? Wage(List<OpeningsRow> paid)
        {
            var weight = paid.Sum(o => (long)o.Openings);
            return weight > 0 && paid.TrueForAll(o => o.Missing is null) ? paid.Sum(o => (decimal)wages[o.Occupation] * o.Openings) / weight : null;
        }
    }
}

/// <summary>Finds a code that a spreadsheet has taken zeros from: 1.0000 is 01.0000 where no other code fits and no other row has that one.</summary>
internal sealed class LostZeros
{
    private readonly HashSet<string> _codes;
    private readonly HashSet<string> _others;
    private readonly Dictionary<string, string?> _byStem = new(StringComparer.Ordinal);

    /// <param name="taken">Codes of the other side: one that stands there itself is nobody else's.</param>
    public LostZeros(IEnumerable<string> codes, IEnumerable<string>? taken = null)
    {
        _codes = codes.ToHashSet(StringComparer.Ordinal);
        _others = (taken ?? []).ToHashSet(StringComparer.Ordinal);
        foreach (var code in _codes)
        {
            var stem = Codes.WithoutLostZeros(code);
            _byStem[stem] = _byStem.ContainsKey(stem) ? null : code;
        }
    }

    /// <returns>The code itself where nothing else is meant.</returns>
    public string Find(string code) =>
        !_codes.Contains(code) && _byStem.GetValueOrDefault(Codes.WithoutLostZeros(code)) is { } meant && !_others.Contains(meant) ? meant : code;
}
