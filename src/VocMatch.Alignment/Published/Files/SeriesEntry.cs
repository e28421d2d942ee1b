using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Identity;

namespace VocMatch.Alignment.Published.Files;

/// <summary>A row of a series while it is read.</summary>
/// <param name="line">The first line of it.</param>
internal sealed class SeriesEntry(string code, string title, RegionId? region, string? year, int line)
{
    public string Code { get; } = code;

    /// <summary>Of a crosswalk, the code it leads to.</summary>
    public string Title { get; set; } = title;

    public RegionId? Region { get; } = region;

    public string? Year { get; } = year;

    public int Line { get; } = line;

    /// <summary>What is given of it: where parts are missing, a lower bound.</summary>
    public decimal Value { get; set; }

    public MissingFigure? Missing { get; set; }

    public string? Flag { get; set; }

    public decimal? Weight { get; set; }

    public string? Parent { get; set; }

    /// <summary>Lines that add up to it, by what tells them apart.</summary>
    public Dictionary<string, FileLine> Parts { get; } = new(StringComparer.Ordinal);

    public void AddUp(SeriesEntry part)
    {
        Value += part.Value;
        Missing ??= part.Missing;
        Flag ??= part.Flag;
    }

    /// <remarks>Called after the value was found to be a whole number that fits.</remarks>
    public ReferenceRow ToRow() => new(Code, Title, (int)Value, Region, Year, Missing, Flag, Weight, Parent);
}

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

/// <summary>Refuses groups beside their parts: whoever adds such rows up counts each twice.</summary>
internal sealed class LevelCheck(ReferenceMapping mapping, FileErrors errors)
{
    private const int MinOthers = 3;
    private const int MinStemLength = 2;

    public void Run(IEnumerable<SeriesEntry> entries)
    {
        if (mapping.MixedLevels || mapping.Kind is not (ReferenceKind.Completions or ReferenceKind.Openings))
        {
            return;
        }

        foreach (var slice in entries.GroupBy(entry => (entry.Region, entry.Year)))
        {
            var rows = slice.Select(entry => (Stem: Codes.Stem(entry.Code), Entry: entry)).OrderBy(row => row.Stem, StringComparer.Ordinal).ToList();
            for (var at = 0; at < rows.Count; at++)
            {
                Check(rows, at);
            }

            CheckSum([.. slice]);
        }
    }

    /// <summary>A group is at least as large as what is given of its parts; a code that is shorter by chance mostly is not.</summary>
    private void Check(List<(string Stem, SeriesEntry Entry)> rows, int at)
    {
        var (stem, group) = rows[at];
        if (stem.Length < MinStemLength)
        {
            return;
        }

        var parts = rows.Skip(at + 1).TakeWhile(row => row.Stem.StartsWith(stem, StringComparison.Ordinal)).Where(row => row.Stem.Length > stem.Length).ToList();
        if (parts.Count > 0 && (group.Missing is not null || group.Value >= parts.Sum(part => part.Entry.Value)))
        {
            errors.Add(
                $"A group stands beside its parts (such as {parts[0].Entry.Code}), so that they would count twice: keep one level by where or a pattern, or say mixedLevels.",
                mapping.Code.Column, group.Line, group.Code);
        }
    }

    private void CheckSum(List<SeriesEntry> slice)
    {
        if (slice.Count <= MinOthers || slice.Exists(entry => entry.Missing is not null) || slice.MaxBy(entry => entry.Value) is not { Value: > 0 } largest
            || largest.Value * 2 != slice.Sum(entry => entry.Value) || slice.Count(entry => entry.Value > 0) <= MinOthers)
        {
            return;
        }

        errors.Add("The row is exactly the sum of all others of its region and year: name it in totals, or say mixedLevels.", mapping.Code.Column, largest.Line, largest.Code);
    }
}

/// <summary>Checks what rows without figures say of each other.</summary>
internal static class LinkCheck
{
    private const decimal Tolerance = 0.01m;

    public static void Run(ReferenceKind kind, IReadOnlyList<SeriesEntry> entries, FileErrors errors)
    {
        if (kind == ReferenceKind.Classification)
        {
            Parents(entries, errors);
            return;
        }

        if (kind == ReferenceKind.CombinedCodes)
        {
            return;
        }

        foreach (var code in entries.GroupBy(entry => entry.Code, StringComparer.Ordinal).Where(code => code.Any(entry => entry.Weight is not null)))
        {
            if (code.Any(entry => entry.Weight is null))
            {
                errors.Add("Some pairs of the code have a weight and some have none.", "weight", code.First().Line, code.Key);
            }
            else if (code.Sum(entry => entry.Weight!.Value) is var sum && sum > 1 + Tolerance)
            {
                errors.Add("The weights of the code add up to more than 1.", "weight", code.First().Line, $"{code.Key}: {SourceText.Text0(sum)}");
            }
        }
    }

    private static void Parents(IReadOnlyList<SeriesEntry> entries, FileErrors errors)
    {
        var byCode = entries.ToDictionary(entry => entry.Code, StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (entry.Title.Length == 0)
            {
                errors.Add("A code has no label.", "label", entry.Line, entry.Code);
            }

            if (entry.Parent is { } parent && !byCode.ContainsKey(parent))
            {
                errors.Add("The code above is not in the file.", "parent", entry.Line, parent);
            }

            var (above, steps) = (entry.Parent, 0);
            while (above is not null && byCode.TryGetValue(above, out var next) && ++steps <= byCode.Count && above != entry.Code)
            {
                above = next.Parent;
            }

            if (above == entry.Code || steps > byCode.Count)
            {
                errors.Add("The code lies above itself.", "parent", entry.Line, entry.Code);
            }
        }
    }
}
