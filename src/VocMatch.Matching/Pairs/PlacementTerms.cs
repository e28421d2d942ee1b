namespace VocMatch.Matching.Pairs;

/// <summary>
/// What the constraints ask of one placement, as numbers that are compared without a look at the facts. What is not stated is the number
/// that gives the verdict of the constraint on it: unknown pay is below every wish, no deadline is after every instant.
/// </summary>
internal readonly struct PlacementTerms
{
    public long ApplyByTicks { get; init; }

    public long PayPerMonth { get; init; }

    public int EducationLevel { get; init; }

    public int HoursPerWeek { get; init; }

    /// <summary>Day number; <see cref="int.MinValue"/> without work.</summary>
    public int FirstWorkingDay { get; init; }

    public int MinimumAge { get; init; }

    public int MinimumSkillFit { get; init; }

    /// <summary>Its number among the ids and employers that students may have forbidden.</summary>
    public int Id { get; init; }

    public int Employer { get; init; }

    /// <summary>Its class of program fields admitted; -1 admits all.</summary>
    public int Fields { get; init; }

    /// <summary>Its class of work pattern.</summary>
    public int Work { get; init; }

    /// <summary>Where its checks end in the column of all checks; they begin where those of the placement before end.</summary>
    public int ChecksEnd { get; init; }

    public bool HasSeats { get; init; }

    public bool Accommodation { get; init; }

    public bool RequiresSkills { get; init; }
}
