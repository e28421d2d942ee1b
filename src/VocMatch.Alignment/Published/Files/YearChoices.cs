using VocMatch.Contracts.Alignment;

namespace VocMatch.Alignment.Published.Files;

/// <summary>Which years of a file are kept, and the rounding of figures to whole ones.</summary>
internal static class YearChoices
{
    /// <returns>In order of code, region and year.</returns>
    public static IReadOnlyList<SeriesEntry> Apply(ReferenceMapping mapping, IReadOnlyCollection<SeriesEntry> entries, FileErrors errors, FileNotes notes)
    {
        var years = entries.Select(entry => entry.Year).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var kept = mapping.Years switch
        {
            YearChoice.Latest when years.Count > 1 => entries.Where(entry => entry.Year == years[^1]),
            YearChoice.Mean when years.Count > 1 => Means(entries, years),
            _ => entries,
        };
        notes.AddIf(mapping.Years == YearChoice.Latest && years.Count > 1, $"Of the years {string.Join(", ", years)} the latest is kept.");
        var ordered = kept
            .OrderBy(entry => entry.Code, StringComparer.Ordinal)
            .ThenBy(entry => entry.Title, mapping.Target is null ? Comparer<string>.Create((_, _) => 0) : StringComparer.Ordinal)
            .ThenBy(entry => entry.Region?.Value, StringComparer.Ordinal)
            .ThenBy(entry => entry.Year, StringComparer.Ordinal)
            .ToList();
        foreach (var entry in ordered)
        {
            var rounded = decimal.Round(entry.Value, 0, MidpointRounding.AwayFromZero);
            if (rounded != entry.Value && !mapping.Round && mapping.Kind != ReferenceKind.Wages && mapping.Years != YearChoice.Mean)
            {
                errors.Add(
                    "The figure is no whole number of persons or openings. Is its point a thousands sign, or the unit thousands (multiplier)? round: true rounds it.",
                    mapping.Values[0].Column, entry.Line, SourceText.Text0(entry.Value));
            }
            else if (rounded > int.MaxValue)
            {
                errors.Add("The figure is over 2,147,483,647.", mapping.Values[0].Column, entry.Line, SourceText.Text0(entry.Value));
            }

            entry.Value = rounded;
        }

        return ordered;
    }

    private static IEnumerable<SeriesEntry> Means(IEnumerable<SeriesEntry> entries, List<string> years) =>
        from entry in entries
        group entry by (entry.Code, entry.Region) into same
        let first = same.First()
        let missing = same.Select(entry => entry.Missing).FirstOrDefault(missing => missing is not null)
            ?? (same.Count() < years.Count ? MissingFigure.NotAvailable : null)
        select new SeriesEntry(first.Code, first.Title, first.Region, $"mean of {string.Join(", ", years)}", first.Line)
        {
            Value = missing is null ? same.Sum(entry => entry.Value) / years.Count : 0,
            Missing = missing,
            Flag = same.Select(entry => entry.Flag).FirstOrDefault(flag => flag is not null),
        };
}
