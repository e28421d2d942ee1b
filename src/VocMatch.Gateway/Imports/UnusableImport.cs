using System.Collections.Immutable;
using System.Globalization;
using VocMatch.Contracts.Outcomes;
using VocMatch.Gateway.Problems;

namespace VocMatch.Gateway.Imports;

/// <summary>The answer to a file of which nothing can be used: one that looks like success would be read as one.</summary>
internal static class UnusableImport
{
    private const int LinesNamed = 10;

    /// <summary>What is wrong once for all the lines it is wrong with, what most lines have first.</summary>
    public static Problem Problem(ImportReport report)
    {
        if (report.Wrong == 0)
        {
            return new Problem(ProblemTypes.NothingImported, "The file has no rows.");
        }

        var groups = report.Errors
            .GroupBy(error => (error.Field, error.Rule))
            .OrderByDescending(group => group.Count()).ThenBy(group => group.First().Line)
            .Select(group => new Violation(group.Key.Field ?? "", group.First().Value, $"{group.Key.Rule} ({Lines([.. group.Select(error => error.Line).Distinct()])})"))
            .ToImmutableArray();
        var detail = string.Create(CultureInfo.InvariantCulture, $"Nothing was taken: all {report.Wrong} lines are wrong.");
        return new Problem(ProblemTypes.NothingImported, detail, groups);
    }

    private static string Lines(ImmutableArray<long> lines)
    {
        var named = string.Join(", ", lines.Take(LinesNamed).Select(line => line.ToString(CultureInfo.InvariantCulture)));
        return lines.Length == 1 ? $"line {named}"
            : lines.Length <= LinesNamed ? $"lines {named}"
            : string.Create(CultureInfo.InvariantCulture, $"lines {named} and {lines.Length - LinesNamed} more");
    }
}
