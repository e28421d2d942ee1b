using System.Globalization;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Students;
using VocMatch.Data.Rows;
using VocMatch.Scenarios.Generation;

namespace VocMatch.Scenarios.UnitedStates;

/// <summary>Generated students, in proportion to the completers of each offering.</summary>
internal sealed class UsStudents
{
    private const ulong StudentKind = 13;
    private const int RadiusKm = 25;

    private readonly ulong seed;
    private readonly DateOnly today;
    private readonly UsSupply supply;
    private readonly SeasonCalendar calendar;
    private readonly Weights offeringsByCompleters;
    private readonly Dictionary<string, int> institutionOfUnit;

    public UsStudents(ulong seed, int students, DateOnly today, UsSupply supply, SeasonCalendar calendar)
    {
        (this.seed, this.today, this.supply, this.calendar) = (seed, today, supply, calendar);
        offeringsByCompleters = new Weights(supply.Offerings.Select(supply.CompletersOf));
        institutionOfUnit = supply.Institutions.Select((i, index) => (i.Institution.UnitId, index)).ToDictionary(i => i.UnitId, i => i.index, StringComparer.Ordinal);
        Students = new GeneratedRows<ImportedStudent>(students, Student);
    }

    public GeneratedRows<ImportedStudent> Students { get; }

    private ImportedStudent Student(int index)
    {
        var random = SplitMix64.For(seed, StudentKind, index);
        var offering = supply.Offerings[offeringsByCompleters.Draw(random)];
        var (institution, region) = supply.Institutions[institutionOfUnit[offering.UnitId]];
        var number = (index + 1).ToString("D7", CultureInfo.InvariantCulture);
        return new ImportedStudent(
            StudentId.Parse($"us-student-{number}"),
            new StudentProfile
            {
                School = UsPrograms.SchoolIdOf(offering.UnitId),
                Program = UsPrograms.ProgramIdOf(offering),
                Region = region.Id,
                Home = Places.Near(institution.Location ?? region.Centroid, RadiusKm, random),
                Free = calendar.Free(random),
                Tags = random.Chance(15) ? ["rural"] : [],
                Generated = true,
            },
            new StudentIdentity
            {
                Name = $"{random.Pick(PersonNames.Given)} {random.Pick(PersonNames.Family)}",
                BirthDate = today.AddYears(-random.Between(18, 34)).AddDays(-random.Below(365)),
                Email = $"student.{number}@example.org",
            });
    }
}
