using System.Collections.Immutable;
using VocMatch.Alignment.Data;
using VocMatch.Alignment.Disclosure;
using VocMatch.Alignment.Indicators;

namespace VocMatch.Alignment.Reports;

/// <summary>The counts of some regions together, as far as they may be shown, and what is printed of them.</summary>
internal sealed class RegionSums
{
    private readonly ImmutableArray<string> _regions;
    private readonly FigureRules _figures;
    private readonly ReportRelease _release;
    private readonly GroupSums _students, _seats, _filled, _teachers, _mismatches, _searches, _supply;

    /// <param name="regions">Each once.</param>
    public RegionSums(ReportRelease release, ImmutableArray<string> regions)
    {
        (_release, _regions) = (release, regions);
        _figures = new(release.Students.Rules, persons: true);
        (_students, _teachers, _searches) = (new(release.Students, regions), new(release.Teachers, regions), new(release.Searches, regions));
        (_mismatches, _supply, _filled) = (new(release.Mismatches, regions), new(release.Supply, regions), new(release.Filled, regions));
        _seats = new(release.Seats, regions, overHidden: false);
    }

    public FigureRules Figures => _figures;

    public int? Supply(SummedRows rows) =>
        rows.Has(Columns.Field) ? Count(_supply, _release.Supply, null, Families.SupplyByField, rows.Name)
        : rows.Has(Columns.Group) ? Count(_supply, _release.Supply, null, Families.SupplyByGroup, rows.Name)
        : Count(_supply, _release.Supply, null);

    public int? Seats(SummedRows rows) => rows.Has(Columns.Group) ? Seats(rows.Name) : _seats.Exact(_release.Seats.Counts.AllStates);

    /// <summary>Of a field its share of the seats, else all.</summary>
    public int? Demand(SummedRows rows) => rows.Has(Columns.Field) ? Figure(Added(rows, Columns.DemandShared)) : Seats(rows);

    public int? Filled(SummedRows rows) => Filled(rows.Has(Columns.Group) ? rows.Name : null);

    /// <summary>Students with an outcome, or with any that is known.</summary>
    public int? Students(SummedRows rows, StudentOutcome? outcome = null)
    {
        var (classification, category) = rows.Has(Columns.Field) ? (Families.ByField, rows.Name) : rows.Has(Columns.Group) ? (Families.ByGroup, rows.Name) : (-1, "");
        return Students(outcome, classification, category);
    }

    public Cell WithOutcome(SummedRows rows, Column column, StudentOutcome outcome) => _figures.Count(column, Students(rows, outcome));

    /// <summary>Students with a trait, as a share of all.</summary>
    public Cell ShareOfStudents(Column column, int classification) => _figures.PersonRate(
        column, _students.Printed(_release.Students.Counts.AllStates, classification, Families.Yes), Students(null, -1, ""));

    /// <summary>Students of a category who were placed, and all of it whose outcome is known.</summary>
    public (int? Placed, int? Known) Outcomes(int classification, int category)
    {
        var known = _students.Printed(_release.Students.Counts.AllStates, classification, category);
        return (known - _students.Printed((int)StudentOutcome.NotPlaced, classification, category), known);
    }

    public int? Teachers() => _teachers.Printed(_release.Teachers.Counts.AllStates);

    public int? DoubleQualified() => _teachers.Printed(Families.DoubleQualified);

    public int? Searched(SummedRows rows) => rows.Has(Columns.Field)
        ? Count(_searches, _release.Searches, null, Families.SearchesByField, rows.Name)
        : Count(_searches, _release.Searches, null);

    public int? Missed(SummedRows rows) => _mismatches.Printed(CauseOf(rows.Name));

    private int? Students(StudentOutcome? outcome, int classification, string category) => classification < 0
        ? _students.Printed((int?)outcome ?? _release.Students.Counts.AllStates)
        : Count(_students, _release.Students, (int?)outcome, classification, category);

