using System.Collections.Immutable;
using System.Globalization;
using VocMatch.Alignment.Data;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;

namespace VocMatch.Alignment.Published;

/// <summary>Which figures of the imported series are wanted.</summary>
/// <param name="Region">Null: the nation's.</param>
/// <param name="Year">Null: the latest of each series.</param>
public sealed record PublishedSelection(RegionId? Region = null, string? Year = null);

/// <summary>Series for statistics, or why there are none.</summary>
/// <param name="Missing">A sentence; null where there are series.</param>
public sealed record SelectedSeries(PublishedSeries? Series, string? Missing);

/// <summary>Series as they were imported, as statistics take them.</summary>
public static class ImportedSeries
{
    private static readonly ReferenceKind[] Needed = [ReferenceKind.Completions, ReferenceKind.Crosswalk, ReferenceKind.Openings];

    /// <summary>One region's or the nation's figures of one year, codes of different classifications joined only by a crosswalk between them.</summary>
    public static SelectedSeries Published(ImmutableArray<ReferenceSeries> imported, PublishedSelection selection)
    {
        var series = imported.Where(one => !one.Kind.HasName()).ToDictionary(one => one.Kind);
        if (Needed.Any(kind => !series.ContainsKey(kind)))
        {
            return new(null, "No published series are there yet: import completions, crosswalk and openings first.");
        }

        var classifications = new ImportedClassifications(imported);
        var (completions, crosswalk, openings) = (series[ReferenceKind.Completions], series[ReferenceKind.Crosswalk], series[ReferenceKind.Openings]);
        var chosen = new SeriesChoice(selection);
        var supply = chosen.Rows(completions, needed: true);
        var demand = chosen.Rows(openings, needed: true);
        var wages = series.TryGetValue(ReferenceKind.Wages, out var paid) ? chosen.Rows(paid, needed: false) : null;
        var programs = classifications.Between(completions.Classification, crosswalk.Classification);
        var occupations = classifications.Between(crosswalk.TargetClassification, openings.Classification);
        if (chosen.Missing is { } missing)
        {
            return new(null, missing);
        }

        if (programs is null || occupations is null)
        {
            var (from, to, what) = programs is null
                ? (completions.Classification, crosswalk.Classification, "The completions are in")
                : (crosswalk.TargetClassification, openings.Classification, "The crosswalk leads to");
            return new(null, $"{what} {from}, the {(programs is null ? "crosswalk begins" : "openings are")} in {to}: import a crosswalk from {from} to {to} (imports/classification-crosswalks).");
        }

        var education = series.GetValueOrDefault(ReferenceKind.EntryEducation);
        var entered = education is null ? null : classifications.Between(openings.Classification, education.Classification);
        var comparableWages = paid is null || classifications.Same(paid.Classification, openings.Classification);
        return new(
            new()
            {
                Region = selection.Region,
                Completions = [.. supply!.Select(row => new CompletionsRow(row.Code, classifications.Label(completions.Classification, row), row.Number, row.Missing, row.Flag))],
                Crosswalk = Compose(programs, crosswalk.Rows, occupations),
                Openings = [.. demand!.Select(row => new OpeningsRow(row.Code, classifications.Label(openings.Classification, row), row.Number, row.Missing, row.Flag))],
                Wages = comparableWages ? [.. (wages ?? []).Where(row => row.Missing is null).Select(row => new WageRow(row.Code, row.Number))] : [],
                EntryEducation = entered is null ? null : EntryEducationOf(demand!.Select(row => row.Code), education!, entered),
                CombinedCodes = series.TryGetValue(ReferenceKind.CombinedCodes, out var combined) ? [.. combined.Rows.Select(row => new CombinedCodeRow(row.Code, row.Text))] : [],
                Sources =
                [
                    .. series.Values.OrderBy(one => one.Kind).Select(one => new SourceNote(
                        Words(one.Kind), one.Source, one.Vintage, chosen.YearOf(one.Kind),
                        (one.Kind == ReferenceKind.Wages && !comparableWages) || (one == education && entered is null)
                            ? $"not used: codes of {one.Classification}, openings in {openings.Classification}"
                            : chosen.NoteOf(one))),
                    .. classifications.Used.Select(one => new SourceNote(
                        one.Kind == ReferenceKind.Classification ? $"classification {one.Name}" : $"crosswalk of classifications {one.Name}", one.Source, one.Vintage)),
                ],
            },
            null);
    }

