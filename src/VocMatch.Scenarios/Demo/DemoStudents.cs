using System.Collections.Immutable;
using System.Globalization;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Students;
using VocMatch.Data.Rows;
using VocMatch.Scenarios.Generation;

namespace VocMatch.Scenarios.Demo;

/// <summary>Students of the published programs, with identities made up from lists.</summary>
internal sealed class DemoStudents
{
    private const ulong StudentKind = 5;

    private readonly ulong seed;
    private readonly DateOnly today;
    private readonly DemoOccupations occupations;
    private readonly DemoSchools schools;
    private readonly SeasonCalendar calendar;
    private readonly ImmutableArray<ImportedProgram> programs;
    private readonly Weights programsByIntake;

    public DemoStudents(ulong seed, int students, DateOnly today, DemoOccupations occupations, DemoSchools schools, SeasonCalendar calendar)
    {
        (this.seed, this.today, this.occupations, this.schools, this.calendar) = (seed, today, occupations, schools, calendar);
        programs = [.. schools.Programs];
        programsByIntake = new Weights(programs.Select(p => p.Publish ? p.Content.Intake : 0));
        Students = new GeneratedRows<ImportedStudent>(students, Student);
    }

    public GeneratedRows<ImportedStudent> Students { get; }

    public static StudentId StudentIdOf(int student) => StudentId.Parse($"student-{(student + 1).ToString("D6", CultureInfo.InvariantCulture)}");

    private ImportedStudent Student(int index)
    {
        var random = SplitMix64.For(seed, StudentKind, index);
        var program = programsByIntake.Draw(random);
        var content = programs[program].Content;
        var occupation = schools.OccupationOf(program);
        var region = DemoRegions.All[RegionOf(program, random)];
        var profile = new StudentProfile
        {
            School = content.School,
            Program = programs[program].Id,
            Skills = OwnSkills(content, occupation, random),
            Region = region.Region.Id,
            Home = random.Chance(90) ? Places.Near(region.Centre, region.RadiusKm, random) : null,
            ReachableRegions = ReachableFrom(region, random),
            MaximumDistanceKm = random.Chance(25) ? 10 * random.Between(6, 15) : null,
            Free = calendar.Free(random),
            Occupations = random.Chance(12) ? [occupation.Id, random.Pick(occupations.BySector[occupation.Sector]).Id] : [],
            Tags = Tags(region, occupation, random),
            NeedsAccommodation = random.Chance(5),
            Checks = Checks(occupation, random),
            Generated = true,
        };
        return new ImportedStudent(StudentIdOf(index), profile with { Occupations = [.. profile.Occupations.Distinct()] }, Identity(index, profile.Tags, random));
    }

    private int RegionOf(int program, SplitMix64 random)
    {
        var region = schools.RegionOf(program);
        return random.Chance(82) ? region : DemoRegions.IndexOf(random.Pick(DemoRegions.All[region].Region.Neighbours));
    }

    /// <summary>Empty for most: their own region and its neighbours.</summary>
    private static ImmutableArray<RegionId> ReachableFrom(DemoRegion region, SplitMix64 random) => random.Below(100) switch
    {
        < 70 => [],
        < 85 => [region.Region.Id],
        _ => [region.Region.Id, .. random.Some(region.Region.Neighbours, 2)],
    };

    /// <summary>What a student learned elsewhere: parts of the trade the program leaves out, and what one picks up anywhere.</summary>
    private ImmutableArray<SkillLevel> OwnSkills(ProgramContent program, DemoOccupation occupation, SplitMix64 random)
    {
        var taught = program.Teaches.Select(t => t.Skill).ToHashSet();
        var trade = random.Some([.. occupation.Occupation.Skills.Select(s => s.Skill).Where(s => !taught.Contains(s))], random.Below(3));
        var transversal = random.Some(occupations.Transversal, random.Below(4));
        return [.. trade.Concat(transversal).Distinct().Select(s => new SkillLevel(s, random.Between(1, 3)))];
    }

    private static ImmutableArray<string> Tags(DemoRegion region, DemoOccupation occupation, SplitMix64 random)
    {
        var tags = ImmutableArray.CreateBuilder<string>();
        if (random.Chance(region.Weight > 10 ? 8 : 34))
        {
            tags.Add("rural");
        }

        if (random.Chance(5))
        {
            tags.Add("disability");
        }

        if (occupation.Sector is "construction" or "electrical" or "metal" or "automotive" or "it" && random.Chance(14))
        {
            tags.Add("women-in-trade");
        }

        return tags.ToImmutable();
    }

    /// <summary>Nearly everybody has what the trade asks for to the end of the season; some checks run out on the way.</summary>
    private ImmutableArray<HeldCheck> Checks(DemoOccupation occupation, SplitMix64 random) =>
    [
        .. occupation.Requires.Where(_ => random.Chance(93)).Select(requirement =>
            new HeldCheck(requirement, random.Chance(6) ? calendar.SeasonStart.AddDays(random.Below(120)) : calendar.SeasonEnd.AddDays(random.Below(400)))),
        .. random.Chance(20) && !occupation.Requires.Contains("driving-licence") ? [new HeldCheck("driving-licence", today.AddYears(9))] : ImmutableArray<HeldCheck>.Empty,
    ];

    private StudentIdentity Identity(int index, ImmutableArray<string> tags, SplitMix64 random)
    {
        var family = random.Pick(PersonNames.Family);
        var given = random.Pick(tags.Contains("women-in-trade") ? PersonNames.GivenToWomen : PersonNames.Given);
        var years = random.Below(100) switch
        {
            < 2 => 15,
            < 90 => random.Between(16, 21),
            < 95 => random.Between(22, 25),
            _ => random.Between(26, 52),
        };
        var number = (index + 1).ToString("D6", CultureInfo.InvariantCulture);
        return new StudentIdentity
        {
            Name = $"{given} {family}",
            BirthDate = today.AddYears(-years).AddDays(-random.Below(365)),
            Email = $"student.{number}@example.org",
            Phone = $"+353 20 91{number[..2]} {number[2..]}",
            Guardian = years < 18 ? new Guardian($"{random.Pick(PersonNames.Given)} {family}", $"guardian.{number}@example.org") : null,
            Sex = SexOf(given, random),
        };
    }

    /// <summary>Some say nothing, and of some nobody asked.</summary>
    private static Sex? SexOf(string given, SplitMix64 random) => random.Below(100) switch
    {
        < 94 => PersonNames.GivenToWomen.Contains(given) ? Sex.Female : Sex.Male,
        < 95 => Sex.Other,
        < 98 => Sex.NotStated,
        _ => null,
    };
}
