using VocMatch.Alignment.Data;
using VocMatch.Alignment.Disclosure;
using VocMatch.Alignment.Indicators;

namespace VocMatch.Alignment.Reports;

/// <summary>The protected counts of regions and of the nation, and what is printed of them.</summary>
internal sealed class Figures(DataIndex index, Measures measures, ReportRelease release, DisclosureRules rules, bool persons) : FigureRules(rules, persons)
{
    public DataIndex Index { get; } = index;

    public Measures Measures { get; } = measures;

    public ReportRelease Release { get; } = release;

    /// <summary>The index of the nation's rows.</summary>
    public int Nation => Index.Regions.Length;

    /// <summary>Whether any imported series says what occupations are entered with: where none does there is no column of it.</summary>
    public bool HasEntryEducation { get; } = index.Data.Occupations.Any(o => o.EntryEducation is not null) || index.Data.OutsideOpenings.Any(o => !o.EntryEducation.IsEmpty);

    public Cell RegionCode(int region) => Cell.Of(region == Nation ? "nation" : Index.Regions[region].Id.Value);

    public Cell RegionName(int region) => Cell.Of(region == Nation ? "All regions" : Index.Regions[region].Name);

    /// <summary>A cell of a family; classification -1 for all categories.</summary>
    public int CellOf(ReleasedFamily family, int region, int? state = null, int classification = -1, int category = -1)
    {
        var counts = family.Counts;
        var (at, of) = (region == Nation ? counts.AllRegions : region, state ?? counts.AllStates);
        return classification < 0 ? counts.Cell(at, of) : counts.Cell(at, of, classification, category);
    }

    /// <summary>Placed and known students; null where a count they need is hidden.</summary>
    public (int? Placed, int? Known) Outcomes(int region, int classification, int category)
    {
        var known = Students(region, null, classification, category);
        return (known - Students(region, StudentOutcome.NotPlaced, classification, category), known);
    }

    /// <summary>Students with an outcome, or with any that is known; null where hidden.</summary>
    public int? Students(int region, StudentOutcome? outcome, int classification = -1, int category = -1) =>
        Release.Students.Printed(CellOf(Release.Students, region, (int?)outcome, classification, category));

    /// <summary>Completers expected, of all fields or of one or of an occupation group.</summary>
    public int? Supply(int region, int classification = -1, int category = -1) =>
        Release.Supply.Printed(CellOf(Release.Supply, region, null, classification, category));

    /// <summary>Seats posted in a group, or in all groups where it is null.</summary>
    public int? Seats(int region, int? group) => Release.Seats.Exact(
        group is { } g ? CellOf(Release.Seats, region, null, Families.SeatsByGroup, g) : CellOf(Release.Seats, region));

    /// <summary>
    /// Seats filled, each by a person. Over the nation they are the students placed: where one of their counts is hidden no filled seats are
    /// shown, or they would give it away.
    /// </summary>
    public int? Filled(int region, int? group) =>
        Students(Nation, StudentOutcome.PlacedInField) is null || Students(Nation, StudentOutcome.PlacedElsewhere) is null ? null
        : Release.Filled.Printed(group is { } g ? CellOf(Release.Filled, region, null, Families.FilledByGroup, g) : CellOf(Release.Filled, region));

    /// <summary>Whether what rests on acceptances of this very day may be shown: a region that repeats an earlier release must not tell of them.</summary>
    public bool FilledAnew(int region) =>
        Filled(region, null) is not null
        && (region == Nation
            ? Release.Filled.HeldRegions.Length < Nation
            : !Release.Filled.HeldRegions.Contains(Index.Regions[region].Id.Value));
}
