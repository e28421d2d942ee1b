using System.Collections.Immutable;
using VocMatch.Alignment.Data;
using VocMatch.Alignment.Disclosure;
using VocMatch.Contracts.Students;

namespace VocMatch.Alignment.Indicators;

/// <summary>The fixed lattice of tables that are published: no other cross of traits is ever counted.</summary>
internal sealed class Families
{
    /// <summary>Employers with fewer staff are small firms (Commission Recommendation 2003/361/EC).</summary>
    public const int SmallFirmStaff = 50;

    public const int ByField = 0;
    public const int ByGroup = 1;
    public const int ByRural = 2;
    public const int ByDisability = 3;
    public const int BySex = 4;
    public const int ByAdult = 5;

    public const int SeatsByGroup = 0;
    public const int SeatsBySite = 1;
    public const int SeatsByFirm = 2;
    public const int SeatsWithoutCandidate = 3;
    public const int Filled = 0;
    public const int Unfilled = 1;

    public const int DoubleQualified = 0;

    public const int SearchesByField = 0;
    public const int Searchers = 0;
    public const int SearchDays = 1;

    /// <summary>The category of those who have a yes-or-no trait.</summary>
    public const int Yes = 0;
    public const int No = 1;

    public const int Female = 0;
    public const int Male = 1;

    public const int SmallFirm = 0;
    public const int LargerFirm = 1;

    private static readonly ImmutableArray<string> YesNo = ["yes", "no"];

    public Families(DataIndex index)
    {
        ImmutableArray<string> regions = [.. index.Regions.Select(r => r.Id.Value)];
        ImmutableArray<string> fields = [.. index.Fields.Select(f => f.Code)];
        ImmutableArray<string> groups = [.. index.Groups.Select(g => g.Code)];
        Causes = [.. index.Data.Mismatches.Select(m => m.Cause).Distinct().Order(StringComparer.Ordinal)];
        Students = new(
            "students",
            regions,
            [.. Enum.GetNames<StudentOutcome>()],
            [
                new("field", fields),
                new("occupation group", groups),
                new("rural", YesNo),
                new("disability", YesNo),
                new("sex", ["female", "male", "other or not stated"]),
                new("adult", YesNo),
            ]);
        Seats = new(
            "seats",
            regions,
            ["filled", "unfilled"],
            [
                new("occupation group", groups),
                new("rural site", ["yes", "no", "not known"]),
                new("firm", ["small", "larger", "not known"]),
                new("occupation group without a candidate", [.. groups, "with candidates, or not searched"]),
            ]);
        Teachers = new("teachers", regions, ["double-qualified", "other"], []);
        Mismatches = new("mismatches", regions, Causes, []);
        Searches = new("searches without result", regions, ["students", "searches"], [new("field", fields)]);
        Count(index);
    }

    public ImmutableArray<string> Causes { get; }

    public TableFamily Students { get; }

    public TableFamily Seats { get; }

    public EmployerDominance SeatEmployers { get; } = new();

    public TableFamily Teachers { get; }

    public TableFamily Mismatches { get; }

    public TableFamily Searches { get; }

    private void Count(DataIndex index)
    {
        foreach (var student in index.Data.Students)
        {
            var program = index.Program(student.Program);
            Students.Add(
                index.Region(student.Region),
                (int)student.Outcome,
                [
                    index.Field(program.Field), index.Group(program.Occupations[0]), Category(student.Rural), Category(student.Disability),
                    SexOf(student.Sex), Category(student.Adult),
                ],
                1);
        }

        foreach (var placement in index.Data.Placements)
        {
            var region = index.Region(placement.Region);
            var group = index.Group(placement.Occupation);
            ReadOnlySpan<int> categories =
                [group, Site(placement.RuralSite), Firm(placement.EmployerStaff), placement.WithoutCandidate ? group : index.Groups.Length];
            foreach (var (state, seats) in
                (ReadOnlySpan<(int, int)>)[(Filled, placement.FilledSeats), (Unfilled, placement.Seats - placement.FilledSeats)])
            {
                Seats.Add(region, state, categories, seats);
                SeatEmployers.Add(Seats.CellsOf(region, state, categories), placement.Employer, seats);
            }
        }

        foreach (var staff in index.Data.Staff)
        {
            var region = index.Region(staff.Region);
            Teachers.Add(region, DoubleQualified, [], staff.DoubleQualified);
            Teachers.Add(region, 1 - DoubleQualified, [], staff.Teachers - staff.DoubleQualified);
        }

        foreach (var mismatch in index.Data.Mismatches)
        {
            Mismatches.Add(index.Region(mismatch.Region), Causes.IndexOf(mismatch.Cause), [], mismatch.Cases);
        }

        foreach (var gap in index.Data.SearchGaps)
        {
            var (region, field) = (index.Region(gap.Region), index.Field(gap.Field));
            Searches.Add(region, Searchers, [field], 1);
            Searches.Add(region, SearchDays, [field], gap.Searches);
        }
    }

    private static int SexOf(Sex? sex) => sex switch { Sex.Female => Female, Sex.Male => Male, _ => 2 };

    private static int Site(bool? rural) => rural switch { null => 2, true => Yes, false => No };

    private static int Category(bool trait) => trait ? Yes : No;

    private static int Firm(int? staff) => staff switch { null => 2, < SmallFirmStaff => SmallFirm, _ => LargerFirm };
}
