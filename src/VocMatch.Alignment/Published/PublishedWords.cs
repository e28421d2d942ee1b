using System.Globalization;
using VocMatch.Contracts.Alignment;

namespace VocMatch.Alignment.Published;

/// <summary>What stands beside published figures in words.</summary>
public static class PublishedWords
{
    /// <summary>Of which place and year the figures are, what was done to them, and what is missing.</summary>
    /// <param name="regionName">Of the series' region, where it is known.</param>
    public static string Note(PublishedSeries series, string? regionName = null)
    {
        var where = series.Region is { } region ? $"Figures of {regionName ?? $"the region '{region}'"}." : "Figures of the nation.";
        var what = series.Sources
            .Where(source => source.Year is not null || source.Note is not null)
            .Select(source => $"{source.Series}: {string.Join("; ", new[] { source.Year, source.Note }.OfType<string>().Distinct())}");
        var words = string.Join(". ", what.Select(one => string.Concat(char.ToUpperInvariant(one[0]), one[1..])));
        return $"From outside series alone; nobody on the platform is counted here. {where}{(words.Length > 0 ? $" {words}." : "")}";
    }

    public static string Remark(ProgramStatistics program)
    {
        var remarks = new List<string>();
        if (program.Match == ProgramMatch.NoOccupation)
        {
            remarks.Add("unmatched: the crosswalk names no occupation");
        }
        else if (program.Match == ProgramMatch.NoOpenings)
        {
            remarks.Add("its occupations have no published openings");
        }

        if (program.CompletionsMissing is { } missing)
        {
            remarks.Add($"completions {Why(missing, program.Mark)}");
        }
        else if (program.Mark is { } mark)
        {
            remarks.Add($"marked {mark} by the source");
        }

        if (program.OpeningsMissing is { } unknown)
        {
            remarks.Add(program.LowerBound is true
                ? $"openings are a lower bound: some of its occupations' {Why(unknown, null)}"
                : $"openings {Why(unknown, null)}");
        }
        else if (program is { Match: ProgramMatch.Matched, OpeningsShared: null, CompletionsMissing: null })
        {
            remarks.Add("no shared openings: another program that leads to its occupations has no published completions");
        }

        if (program.MatchedAs is { } code)
        {
            remarks.Add($"matched as {code}: the source's code had lost a zero");
        }

        return string.Join("; ", remarks);
    }

    private static string Why(MissingFigure missing, string? mark) => string.Create(
        CultureInfo.InvariantCulture,
        $"{missing switch
        {
            MissingFigure.Suppressed => "suppressed by the source",
            MissingFigure.Unreliable => "too unreliable for the source",
            MissingFigure.Low => "less than half of the source's unit",
            _ => "not available from the source",
        }}{(mark is null ? "" : $" ({mark})")}");
}
