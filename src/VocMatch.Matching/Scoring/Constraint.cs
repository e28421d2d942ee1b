namespace VocMatch.Matching.Scoring;

/// <summary>What must hold before a pair is scored at all.</summary>
public enum Constraint
{
    SeatsOpen,
    PairAllowed,
    RegionReachable,
    WithinDistance,
    EducationLevel,
    ProgramField,
    MinimumAge,
    ChecksValid,
    Accommodation,
    Pay,
    HoursPerWeek,
    WorkPatternFits,
    CommitmentsFree,
}

/// <summary>One constraint of one pair: whether it holds, what the placement or the student asks, and what the other side has.</summary>
public sealed record ConstraintResult(Constraint Constraint, bool Holds, string Asked, string Found);
