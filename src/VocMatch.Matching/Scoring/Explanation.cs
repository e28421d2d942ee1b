using System.Collections.Immutable;

namespace VocMatch.Matching.Scoring;

/// <summary>
/// A score with all that led to it. The parts of the skills, their resemblances, the occupation, the proximity and the conditions add up to
/// <see cref="Score"/> exactly, and so do the shown ones (<see cref="Shown"/>).
/// </summary>
public sealed record Explanation
{
    private readonly StudentFacts _student;
    private readonly PlacementFacts _placement;

    private readonly SkillCoverage _skills;

    internal Explanation(StudentFacts student, PlacementFacts placement, SkillCoverage skills) => (_student, _placement, _skills) = (student, placement, skills);

    /// <summary>The student's id.</summary>
    public string Student => _student.Id;

    /// <summary>The placement's id.</summary>
    public string Placement => _placement.Id;

    public required int PolicyVersion { get; init; }

    public required int Epoch { get; init; }

    /// <summary>Every hard constraint, held or not. Put into words when it is first asked for: a ranked list needs none of it.</summary>
    public ImmutableArray<ConstraintVerdict> Constraints => field.IsDefault ? field = Judged() : field;

    /// <summary>What the placement asks for, in its order.</summary>
    public required ImmutableArray<SkillPart> Skills { get; init; }

    /// <summary>What the skills held and those asked for resemble together.</summary>
    public required ImmutableArray<ResemblancePart> Resemblances { get; init; }

    /// <summary>The most that the skills named by this advertisement can add for anybody: little, when it names little.</summary>
    public required int SkillCeilingUnits { get; init; }

    /// <summary>Whether the skills came to more than the whole skill weight and were scaled down to it.</summary>
    public required bool Capped { get; init; }

    public required OccupationStep OccupationStep { get; init; }

    public required int OccupationUnits { get; init; }

    /// <summary>Great-circle metres from home to the site.</summary>
    public required int Metres { get; init; }

    public required int ProximityUnits { get; init; }

    public required int ConditionsUnits { get; init; }

    /// <summary>Sum of the skills' parts.</summary>
    public int SkillUnits
    {
        get
        {
            var units = 0;
            foreach (var part in Skills)
            {
                units += part.Units;
            }

            return units;
        }
    }

    /// <summary>Sum of the resemblances' parts.</summary>
    public int ResemblanceUnits
    {
        get
        {
            var units = 0;
            foreach (var part in Resemblances)
            {
                units += part.Units;
            }

            return units;
        }
    }

    /// <summary>0 to <see cref="ScoreUnits.Full"/>, whether or not the constraints hold.</summary>
    public int Score => SkillUnits + ResemblanceUnits + OccupationUnits + ProximityUnits + ConditionsUnits;

    /// <summary>Whether every constraint holds: only then is the pair ever ranked.</summary>
    public bool Eligible => Constraints.All(result => result.Holds);

    /// <summary>The same in hundredths of a point, for people.</summary>
    public ShownScore Shown() => ShownScore.Of(this);

    private ImmutableArray<ConstraintVerdict> Judged() =>
        [.. Scoring.Constraints.All.Select(constraint => constraint.Explain(_student, _placement, Metres, _skills))];
}