    /// <summary>Openings added up by occupation group, for the nation and for regions: of each series' latest year.</summary>
    public static ImmutableArray<OutsideOpeningsRow> OutsideOpenings(ImmutableArray<ReferenceSeries> imported)
    {
        if (imported.FirstOrDefault(one => one.Kind == ReferenceKind.Openings) is not { } openings)
        {
            return [];
        }

        var classifications = new ImportedClassifications(imported);
        var groups = new PublishedGroups(openings.Classification, classifications);
        var education = imported.FirstOrDefault(one => one.Kind == ReferenceKind.EntryEducation);
        var entered = education is null ? null : classifications.Between(openings.Classification, education.Classification);
        var given = entered is null ? null : EntryEducationOf(openings.Rows.Select(row => row.Code), education!, entered)
            .ToDictionary(row => row.Occupation, row => row.Education, StringComparer.Ordinal);
        var latest = openings.Rows.Select(row => row.Year).Max(StringComparer.Ordinal);
        return
        [
            .. from row in openings.Rows
               where row.Year == latest
               from share in groups.Of(row)
               group (share, row.Missing, row.Code) by (row.Region, share.Group) into added
               select new OutsideOpeningsRow(
                   added.Key.Region, added.Key.Group.Code, checked(added.Sum(one => one.share.Openings)), openings.Source, openings.Vintage)
               {
                   GroupTitle = added.Key.Group.Title,
                   Comparable = added.Key.Group.Comparable,
                   Missing = added.Count(one => one.Missing is not null),
                   Why = added.Select(one => one.Missing).FirstOrDefault(missing => missing is not null),
                   EntryEducation = given is null ? [] : EntryEducation.Of(added.Select(one =>
                       (EntryEducation.OrNotGiven(given[one.Code]), one.Missing is null ? one.share.Openings : (long?)null))),
               },
        ];
    }

    /// <summary>What the platform's own occupations are entered with, by code, from the series and the crosswalks there are.</summary>
    /// <returns>Null where no series was imported; of each code the education, or that it is not given.</returns>
    public static Func<string, string>? EntryEducationByCode(ImmutableArray<ReferenceSeries> imported)
    {
        if (imported.FirstOrDefault(one => one.Kind == ReferenceKind.EntryEducation) is not { } education)
        {
            return null;
        }

        var classifications = new ImportedClassifications(imported);
        var combined = imported.FirstOrDefault(one => one.Kind == ReferenceKind.CombinedCodes)?.Rows
            .ToDictionary(row => row.Code, row => row.Text, StringComparer.Ordinal) ?? [];
        var (soc, isco) = (Link("us-soc-2018"), Link("isco-08"));
        var words = education.Rows.ToDictionary(row => row.Code, row => row.Text, StringComparer.Ordinal);
        return code =>
        {
            // O*NET divides SOC occupations further, behind a point.
            var detailed = code.Split('.')[0];
            var (own, link) = Files.Codes.IsSoc(detailed) ? (combined.GetValueOrDefault(detailed, detailed), soc) : (code, isco);
            return EntryEducation.OrNotGiven(link is null ? "" : Only(link, own, words));
        };

        // A series that names no classification has codes of SOC or none that can be told.
        ClassificationLink? Link(string own) => education.Classification is { } named
            ? classifications.Between(own, named.StartsWith(own[..4], StringComparison.OrdinalIgnoreCase) ? own : named)
            : own == "us-soc-2018" ? ClassificationLink.Identity : null;
    }

    private static ImmutableArray<EntryEducationRow> EntryEducationOf(IEnumerable<string> occupations, ReferenceSeries education, ClassificationLink link)
    {
        var words = education.Rows.ToDictionary(row => row.Code, row => row.Text, StringComparer.Ordinal);
        return [.. occupations.Distinct(StringComparer.Ordinal).Select(code => new EntryEducationRow(code, Only(link, code, words)))];
    }

