using System.Collections.Immutable;
using System.Globalization;
using VocMatch.Alignment.Data;
using VocMatch.Alignment.Disclosure;
using VocMatch.Alignment.Indicators;

namespace VocMatch.Alignment.Reports;

/// <summary>
/// Some regions, those of a state for one, as one: a row of their sum above their own rows and those of all regions. The sum is of the
/// counts behind the report as far as <see cref="GroupSums"/> may show them, each person and seat once; rates are computed from it as a region's
/// are from its counts. What does not add up (medians, indexes, coverage of skills) is not applicable.
/// </summary>
internal sealed class RegionGroup
{
    /// <summary>In place of a region's id, which it can never be.</summary>
    public const string Code = "(sum)";

    private static readonly ImmutableHashSet<string> WithoutSum = ["comparison", "trends"];

    private readonly string _name;
    private readonly ImmutableArray<string> _regions;
    private readonly FigureRules _figures;
    private readonly ReportRelease _release;
    private readonly GroupSums _students, _seats, _filled, _teachers, _mismatches, _searches, _supply;

    /// <param name="regions">Each once.</param>
    public RegionGroup(ReportRelease release, ImmutableArray<string> regions, string name)
    {
        (_release, _regions, _name) = (release, regions, name);
        _figures = new(release.Students.Rules, persons: true);
        (_students, _teachers, _searches) = (new(release.Students, regions), new(release.Teachers, regions), new(release.Searches, regions));
        (_mismatches, _supply, _filled) = (new(release.Mismatches, regions), new(release.Supply, regions), new(release.Filled, regions));
        _seats = new(release.Seats, regions, overHidden: false);
    }

    public AlignmentReport Of(AlignmentReport report) => report with
    {
        Limits = report.Limits.Add(string.Create(
            CultureInfo.InvariantCulture,
            $"{_name} is the sum of {_regions.Length} regions ({string.Join(", ", _regions)}), each person and each seat counted once. Rates are computed from the sums; what does not add up has none ([z]); a sum that would tell a hidden figure of a part is hidden ([c]).")),
        Tables = [.. report.Tables.Select(table => table.Columns[0] == Columns.Region ? Of(table) : table).Where(table => table.Rows.Length > 0)],
    };

    private ReportTable Of(ReportTable table)
    {
        var parts = table.Of([.. _regions]);
        ImmutableArray<ImmutableArray<Cell>> sums = WithoutSum.Contains(table.Id) || parts.Rows.IsEmpty ? [] : [.. Sums(parts)];
        return parts with { Rows = [.. sums, .. parts.Rows, .. table.Of("nation").Rows] };
    }

    /// <summary>A row for each subject (a field, a group, a cause) that a part has: codes in their order, others in that of the parts.</summary>
    private IEnumerable<ImmutableArray<Cell>> Sums(ReportTable parts)
    {
        var subjects = parts.Columns.Contains(Columns.RegionName) ? [new Subject(parts, 0, parts.Rows)] : parts.Rows.GroupBy(row => row[1]).Select(rows => new Subject(parts, 1, [.. rows]));
        if (parts.Columns.Contains(Columns.Field) || parts.Columns.Contains(Columns.Group))
        {
            subjects = subjects.OrderBy(subject => subject.Name, StringComparer.Ordinal);
        }

        return
            from subject in subjects
            where parts.Id != "mismatch" || subject.Rows.Length == _regions.Length
            select subject.Rows[0].Select((cell, at) =>
                at == 0 ? Cell.Of(Code)
                : parts.Columns[at] == Columns.RegionName ? Cell.Of(_name)
                : Sum(subject, parts.Columns[at], cell)).ToImmutableArray();
    }

    private Cell Sum(Subject subject, Column column, Cell first) => column.Formula is null ? first : subject.Parts.Id switch
    {
        "equity" => Equity(subject, column),
        "mismatch" => _figures.Count(column, _mismatches.Printed(CauseOf(subject.Name))),
        "provision" => Provision(subject, column),
        "search-gaps" => _figures.Count(column, Count(_searches, _release.Searches, null, Families.SearchesByField, subject.Name)),
        _ => SupplyAndDemand(subject, column),
    };

