namespace VocMatch.Matching.Clearing.Markets;

/// <summary>One application: the placement and the code of the priority the student has there (<see cref="PriorityScale"/>).</summary>
public readonly record struct Wish(int Placement, int PriorityCode);

/// <summary>Seats of a placement that students with a tag get first.</summary>
public readonly record struct SeatReserve(int Tag, int Seats);

/// <summary>A student placed by hand before clearing: student and seat are taken out of it.</summary>
public sealed record FixedMatch(int Student, int Placement, string Reason);

/// <summary>A pair that may not meet: its application is dropped before clearing.</summary>
public sealed record ForbiddenMatch(int Student, int Placement, string Reason);

/// <summary>What the priorities of a placement are made of; under an employer's cap all its placements must agree (R4).</summary>
public enum PriorityBasis
{
    /// <summary>The scores of a scoring policy.</summary>
    Score,

    /// <summary>One explicit list for all placements of the employer, the unlisted after it by score.</summary>
    EmployerList,

    /// <summary>An explicit list of this placement alone.</summary>
    PlacementList,
}