    /// <summary>As <see cref="Figures.Filled"/>: filled seats of all are the students placed.</summary>
    private int? Filled(string? group)
    {
        var students = _release.Students;
        return students.IsHidden(students.Counts.Cell(students.Counts.AllRegions, (int)StudentOutcome.PlacedInField))
            || students.IsHidden(students.Counts.Cell(students.Counts.AllRegions, (int)StudentOutcome.PlacedElsewhere)) ? null
            : group is null ? _filled.Printed(_release.Filled.Counts.AllStates)
            : Count(_filled, _release.Filled, null, Families.FilledByGroup, group);
    }

    private int? Seats(string group) =>
        Category(_release.Seats, Families.SeatsByGroup, group) is >= 0 and var category ? _seats.Exact(_release.Seats.Counts.AllStates, Families.SeatsByGroup, category) : 0;

    public Cell SeatShare(Column column, int classification, int part, int rest)
    {
        var all = _release.Seats.Counts.AllStates;
        var counted = _seats.Exact(all, classification, part);
        return FigureRules.SeatRate(column, counted, counted + _seats.Exact(all, classification, rest));
    }

    /// <summary>Of a group.</summary>
    public Cell WithoutCandidate(SummedRows rows) =>
        _seats.Exact(_release.Seats.Counts.AllStates, Families.SeatsWithoutCandidate, Category(_release.Seats, Families.SeatsWithoutCandidate, rows.Name)) is { } seats
            ? Cell.Of(Columns.WithoutCandidate, seats)
            : Cell.Confidential;

    public Cell WithoutCandidateInAll()
    {
        var (all, counts) = (_release.Seats.Counts.AllStates, _release.Seats.Counts);
        return _seats.Exact(all) - _seats.Exact(all, Families.SeatsWithoutCandidate, counts.Categories(Families.SeatsWithoutCandidate) - 1) is { } seats
            ? Cell.Of(Columns.WithoutCandidate, seats)
            : Cell.Confidential;
    }

    public static int? Figure(Cell cell) => cell.Kind == CellKind.Number ? (int)cell.Number : null;

    /// <summary>A category that the release does not have has nobody in it.</summary>
    private static int? Count(GroupSums sums, ReleasedFamily family, int? state, int classification = -1, string category = "") =>
        classification < 0 ? sums.Printed(state ?? family.Counts.AllStates)
        : Category(family, classification, category) is >= 0 and var at ? sums.Printed(state ?? family.Counts.AllStates, classification, at)
        : 0;

    private int CauseOf(string cause) => cause == PeopleTables.AllCauses ? _release.Mismatches.Counts.AllStates : _release.Mismatches.Counts.States.IndexOf(cause);

    private static int Category(ReleasedFamily family, int classification, string name) => family.Counts.Classifications[classification].Categories.IndexOf(name);

    /// <summary>A figure that nobody is counted in, added up as printed; what one part lacks, the sum lacks.</summary>
    public Cell Added(SummedRows rows, Column column)
    {
        if (!rows.Has(column))
        {
            return Cell.NotApplicable;
        }

        // By field a region without a row has none of it; elsewhere it is not known how much.
        var cells = rows.Of(column);
        return cells.FirstOrDefault(cell => cell.Kind != CellKind.Number) is { Kind: not CellKind.Text } missing ? missing
            : cells.Length < _regions.Length && column != Columns.DemandShared ? Cell.Missing(Contracts.Alignment.MissingFigure.NotAvailable)
            : Cell.Of(column, cells.Sum(cell => cell.Number));
    }

    public static Cell WhereCounted(SummedRows rows, Column column, Cell cell) =>
        rows.Of(column).All(part => part.Kind == CellKind.NotApplicable) ? Cell.NotApplicable : cell;

    public static Cell Same(SummedRows rows, Column column) => rows.Of(column).Distinct().ToList() is [var only] ? only : Cell.NotApplicable;
}
