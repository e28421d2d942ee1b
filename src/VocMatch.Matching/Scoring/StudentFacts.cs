using System.Collections.Immutable;

namespace VocMatch.Matching.Scoring;

/// <summary>The scale of skill levels.</summary>
public static class SkillLevels
{
    public const int Lowest = 1;
    public const int Highest = 5;
}

/// <summary>A skill a student holds; the level is 1 (basic) to 5 (expert).</summary>
public readonly record struct SkillHeld(string Skill, int Level = SkillLevels.Highest);

/// <summary>A check a student holds, with the last day on which it is valid.</summary>
public sealed record CheckHeld(string Name, DateOnly ValidThrough);

/// <summary>What a student will not do without.</summary>
public sealed record MinimumConditions
{
    /// <summary>Nothing is demanded.</summary>
    public static MinimumConditions None { get; } = new();

    public bool AccommodationNeeded { get; init; }

    public int? LowestPayPerMonth { get; init; }

    public int? MaxHoursPerWeek { get; init; }
}

/// <summary>What matching must know of a student; it names nobody. Ids are compared by their bytes.</summary>
public sealed record StudentFacts
{
    private readonly ImmutableArray<SkillHeld> _skills = [];

    public required string Id { get; init; }

    /// <summary>Skills held; of a skill that stands twice the higher level counts.</summary>
    /// <exception cref="ArgumentException">A level is outside 1 to 5.</exception>
    public required ImmutableArray<SkillHeld> Skills
    {
        get => _skills;
        init => _skills = value.Any(held => held.Level is < SkillLevels.Lowest or > SkillLevels.Highest)
            ? throw new ArgumentException("Levels of skills are 1 to 5.")
            : value;
    }

    public string ProgramField { get; init; } = "";

    public int EducationLevel { get; init; }

    /// <summary>Occupations the student wants to work in.</summary>
    public ImmutableArray<string> Occupations { get; init; } = [];

    public required Coordinates Home { get; init; }

    /// <summary>The farthest placement accepted; null is no limit.</summary>
    public int? MaxDistanceKm { get; init; }

    public required ImmutableHashSet<string> ReachableRegions { get; init; }

    /// <summary>When the student can work; null is always.</summary>
    public WeeklyPattern? Free { get; init; }

    /// <summary>Work already promised elsewhere.</summary>
    public ImmutableArray<WeeklyPattern> Commitments { get; init; } = [];

    /// <summary>The sixteenth birthday; unknown counts as younger.</summary>
    public DateOnly? SixteenOn { get; init; }

    /// <summary>The eighteenth birthday; unknown counts as younger.</summary>
    public DateOnly? EighteenOn { get; init; }

    public ImmutableArray<CheckHeld> Checks { get; init; } = [];

    public MinimumConditions Minimum { get; init; } = MinimumConditions.None;

    /// <summary>The instant at which the student asks, against which deadlines are held; null: against none.</summary>
    public DateTimeOffset? AskedAt { get; init; }

    public ImmutableHashSet<string> ForbiddenPlacements { get; init; } = [];

    public ImmutableHashSet<string> ForbiddenEmployers { get; init; } = [];
}
