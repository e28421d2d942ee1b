using System.Collections.Immutable;
using VocMatch.Alignment.Data;
using VocMatch.Alignment.Indicators;
using VocMatch.Alignment.Published;

namespace VocMatch.Alignment.Reports;

/// <summary>The column of entry education in tables of groups and fields: there where an imported series says it of anything.</summary>
internal static class EntryEducationColumns
{
    /// <summary>As a column of a table of rows.</summary>
    public static TableColumn<Figures, TRow> Of<TRow>(Func<Figures, TRow, ImmutableArray<EntryEducationPart>> parts) => new(
        Columns.EntryEducation,
        (figures, _, row) => Cell.Of(EntryEducation.Words(parts(figures, row))),
        static (_, rows, column) => RegionSums.Same(rows, column))
    {
        When = static figures => figures.HasEntryEducation,
    };

    /// <summary>Of a group: by the nation's openings, or where there are none, by the platform's occupations, each once.</summary>
    public static ImmutableArray<EntryEducationPart> OfGroup(Figures figures, int group)
    {
        var code = figures.Index.Groups[group].Code;
        return figures.Index.Data.OutsideOpenings.FirstOrDefault(row => row.Region is null && row.Comparable && row.OccupationGroup == code) is { EntryEducation.IsEmpty: false } nation
            ? nation.EntryEducation
            : Counted(figures.Index.Data.Occupations.Where(occupation => occupation.Group == code));
    }

    /// <summary>Of a field: of the occupations that its programs of all regions aim at, each once.</summary>
    public static ImmutableArray<EntryEducationPart> OfField(Figures figures, int field)
    {
        var code = figures.Index.Fields[field].Code;
        var targets = figures.Index.Data.Programs.Where(program => program.Field == code).SelectMany(program => program.Occupations).ToHashSet();
        return Counted(figures.Index.Data.Occupations.Where(occupation => targets.Contains(occupation.Id)));
    }

    private static ImmutableArray<EntryEducationPart> Counted(IEnumerable<OccupationRow> occupations) =>
        EntryEducation.Of(occupations.Select(occupation => (EntryEducation.OrNotGiven(occupation.EntryEducation), (long?)null)));
}