    private Cell SupplyAndDemand(Subject subject, Column column)
    {
        var (byField, byGroup) = (subject.Parts.Columns.Contains(Columns.Field), subject.Parts.Columns.Contains(Columns.Group));
        var supply = byField ? Count(_supply, _release.Supply, null, Families.SupplyByField, subject.Name) : byGroup ? Count(_supply, _release.Supply, null, Families.SupplyByGroup, subject.Name) : Count(_supply, _release.Supply, null);
        var seats = subject.Parts.Id == "coverage" && subject.Name.Length == 0 ? Figure(Added(subject, Columns.Demand))
            : byGroup ? Seats(subject.Name)
            : _seats.Exact(_release.Seats.Counts.AllStates);
        var shared = Added(subject, Columns.DemandShared);
        var demand = byField ? Figure(shared) : seats;
        var openings = Added(subject, Columns.OutsideOpenings);
        var (classification, category) = byField ? (Families.ByField, subject.Name) : byGroup ? (Families.ByGroup, subject.Name) : (-1, "");
        var known = Students(null, classification, category);
        var placed = known - Students(StudentOutcome.NotPlaced, classification, category);
        return column.Id switch
        {
            _ when column == Columns.Supply => _figures.Count(column, supply),
            _ when column == Columns.Demand => Comparable(subject, seats is { } count ? Cell.Of(column, count) : Cell.Confidential),
            _ when column == Columns.DemandShared => shared,
            _ when column == Columns.Ratio => _figures.Quotient(column, supply, demand),
            _ when column == Columns.Gap => _figures.Difference(column, demand, supply),
            _ when column == Columns.FillRate => FigureRules.SeatRate(column, Filled(byGroup ? subject.Name : null), seats),
            _ when column == Columns.Students => _figures.Count(column, known),
            _ when column == Columns.PlacementRate => _figures.PersonRate(column, placed, known),
            _ when column == Columns.InFieldRate => _figures.PersonRate(column, Students(StudentOutcome.PlacedInField, classification, category), known),
            _ when column == Columns.PlacedInField => _figures.Count(column, Students(StudentOutcome.PlacedInField, classification, category)),
            _ when column == Columns.PlacedElsewhere => _figures.Count(column, Students(StudentOutcome.PlacedElsewhere, classification, category)),
            _ when column == Columns.NotPlaced => _figures.Count(column, Students(StudentOutcome.NotPlaced, classification, category)),
            _ when column == Columns.OutsideOpenings => openings,
            _ when column == Columns.Coverage => Comparable(subject, openings.Kind == CellKind.Number ? FigureRules.SeatRate(column, seats, (int)openings.Number) : openings),
            _ when column == Columns.WithoutCandidate => WithoutCandidate(Category(_release.Seats, Families.SeatsWithoutCandidate, subject.Name)),
            _ when column == Columns.EntryEducation => Same(subject, column),
            _ => Cell.NotApplicable,
        };
    }

    private Cell Provision(Subject subject, Column column)
    {
        var (teachers, known) = (_teachers.Printed(_release.Teachers.Counts.AllStates), Students(null, -1, ""));
        return column.Id switch
        {
            _ when column == Columns.Teachers => WhereCounted(subject, column, _figures.Count(column, teachers)),
            _ when column == Columns.DoubleQualified => WhereCounted(subject, Columns.Teachers, _figures.PersonRate(column, _teachers.Printed(Families.DoubleQualified), teachers)),
            _ when column == Columns.AdultShare => _figures.PersonRate(column, Trait(Families.ByAdult), known),
            _ when column == Columns.RuralShare => _figures.PersonRate(column, Trait(Families.ByRural), known),
            _ when column == Columns.RuralSeats => SeatShare(column, Families.SeatsBySite, Families.Yes, Families.No),
            _ when column == Columns.SmallFirmSeats => SeatShare(column, Families.SeatsByFirm, Families.SmallFirm, Families.LargerFirm),
            _ when column == Columns.WithoutMatch => WhereCounted(subject, column, _figures.Count(column, Count(_searches, _release.Searches, null))),
            _ when column == Columns.WithoutCandidate => WhereCounted(subject, column, WithoutCandidateInAll()),
            _ => Cell.NotApplicable,
        };

        int? Trait(int classification) => _students.Printed(_release.Students.Counts.AllStates, classification, Families.Yes);
    }

