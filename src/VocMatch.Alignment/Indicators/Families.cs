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

    public const int FilledByGroup = 0;

    public const int SupplyByField = 0;
    public const int SupplyByGroup = 1;

    public const int DoubleQualified = 0;

    public const int SearchesByField = 0;

    /// <summary>The category of those who have a yes-or-no trait.</summary>
    public const int Yes = 0;
    public const int No = 1;

    public const int Female = 0;
    public const int Male = 1;

    public const int SmallFirm = 0;
    public const int LargerFirm = 1;

    private static readonly ImmutableArray<string> YesNo = ["yes", "no"];

    private readonly ImmutableArray<string> _regions;
    private readonly HashSet<(int Region, int Classification, int Category)> _taught = [];

    public Families(DataIndex index)
    {
        _regions = [.. index.Regions.Select(r => r.Id.Value)];
        ImmutableArray<string> fields = [.. index.Fields.Select(f => f.Code)];
        ImmutableArray<string> groups = [.. index.Groups.Select(g => g.Code)];
        Students = new(
            "students whose outcome is known",
            _regions,
            [nameof(StudentOutcome.PlacedInField), nameof(StudentOutcome.PlacedElsewhere), nameof(StudentOutcome.NotPlaced)],
            [
                new("field", fields),
                new("occupation group", groups),
                new("rural", YesNo),
                new("disability", YesNo),
                new("sex", ["female", "male", "other or not stated"]),
                new("adult", YesNo),
            ]);
        Unknown = new int[_regions.Length + 1];
        Seats = new(
            "seats",
            _regions,
            ["posted"],
            [
                new("occupation group", groups),
                new("rural site", ["yes", "no", "not known"]),
                new("firm", ["small", "larger", "not known"]),
                new("occupation group without a candidate", [.. groups, "with candidates, or not searched"]),
            ]);
        Filled = new("seats filled", _regions, ["filled"], [new("occupation group", groups)]);
        Teachers = new("teachers", _regions, ["double-qualified", "other"], []);
        Searches = new("students without a match", _regions, ["searched"], [new("field", fields)]);
        Supply = new("completers", _regions, ["expected"], [new("field", fields), new("occupation group", groups)]);
        Count(index);
    }

    /// <summary>Students whose outcome is known: one whose outcome is not known has none that a table could show.</summary>
    public TableFamily Students { get; }

    /// <summary>Students whose outcome is not known, by region, the nation last.</summary>
    public int[] Unknown { get; }

    /// <summary>Seats posted: of employers, not of persons.</summary>
    public TableFamily Seats { get; }

    public EmployerDominance SeatEmployers { get; } = new();

    /// <summary>Seats filled, each by a person.</summary>
    public TableFamily Filled { get; }

    public TableFamily Teachers { get; }

    public TableFamily Searches { get; }

    /// <summary>Persons expected to complete: where a program has completed some before, last year's.</summary>
    public TableFamily Supply { get; }

    /// <summary>Seats and students that missed each other, by cause.</summary>
    public TableFamily Mismatches(DataIndex index)
    {
        ImmutableArray<string> causes = [.. index.Data.Mismatches.Select(m => m.Cause).Distinct().Order(StringComparer.Ordinal)];
        var family = new TableFamily("mismatches", _regions, causes, []);
        foreach (var mismatch in index.Data.Mismatches)
        {
            family.Add(index.Region(mismatch.Region), causes.IndexOf(mismatch.Cause), [], mismatch.Cases);
        }

        return family;
    }

    /// <summary>Which programs there are anybody can look up: where none teaches a field nobody completes it.</summary>
    public bool NobodyCompletes(CellPlace place) =>
        place.Classification >= 0 && place.Region < _regions.Length && !_taught.Contains((place.Region, place.Classification, place.Category));

    private void Count(DataIndex index)
    {
        foreach (var student in index.Data.Students)
        {
            var region = index.Region(student.Region);
            if (student.Outcome is StudentOutcome.Unknown)
            {
                Unknown[region]++;
                Unknown[^1]++;
                continue;
            }

            var program = index.Program(student.Program);
            Students.Add(
                region,
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
            Seats.Add(region, 0, categories, placement.Seats);
            SeatEmployers.Add(Seats.CellsOf(region, 0, categories), placement.Employer, placement.Seats);
            Filled.Add(region, 0, [group], placement.FilledSeats);
        }

        foreach (var staff in index.Data.Staff)
        {
            var region = index.Region(staff.Region);
            Teachers.Add(region, DoubleQualified, [], staff.DoubleQualified);
            Teachers.Add(region, 1 - DoubleQualified, [], staff.Teachers - staff.DoubleQualified);
        }

        foreach (var gap in index.Data.SearchGaps)
        {
            Searches.Add(index.Region(gap.Region), 0, [index.Field(gap.Field)], 1);
        }

        foreach (var program in index.Data.Programs)
        {
            var (region, field) = (index.Region(program.Region), index.Field(program.Field));
            _taught.Add((region, SupplyByField, field));
            foreach (var (group, completers) in Shared(index, program))
            {
                _taught.Add((region, SupplyByGroup, group));
                Supply.Add(region, 0, [field, group], completers);
            }
        }
    }

    /// <summary>A program's completers by occupation group, in whole persons: shared equally among its target occupations, by largest remainder.</summary>
    private static IEnumerable<(int Group, int Completers)> Shared(DataIndex index, ProgramRow program)
    {
        var occupations = program.Occupations.Length;
        var shares = program.Occupations.GroupBy(index.Group)
            .Select(group => (Group: group.Key, Parts: (long)program.ExpectedCompleters * group.Count()))
            .OrderByDescending(share => share.Parts % occupations)
            .ThenBy(share => share.Group)
            .ToList();
        var left = program.ExpectedCompleters - (int)shares.Sum(share => share.Parts / occupations);
        return shares.Select((share, i) => (share.Group, (int)(share.Parts / occupations) + (i < left ? 1 : 0)));
    }

    private static int SexOf(Sex? sex) => sex switch { Sex.Female => Female, Sex.Male => Male, _ => 2 };

    private static int Site(bool? rural) => rural switch { null => 2, true => Yes, false => No };

    private static int Category(bool trait) => trait ? Yes : No;

    private static int Firm(int? staff) => staff switch { null => 2, < SmallFirmStaff => SmallFirm, _ => LargerFirm };
}
