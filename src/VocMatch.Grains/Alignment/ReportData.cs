using System.Collections.Immutable;
using VocMatch.Alignment.Classifications;
using VocMatch.Alignment.Data;
using VocMatch.Alignment.Published;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Grains.Adjustments;

namespace VocMatch.Grains.Alignment;

/// <summary>The rows of one report, read from the store.</summary>
/// <param name="Postings">Seats of every placement ever posted, for series that reach back before the period.</param>
/// <param name="Generated">True where a generator made any of them.</param>
internal sealed record ReportRows(AlignmentData Data, AlignmentData Postings, bool Generated);

/// <summary>Reads what a report is computed from: everything, streamed, and of every row only what is counted.</summary>
internal sealed class ReportData(IAlignmentReading reading, IReadSide readSide, ITaxonomy taxonomy)
{
    /// <summary>Age on the period's first day from which a student is an adult learner (as Eurostat counts adult learning).</summary>
    public const int AdultAge = 25;

    public Task<EntityCounts> Count(CancellationToken cancellation) => readSide.Counts(cancellation);

    /// <param name="counts">Rows there were when the reading began.</param>
    public async Task<ReportRows> Read(
        Period period, ImmutableArray<ReferenceSeries> imported, RowMeter meter, EntityCounts counts, CancellationToken cancellation)
    {
        var snapshot = taxonomy.Current;
        var schools = await Read("reading schools", reading.Schools(cancellation), counts.Schools, meter);
        var regionOf = schools.ToDictionary(school => school.Id, school => school.Region);
        var programs = await Read("reading programs", readSide.PublishedPrograms(null, cancellation), counts.Programs, meter);
        var staff = (await Read("reading employers", reading.Employers(cancellation), counts.Employers, meter)).ToDictionary(employer => employer.Id, employer => employer.Staff);
        var posted = await Read("reading placements", reading.PostedPlacements(cancellation), counts.Placements, meter);
        var students = await Read("reading students", reading.Students(cancellation), counts.Students, meter);
        meter.Begin("computing");

        ImmutableArray<ProgramRow> programRows =
        [
            .. programs.Where(program => regionOf.ContainsKey(program.Content.School))
                .Select(program => Situations.Row(program, regionOf[program.Content.School]))
                .Select(row => row with { ExpectedCompleters = InPeriod(row.ExpectedCompleters, period) }),
        ];
        var known = programRows.Select(program => program.Id).ToHashSet();
        var adults = period.From.AddYears(-AdultAge);
        var openings = ImportedSeries.OutsideOpenings(imported);
        var data = new AlignmentData
        {
            Period = period,
            Regions = [.. snapshot.Regions.Values.Select(region => new RegionRow(region.Id, region.Name))],
            Fields = [.. programs.Select(program => FieldGroups.Of(program.Content.Field)).DistinctBy(field => field.Code)],
            OccupationGroups =
            [
                .. snapshot.Occupations.Values.Select(occupation => OccupationGroups.Of(occupation.Code))
                    .Concat(openings.Select(row => OccupationGroups.Of(row.OccupationGroup)))
                    .Append(OccupationGroups.None)
                    .DistinctBy(group => group.Code),
            ],
            Occupations =
            [
                .. snapshot.Occupations.Values.Select(occupation =>
                    new OccupationRow(occupation.Id, occupation.Name, OccupationGroups.Of(occupation.Code).Code)),
                new(Situations.NoOccupation, OccupationGroups.None.Title, OccupationGroups.None.Code),
            ],
            Skills = [.. snapshot.Skills.Values.Select(skill => new SkillRow(skill.Id, skill.Name))],
            Programs = programRows,
            Placements = [.. posted.Where(placement => placement.FirstDay >= period.From && placement.FirstDay <= period.Through).Select(placement => Row(placement, staff.GetValueOrDefault(placement.Employer)))],
            Students = [.. students.Where(student => known.Contains(student.Program)).Select(student => Row(student, adults))],
            Staff =
            [
                .. schools.Where(school => school.Staff is not null)
                    .Select(school => new StaffRow(school.Id, school.Region, school.Staff!.Teachers, school.Staff.DoubleQualified)),
            ],
            OutsideOpenings = openings,
        };
        return new(
            data,
            data with { Placements = [.. posted.Select(placement => Row(placement, staff.GetValueOrDefault(placement.Employer)))] },
            students.Any(student => student.Generated) || posted.Any(placement => placement.Generated));
    }

    /// <summary>Yearly completers for a period of whole months, half a person rounded up.</summary>
    private static int InPeriod(int yearly, Period period)
    {
        var months = ((period.Through.Year - period.From.Year) * 12) + period.Through.Month - period.From.Month + 1;
        return (int)((((long)yearly * months) + 6) / 12);
    }

    /// <param name="staff">Of the employer.</param>
    public static PlacementRow Row(PostedPlacement placement, int? staff) => new()
    {
        Id = placement.Id,
        Employer = placement.Employer,
        EmployerStaff = staff,
        Region = placement.Region,
        Occupation = placement.Occupation,
        Seats = placement.Seats,
        FilledSeats = Math.Clamp(placement.Seats - placement.OpenSeats, 0, placement.Seats),
        Published = placement.FirstDay,
        RuralSite = null,
        Skills = [.. placement.Skills.Select(asked => new WeightedSkill(asked.Skill, Situations.Weight(asked.Essential)))],
    };

    /// <summary>Nothing that was recorded says what became of a student yet: that is unknown, which is not "not placed".</summary>
    private static StudentRow Row(CountedStudent student, DateOnly bornThrough) => new(
        student.Id,
        student.Program,
        student.Region,
        student.Tags.Contains("rural"),
        student.Tags.Contains("disability"),
        student.Tags.Contains("women-in-trade") ? Sex.Female : Sex.NotStated,
        student.BirthDate <= bornThrough,
        StudentOutcome.Unknown);

    private static async Task<List<T>> Read<T>(string step, IAsyncEnumerable<T> rows, long counted, RowMeter meter)
    {
        var read = new List<T>();
        meter.Begin(step);
        await foreach (var row in rows)
        {
            read.Add(row);
            meter.Advance(read.Count);
        }

        meter.End(counted);
        return read;
    }
}
