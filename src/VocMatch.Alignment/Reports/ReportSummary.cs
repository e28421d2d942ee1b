using System.Collections.Immutable;
using VocMatch.Alignment.Indicators;

namespace VocMatch.Alignment.Reports;

/// <summary>The report in some sentences, made of figures that it prints, and of no others.</summary>
internal static class ReportSummary
{
    private const int Named = 3;

    public static ImmutableArray<string> Of(AlignmentReport report)
    {
        if (report.Find("regions") is not { Rows: [var row, ..] } regions)
        {
            return [];
        }

        var sentences = ImmutableArray.CreateBuilder<string>();
        Add(sentences, [At(regions, row, Columns.Demand), At(regions, row, Columns.Supply), At(regions, row, Columns.Ratio)], figures =>
            $"Employers posted {figures[0]} seats; colleges expect {figures[1]} to complete: {figures[2]} for each seat.");
        Add(sentences, [At(regions, row, Columns.FillRate), At(regions, row, Columns.PlacementRate), At(regions, row, Columns.InFieldRate)], figures =>
            $"{figures[0]} % of the seats were filled; of students whose outcome is known {figures[1]} % were placed, {figures[2]} % in their field.");
        AddGroups(sentences, report, row[0], "Seats exceed completers most in", gap => gap > 0, descending: true);
        AddGroups(sentences, report, row[0], "Completers exceed seats most in", gap => gap < 0, descending: false);
        Add(sentences, [At(regions, row, Columns.SkillCoverage)], figures =>
            $"{figures[0]} % of the skills that seats ask for, weighted, are taught by some program.");
        AddCauses(sentences, report, row[0]);
        return sentences.ToImmutable();
    }

    /// <summary>The name of the region in scope.</summary>
    public static string NameOf(AlignmentReport report) =>
        report.Scope is { } scope ? Printed.RegionNames(report).GetValueOrDefault(scope, scope) : "";

    private static void AddGroups(
        ImmutableArray<string>.Builder sentences, AlignmentReport report, Cell region, string begin, Func<decimal, bool> wanted, bool descending)
    {
        if (report.Find("occupation-groups") is not { } groups)
        {
            return;
        }

        var rows = groups.Rows.Where(row => row[0] == region && At(groups, row, Columns.Gap) is { Kind: CellKind.Number } gap && wanted(gap.Number));
        var named = (descending ? rows.OrderByDescending(Gap) : rows.OrderBy(Gap)).Take(Named)
            .Select(row => $"{At(groups, row, Columns.GroupTitle)} ({Printed.Figure(At(groups, row, Columns.Demand))} seats, {Printed.Figure(At(groups, row, Columns.Supply))} completers)")
            .ToList();
        if (named.Count > 0)
        {
            sentences.Add($"{begin}: {string.Join("; ", named)}.");
        }

        decimal Gap(ImmutableArray<Cell> row) => At(groups, row, Columns.Gap).Number;
    }

    private static void AddCauses(ImmutableArray<string>.Builder sentences, AlignmentReport report, Cell region)
    {
        if (report.Find("mismatch") is not { } table)
        {
            return;
        }

        var rows = table.Rows.Where(row => row[0] == region && At(table, row, Columns.Cases) is { Kind: CellKind.Number, Number: > 0 }).ToList();
        var causes = rows.Where(row => $"{At(table, row, Columns.Cause)}" != PeopleTables.AllCauses)
            .OrderByDescending(row => At(table, row, Columns.Cases).Number)
            .Take(Named)
            .Select(row => $"{At(table, row, Columns.Cause)} ({Printed.Figure(At(table, row, Columns.Cases))})")
            .ToList();
        if (causes.Count > 0)
        {
            sentences.Add($"Rounds left seats empty and students without a place at once, above all for: {string.Join(", ", causes)}.");
        }
    }

    /// <summary>Adds the sentence where all its figures are printed.</summary>
    private static void Add(ImmutableArray<string>.Builder sentences, ReadOnlySpan<Cell> cells, Func<string[], string> sentence)
    {
        var figures = new string[cells.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            if (cells[i].Kind != CellKind.Number)
            {
                return;
            }

            figures[i] = Printed.Figure(cells[i]);
        }

        sentences.Add(sentence(figures));
    }

    /// <summary>Not applicable where the table has no such column, as in a quarter.</summary>
    private static Cell At(ReportTable table, ImmutableArray<Cell> row, Column column) =>
        table.Columns.IndexOf(column) is >= 0 and var at ? row[at] : Cell.NotApplicable;
}
