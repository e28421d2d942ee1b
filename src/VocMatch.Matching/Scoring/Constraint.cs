namespace VocMatch.Matching.Scoring;

/// <summary>What must hold before a pair is scored at all, in the order in which it is cheapest to find that one fails.</summary>
public enum Constraint
{
    SeatsOpen,
    EducationLevel,
    WithinDistance,
    Accommodation,
    Pay,
    HoursPerWeek,
    MinimumAge,
    ProgramField,
    WorkPatternFits,
    RegionReachable,
    PairAllowed,
    ChecksValid,
    CommitmentsFree,
    ApplicationsOpen,
    SkillsRequired,
    SkillFit,
}

/// <summary>One constraint of one pair: whether it holds, what the placement or the student asks, and what the other side has.</summary>
public sealed record ConstraintVerdict(Constraint Constraint, bool Holds, string Asked, string Found);
