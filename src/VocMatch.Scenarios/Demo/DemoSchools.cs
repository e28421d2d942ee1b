using System.Collections.Immutable;
using System.Globalization;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Schools;
using VocMatch.Data.Rows;
using VocMatch.Scenarios.Generation;

namespace VocMatch.Scenarios.Demo;

/// <summary>Colleges and their programs.</summary>
internal sealed class DemoSchools
{
    private const ulong SchoolKind = 1;
    private const ulong ProgramKind = 2;

    /// <summary>So that those who complete in a year are about as many as the students who look for a place.</summary>
    private const int MinIntake = 50;
    private const int MaxIntake = 150;

    private static readonly ImmutableArray<string> SchoolNames =
        ["College of Further Education", "Technical College", "Institute of Trades", "Community College", "Training Centre", "College of Technology"];

    private static readonly ImmutableArray<string> Patrons =
        ["Riverside", "Castle", "Harbour", "St Brendan's", "Northern", "Southern", "Abbey", "Canal", "Moyne", "Westgate", "Larkfield", "Oakwood"];

    private readonly ulong seed;
    private readonly DateOnly today;
    private readonly DemoOccupations occupations;
    private readonly int[] regionOfSchool;
    private readonly Weights[] sectorsOfRegion;

    public DemoSchools(ulong seed, int schools, int programs, DateOnly today, DemoOccupations occupations)
    {
        (this.seed, this.today, this.occupations) = (seed, today, occupations);
        regionOfSchool = DemoRegionShares.Spread(schools);
        sectorsOfRegion =
        [
            .. DemoRegions.All.Select(region => new Weights(occupations.Sectors.Select(sector => occupations.BySector[sector].Length * region.SupplyOf(sector)))),
        ];
        Schools = new GeneratedRows<ImportedSchool>(schools, School);
        Programs = new GeneratedRows<ImportedProgram>(programs, Program);
    }

    public GeneratedRows<ImportedSchool> Schools { get; }

    public GeneratedRows<ImportedProgram> Programs { get; }

    public static ProgramId ProgramIdOf(int program) => ProgramId.Parse($"program-{(program + 1).ToString("D4", CultureInfo.InvariantCulture)}");

    public int RegionOf(int program) => regionOfSchool[SchoolOf(program)];

    /// <summary>The first programs cover every occupation once; the others follow what their region's colleges like to teach.</summary>
    public DemoOccupation OccupationOf(int program)
    {
        if (program < occupations.All.Count)
        {
            return occupations.All[program];
        }

        var random = SplitMix64.For(seed, ProgramKind, program);
        var sector = occupations.Sectors[sectorsOfRegion[RegionOf(program)].Draw(random)];
        return random.Pick(occupations.BySector[sector]);
    }

    private int SchoolOf(int program) => program % Schools.Count;

    private static SchoolId SchoolIdOf(int school) => SchoolId.Parse($"school-{(school + 1).ToString("D3", CultureInfo.InvariantCulture)}");

    private ImportedSchool School(int index)
    {
        var random = SplitMix64.For(seed, SchoolKind, index);
        var region = DemoRegions.All[regionOfSchool[index]];
        var teachers = random.Between(18, 140);
        return new ImportedSchool(SchoolIdOf(index), new SchoolProfile
        {
            Name = $"{region.Region.Name} {Patrons[index % Patrons.Length]} {random.Pick(SchoolNames)}",
            Region = region.Region.Id,
            Location = Places.Near(region.Centre, region.RadiusKm / 2, random),
            OfficialNumber = $"D{(70000 + (index * 7)).ToString(CultureInfo.InvariantCulture)}",
            Staff = new TeachingStaff(teachers, teachers * random.Between(30, 75) / 100),
        });
    }

    private ImportedProgram Program(int index)
    {
        var occupation = OccupationOf(index);
        var random = SplitMix64.For(seed, ProgramKind, index);
        random.Next();
        var intake = random.Between(MinIntake, MaxIntake);
        var content = new ProgramContent
        {
            School = SchoolIdOf(SchoolOf(index)),
            Title = $"{occupation.Titles[0]}, level {occupation.Level.ToString(CultureInfo.InvariantCulture)}",
            Field = occupation.Field,
            Level = occupation.Level,
            Teaches = Taught(occupation, random),
            Intake = intake,
            DurationMonths = random.Pick<int>([9, 12, 18, 24, 36]),
            TargetOccupations = [occupation.Id],
            Placement = random.Chance(60) ? new PlacementRequirement { MinimumHours = 60 * random.Between(2, 5), MaximumEmployers = random.Between(2, 3) } : null,
            History = [.. Enumerable.Range(1, 3).Select(ago => new YearlyCompleters(today.Year - ago, intake * random.Between(55, 95) / 100)).Reverse()],
            Generated = true,
        };
        return new ImportedProgram(ProgramIdOf(index), content, Publish: index % 40 != 39);
    }

    private ImmutableArray<SkillLevel> Taught(DemoOccupation occupation, SplitMix64 random)
    {
        var top = occupation.Level >= 4 ? 4 : 3;
        var own = occupation.Occupation.Skills
            .Where(s => random.Chance(s.Essential ? 96 : 65))
            .Select(s => new SkillLevel(s.Skill, random.Between(s.Essential ? 3 : 2, top)));
        var transversal = random.Some(occupations.Transversal, random.Between(1, 3)).Select(s => new SkillLevel(s, random.Between(2, 4)));
        return [.. own.Concat(transversal).DistinctBy(s => s.Skill)];
    }
}
