using System.Collections.Immutable;
using VocMatch.Alignment.Classifications;
using VocMatch.Alignment.Data;
using VocMatch.Alignment.Published;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Reading;
using VocMatch.Contracts.Rounds;
using VocMatch.Contracts.Students;
using VocMatch.Domain.Adjustments;
using VocMatch.Domain.Reading;

namespace VocMatch.Domain.Alignment;

/// <summary>The rows of one report, read from the store.</summary>
/// <param name="Postings">Seats of every placement ever posted, for series that reach back before the period.</param>
/// <param name="Rounds">Published rounds of the period, the latest first.</param>
/// <param name="Generated">True where a generator made any of them.</param>
internal sealed record ReportRows(AlignmentData Data, AlignmentData Postings, IReadOnlyList<Round> Rounds, bool Generated);

/// <summary>Reads what a report is computed from: everything, streamed, and of every row only what is counted.</summary>
internal sealed class ReportData(
    IAlignmentReading reading, IReadSide readSide, PeriodRounds rounds, IProvisionGapReading gaps, ITaxonomy taxonomy, TimeProvider time)
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
        var employers = (await Read("reading employers", reading.Employers(cancellation), counts.Employers, meter)).ToDictionary(employer => employer.Id);
        var posted = await Read("reading placements", reading.PostedPlacements(cancellation), counts.Placements, meter);
        var students = await Read("reading students", reading.Students(cancellation), counts.Students, meter);
        meter.Begin("reading rounds");
        List<PostedPlacement> ofPeriod = [.. posted.Where(placement => period.Holds(placement.FirstDay))];
        var decided = await rounds.Read(ofPeriod.Select(placement => placement.Id).ToHashSet(), cancellation);
        meter.Begin("reading provision gaps");
        var searched = new SearchedInVain(await gaps.Recorded(period.Through, cancellation).ToListAsync(cancellation), period);
        meter.Begin("computing");

        ImmutableArray<ProgramRow> programRows =
        [
            .. programs.Where(program => regionOf.ContainsKey(program.Content.School))
                .Select(program => Situations.Row(program, regionOf[program.Content.School]))
                .Select(row => row with { ExpectedCompleters = InPeriod(row.ExpectedCompleters, period) }),
        ];
        var known = programRows.Select(program => program.Id).ToHashSet();
        var openings = ImportedSeries.OutsideOpenings(imported);
        var education = ImportedSeries.EntryEducationByCode(imported);
        var data = new AlignmentData
        {
            Period = period,
            Regions = [.. snapshot.Regions.Values.Select(region => new RegionRow(region.Id, region.Name))],
            Fields = [.. programs.Select(program => FieldGroups.Of(program.Content.Field)).Concat(searched.Fields).DistinctBy(field => field.Code)],
            OccupationGroups =
            [
                .. snapshot.Occupations.Values.Select(occupation => OccupationGroups.Of(occupation.Scheme, occupation.Code))
                    .Concat(openings.Where(row => row.Comparable).Select(row => new OccupationGroupRow(row.OccupationGroup, row.GroupTitle ?? Untitled.Title)))
                    .Append(OccupationGroups.None)
                    .DistinctBy(group => group.Code),
            ],
            Occupations =
            [
                .. snapshot.Occupations.Values.Select(occupation =>
                    new OccupationRow(
                        occupation.Id, occupation.Name, OccupationGroups.Of(occupation.Scheme, occupation.Code).Code, education?.Invoke(occupation.Code))),
                new(Situations.NoOccupation, OccupationGroups.None.Title, OccupationGroups.None.Code),
            ],
            Skills = [.. snapshot.Skills.Values.Select(skill => new SkillRow(skill.Id, skill.Name))],
            Programs = programRows,
            Placements =
            [
                .. ofPeriod.Select(placement => Row(placement, employers.GetValueOrDefault(placement.Employer)) with
                {
                    WithoutCandidate = searched.ForCandidates(placement.Id),
                }),
            ],
            SearchGaps = searched.Students,
            Staff =
            [
                .. schools.Where(school => school.Staff is not null)
                    .Select(school => new StaffRow(school.Id, school.Region, school.Staff!.Teachers, school.Staff.DoubleQualified)),
            ],
            OutsideOpenings = openings,
            OtherSources = [.. imported.Where(one => one.Kind == ReferenceKind.EntryEducation).Select(ImportedSeries.Source)],
        };
        var outcomes = new RecordedOutcomes(data, posted, decided.Decided, Today());
        data = data with
        {
            Students = [.. students.Where(student => known.Contains(student.Program)).Select(student => Row(student, period.From, outcomes.Of(student)))],
        };
        return new(
            data,
            data with { Placements = [.. posted.Select(placement => Row(placement, employers.GetValueOrDefault(placement.Employer)))] },
            decided.Rounds,
            students.Any(student => student.Generated) || posted.Any(placement => placement.Generated));
    }

    private DateOnly Today() => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    /// <summary>Yearly completers for a period of whole months, half a person rounded up.</summary>
    private static int InPeriod(int yearly, Period period)
    {
        var months = ((period.Through.Year - period.From.Year) * 12) + period.Through.Month - period.From.Month + 1;
        return (int)((((long)yearly * months) + 6) / 12);
    }

    /// <param name="employer">Null where nothing of it is to be counted.</param>
    public static PlacementRow Row(PostedPlacement placement, CountedEmployer? employer) => new()
    {
        Id = placement.Id,
        Employer = placement.Employer,
        EmployerStaff = employer?.Staff,
        Region = placement.Region,
        Occupation = placement.Occupation,
        Seats = placement.Seats,
        FilledSeats = Math.Min(placement.FilledSeats, placement.Seats),
        Published = placement.FirstDay,
        DaysToFill = DaysBetween(placement.PublishedAt, placement.FilledAt),
        RuralSite = employer?.Sites.FirstOrDefault(site => site.Id == placement.Site)?.Rural,
        Skills = [.. placement.Skills.Select(asked => new WeightedSkill(asked.Skill, Situations.Weight(asked.Essential)))],
    };

    private static int? DaysBetween(DateTimeOffset? published, DateTimeOffset? filled) =>
        Day(filled)?.DayNumber - Day(published)?.DayNumber;

    /// <summary>The day in UTC: a report is the same wherever it is made.</summary>
    private static DateOnly? Day(DateTimeOffset? instant) => instant is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : null;

    private static StudentRow Row(CountedStudent student, DateOnly day, StudentOutcome outcome) => new(
        student.Id,
        student.Program,
        student.Region,
        student.Tags.Contains("rural"),
        student.Tags.Contains("disability"),
        student.Sex,
        student.BirthDate is { } born && Birthdays.HasReached(born, AdultAge, day),
        outcome);

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