    /// <summary>The education of the code's counterparts where they have one alone; empty where none has any, or they differ.</summary>
    private static string Only(ClassificationLink link, string code, Dictionary<string, string> words) =>
        link.Of(code).Select(one => words.GetValueOrDefault(one.Code, "")).Distinct(StringComparer.Ordinal).ToList() is [var only] ? only : "";

    /// <summary>A crosswalk lengthened at both ends; weights multiply, and pairs that meet add up.</summary>
    private static ImmutableArray<CrosswalkRow> Compose(ClassificationLink before, ImmutableArray<ReferenceRow> crosswalk, ClassificationLink after)
    {
        var backwards = before.Backwards(crosswalk.Select(row => row.Code));
        return
        [
            .. from row in crosswalk
               from program in backwards(row.Code)
               from occupation in after.Of(row.Text)
               let weight = program.Weight is null && row.Weight is null && occupation.Weight is null
                   ? (decimal?)null
                   : (program.Weight ?? 1) * (row.Weight ?? 1) * (occupation.Weight ?? 1)
               group weight by (Program: program.Code, Occupation: occupation.Code) into pair
               select new CrosswalkRow(pair.Key.Program, pair.Key.Occupation, pair.Any(weight => weight is null) ? null : pair.Sum()),
        ];
    }

    /// <summary>Where a series comes from, by itself.</summary>
    public static SourceNote Source(ReferenceSeries series) => new(Words(series.Kind), series.Source, series.Vintage);

    private static string Words(ReferenceKind kind) => kind switch
    {
        ReferenceKind.CombinedCodes => "combined codes",
        ReferenceKind.EntryEducation => "entry education",
        _ => kind.ToString().ToLowerInvariant(),
    };

    /// <summary>Takes the wanted region and year of each series, and remembers what it took.</summary>
    private sealed class SeriesChoice(PublishedSelection selection)
    {
        private readonly Dictionary<ReferenceKind, string?> _years = [];
        private readonly Dictionary<ReferenceKind, (int Missing, int All)> _missing = [];

        public string? Missing { get; private set; }

        public string? YearOf(ReferenceKind kind) => _years.GetValueOrDefault(kind);

        public string? NoteOf(ReferenceSeries series)
        {
            var notes = (series.Notes ?? []).ToList();
            if (_missing.TryGetValue(series.Kind, out var missing) && missing.Missing > 0)
            {
                notes.Add(string.Create(CultureInfo.InvariantCulture, $"{missing.Missing} of {missing.All} figures {(missing.Missing == 1 ? "is" : "are")} not given by the source"));
            }

            return notes.Count > 0 ? string.Join("; ", notes) : null;
        }

        /// <returns>Null where there is nothing of what is wanted.</returns>
        public List<ReferenceRow>? Rows(ReferenceSeries series, bool needed)
        {
            var regional = series.Rows.Where(row => row.Region == selection.Region).ToList();
            if (regional.Count == 0 && !needed && selection.Region is not null)
            {
                regional = [.. series.Rows.Where(row => row.Region is null)];
            }

            if (regional.Count == 0)
            {
                var where = series.Rows.Select(row => row.Region?.Value ?? "the nation").Distinct().Order(StringComparer.Ordinal).Take(20);
                Missing ??= needed ? $"The {Words(series.Kind)} have no figures of {selection.Region?.Value ?? "the nation"}; they have those of {string.Join(", ", where)}." : null;
                return null;
            }

            var years = regional.Select(row => row.Year).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            if (selection.Year is { } wanted && series.Kind == ReferenceKind.Completions && !years.Contains(wanted))
            {
                Missing ??= years.Count > 0
                    ? $"The completions have no figures of {wanted}; they have those of {string.Join(", ", years)}."
                    : $"The completions name no years; they are of {series.Vintage}.";
                return null;
            }

            var year = selection.Year is { } asked && years.Contains(asked) ? asked : years.LastOrDefault();
            List<ReferenceRow> rows = [.. regional.Where(row => row.Year == year)];
            _years[series.Kind] = year;
            _missing[series.Kind] = (rows.Count(row => row.Missing is not null), rows.Count);
            return rows;
        }
    }
}
