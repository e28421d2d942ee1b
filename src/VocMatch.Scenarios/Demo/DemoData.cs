using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Data.Rows;
using VocMatch.Scenarios.Generation;

namespace VocMatch.Scenarios.Demo;

/// <summary>
/// A believable country to try the platform with: twelve regions short of some people and rich in others. The same seed, scale
/// and day always make the same rows; every row is made when it is asked for, and says that it was generated.
/// </summary>
public sealed class DemoData
{
    public const ulong DefaultSeed = 20260101;

    /// <summary>What is made up, and which classifications its codes are of.</summary>
    public const string Provenance = "People and places are made up; fields of study are of ISCED-F 2013 (UNESCO), occupations of ISCO-08 (ILO).";

    /// <param name="scale">Multiplies the counts of all kinds but the taxonomy and the regions; 1 to 100.</param>
    /// <param name="today">The day the data are made for: placements begin some weeks after it, ages are counted at it.</param>
    public DemoData(ulong seed, int scale, DateOnly today)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, 100);
        var occupations = DemoOccupations.Instance;
        var calendar = new SeasonCalendar(today);
        var schools = new DemoSchools(seed, 60 * scale, 400 * scale, today, occupations);
        var employers = new DemoEmployers(seed, 3_000 * scale, occupations);
        Taxonomy = new TaxonomyChanges(
            [.. DemoRegions.All.Select(r => r.Region)],
            [.. occupations.SkillGroups],
            [.. occupations.Skills],
            [.. occupations.All.Select(o => o.Occupation)]);
        Schools = schools.Schools;
        Programs = schools.Programs;
        Employers = employers.Employers;
        Placements = new DemoPlacements(seed, 20_000 * scale, occupations, employers, calendar).Placements;
        Students = new DemoStudents(seed, 30_000 * scale, today, occupations, schools, calendar).Students;
    }

    public TaxonomyChanges Taxonomy { get; }

    public GeneratedRows<ImportedSchool> Schools { get; }

    public GeneratedRows<ImportedProgram> Programs { get; }

    public GeneratedRows<ImportedEmployer> Employers { get; }

    public GeneratedRows<ImportedPlacement> Placements { get; }

    public GeneratedRows<ImportedStudent> Students { get; }

    /// <summary>Placements to close again after they were published.</summary>
    public IEnumerable<PlacementId> ClosedPlacements =>
        Enumerable.Range(0, Placements.Count).Where(DemoPlacements.IsClosed).Select(DemoPlacements.PlacementIdOf);

    /// <summary>Rows of all kinds, the taxonomy included.</summary>
    public int Count => Taxonomy.Regions.Count + Taxonomy.SkillGroups.Count + Taxonomy.Skills.Count + Taxonomy.Occupations.Count
        + Schools.Count + Programs.Count + Employers.Count + Placements.Count + Students.Count;
}
