using System.Collections.Immutable;

namespace VocMatch.Matching.Scoring;

/// <summary>A skill that a placement asks for; the level is 1 (basic) to 5 (expert).</summary>
/// <param name="Required">Whether nobody is taken who does not hold it at that level; a related skill does not stand in for it.</param>
public readonly record struct DemandedSkill(string Skill, bool Essential, int Level = 1, bool Required = false);

/// <summary>A check a student must hold, valid through a day; without a day, through the last working day.</summary>
public sealed record RequiredCheck(string Name, DateOnly? ValidThrough = null);

/// <summary>The age below which nobody may work at a placement.</summary>
public enum MinimumAge
{
    None = 0,
    Sixteen = 16,
    Eighteen = 18,
}

/// <summary>What matching must know of a placement. Ids are compared by their bytes.</summary>
public sealed record PlacementFacts
{
    private readonly ImmutableArray<DemandedSkill> _skills = [];
    private readonly int _minimumSkillFit;

    public required string Id { get; init; }

    public string Employer { get; init; } = "";

    public required string Occupation { get; init; }

    /// <summary>Each skill once, with a level of 1 to 5.</summary>
    /// <exception cref="ArgumentException">A skill stands twice, or a level is outside 1 to 5.</exception>
    public required ImmutableArray<DemandedSkill> Skills
    {
        get => _skills;
        init => _skills = Checked(value);
    }

    public required Coordinates Location { get; init; }

    public required string Region { get; init; }

    /// <summary>Seats that can still be taken.</summary>
    public required int OpenSeats { get; init; }

    /// <summary>When the work is done.</summary>
    public required WeeklyPattern Work { get; init; }

    public MinimumAge MinimumAge { get; init; }

    /// <summary>The lowest education level admitted, on the scale of <see cref="StudentFacts.EducationLevel"/>.</summary>
    public int MinimumEducationLevel { get; init; }

    /// <summary>Program fields admitted; a code admits every code that starts with it. Empty admits all.</summary>
    public ImmutableArray<string> ProgramFields { get; init; } = [];

    public ImmutableArray<RequiredCheck> RequiredChecks { get; init; } = [];

    /// <summary>Pay a month in whole units of the currency; null when none is stated.</summary>
    public int? PayPerMonth { get; init; }

    public bool Accommodation { get; init; }

    public int HoursPerWeek { get; init; }

    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>The least of what is asked for that a student must reach, 0 to 100 percent (<see cref="SkillCoverage"/>).</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside 0 to 100.</exception>
    public int MinimumSkillFit
    {
        get => _minimumSkillFit;
        init => _minimumSkillFit = value is >= 0 and <= 100 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "0 to 100.");
    }

    /// <summary>The last instant at which an application is taken, inclusive; null: no end.</summary>
    public DateTimeOffset? ApplyBy { get; init; }

    /// <summary>Whether it still takes applications at an instant.</summary>
    public bool TakesApplications(DateTimeOffset? at) => ApplyBy is not { } last || !(at > last);

    private static ImmutableArray<DemandedSkill> Checked(ImmutableArray<DemandedSkill> skills)
    {
        for (var i = 0; i < skills.Length; i++)
        {
            if (skills[i].Level is < SkillLevels.Lowest or > SkillLevels.Highest)
            {
                throw new ArgumentException($"Skill '{skills[i].Skill}' has level {skills[i].Level}; levels are 1 to 5.");
            }

            for (var j = 0; j < i; j++)
            {
                if (skills[i].Skill == skills[j].Skill)
                {
                    throw new ArgumentException($"Skill '{skills[i].Skill}' stands twice.");
                }
            }
        }

        return skills;
    }
}