    private Cell Equity(Subject subject, Column column)
    {
        var (classification, first, second) = PeopleTables.Trait(subject.Name);
        var all = _release.Students.Counts.AllStates;
        var cells = PeopleTables.Gap(_figures, Outcomes(first), Outcomes(second));
        ImmutableArray<Column> columns = [Columns.RateOfGroup, Columns.RateOfOthers, Columns.EquityGap, Columns.GapLow, Columns.GapHigh];
        return cells[columns.IndexOf(column)];

        (int? Placed, int? Known) Outcomes(int category)
        {
            var known = _students.Printed(all, classification, category);
            return (known - _students.Printed((int)StudentOutcome.NotPlaced, classification, category), known);
        }
    }

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

    private Cell SeatShare(Column column, int classification, int part, int rest)
    {
        var all = _release.Seats.Counts.AllStates;
        var counted = _seats.Exact(all, classification, part);
        return FigureRules.SeatRate(column, counted, counted + _seats.Exact(all, classification, rest));
    }

    private Cell WithoutCandidate(int category) =>
        _seats.Exact(_release.Seats.Counts.AllStates, Families.SeatsWithoutCandidate, category) is { } seats ? Cell.Of(Columns.WithoutCandidate, seats) : Cell.Confidential;

    private Cell WithoutCandidateInAll()
    {
        var (all, counts) = (_release.Seats.Counts.AllStates, _release.Seats.Counts);
        return _seats.Exact(all) - _seats.Exact(all, Families.SeatsWithoutCandidate, counts.Categories(Families.SeatsWithoutCandidate) - 1) is { } seats
            ? Cell.Of(Columns.WithoutCandidate, seats)
            : Cell.Confidential;
    }

    private static int? Figure(Cell cell) => cell.Kind == CellKind.Number ? (int)cell.Number : null;

    /// <summary>A category that the release does not have has nobody in it.</summary>
    private static int? Count(GroupSums sums, ReleasedFamily family, int? state, int classification = -1, string category = "") =>
        classification < 0 ? sums.Printed(state ?? family.Counts.AllStates)
        : Category(family, classification, category) is >= 0 and var at ? sums.Printed(state ?? family.Counts.AllStates, classification, at)
        : 0;

    private int CauseOf(string cause) => cause == PeopleTables.AllCauses ? _release.Mismatches.Counts.AllStates : _release.Mismatches.Counts.States.IndexOf(cause);

    private static int Category(ReleasedFamily family, int classification, string name) => family.Counts.Classifications[classification].Categories.IndexOf(name);

    /// <summary>A figure that nobody is counted in, added up as printed; what one part lacks, the sum lacks.</summary>
    private Cell Added(Subject subject, Column column)
    {
        if (!subject.Parts.Columns.Contains(column))
        {
            return Cell.NotApplicable;
        }

        // By field a region without a row has none of it; elsewhere it is not known how much.
        var cells = subject.Of(column);
        return cells.FirstOrDefault(cell => cell.Kind != CellKind.Number) is { Kind: not CellKind.Text } missing ? missing
            : cells.Length < _regions.Length && column != Columns.DemandShared ? Cell.Missing(Contracts.Alignment.MissingFigure.NotAvailable)
            : Cell.Of(column, cells.Sum(cell => cell.Number));
    }

    /// <summary>Seats that no part has beside openings of another classification have none in the sum either.</summary>
    private static Cell Comparable(Subject subject, Cell cell) =>
        subject.Parts.Id == "coverage" && subject.Of(Columns.Demand).Any(part => part.Kind == CellKind.NotApplicable) ? Cell.NotApplicable : cell;

    private static Cell WhereCounted(Subject subject, Column column, Cell cell) =>
        subject.Of(column).All(part => part.Kind == CellKind.NotApplicable) ? Cell.NotApplicable : cell;

    private static Cell Same(Subject subject, Column column) => subject.Of(column).Distinct().ToList() is [var only] ? only : Cell.NotApplicable;

    /// <summary>What a sum is of: a code or a name, with the rows that the parts have of it.</summary>
    private sealed record Subject(ReportTable Parts, int Key, ImmutableArray<ImmutableArray<Cell>> Rows)
    {
        public string Name => Key == 0 ? "" : $"{Rows[0][Key]}";

        public ImmutableArray<Cell> Of(Column column) => [.. Rows.Select(row => row[Parts.Columns.IndexOf(column)])];
    }
}
