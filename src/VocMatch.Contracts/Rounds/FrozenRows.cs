using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;

namespace VocMatch.Contracts.Rounds;

/// <summary>One lock of a round: what its frozen rows and their results are kept under.</summary>
/// <param name="Number">Counts the times the round collected lists, from 1.</param>
public readonly record struct RoundLock(RoundId Round, int Number);

/// <summary>One input of a clearing.</summary>
/// <param name="Issue">1 = as it was locked; each repair makes the next.</param>
/// <param name="Pass">1 = own choices, 2 = completion on what was left over.</param>
public readonly record struct FrozenInput(RoundLock Under, int Issue = 1, int Pass = 1);

/// <summary>A capped employer as a lock froze it.</summary>
/// <param name="Cap">Most students it takes in this round, over all its placements; 0 and more.</param>
public sealed record FrozenEmployer(EmployerId Id, int Cap);

/// <summary>A placement as a lock froze it.</summary>
/// <param name="Seats">Those given to the round.</param>
/// <param name="Reserves">In the order in which a student's type is looked for.</param>
/// <param name="Order">What its priorities are made of.</param>
public sealed record FrozenPlacement(
    PlacementId Id, EmployerId Employer, int Seats, ImmutableArray<Reserve> Reserves, PriorityOrder Order = PriorityOrder.Score);

/// <summary>What ordered a placement's applicants when the inputs were frozen.</summary>
public enum PriorityOrder
{
    Score,
    EmployerList,
    PlacementList,
}

/// <summary>A student as a lock froze them.</summary>
/// <param name="Pass">The first pass the student takes part in: 0 = fixed by hand, 1 = own choices, 2 = none of those is valid, completion only.</param>
/// <param name="Applications">
/// The student's own, best first. Locks of earlier versions kept in pass 2 the candidates too, and moved a short list there whole.
/// </param>
/// <param name="Dropped">Ranked, and not eligible.</param>
/// <param name="Forbidden">Placements of the round that must never come about.</param>
/// <param name="Fixed">Where the student is placed by hand.</param>
/// <param name="Completion">
/// Of a student who agreed to completion: eligible placements they did not rank, by score, of which the second pass takes those with seats
/// left; the ranks count this list alone. Null: did not agree.
/// </param>
public sealed record FrozenStudent(
    StudentId Id,
    int Pass,
    ImmutableArray<string> Tags,
    ImmutableArray<FrozenApplication> Applications,
    ImmutableArray<DroppedApplication> Dropped,
    ImmutableArray<FrozenPair> Forbidden,
    FrozenPair? Fixed = null,
    ImmutableArray<FrozenApplication>? Completion = null)
{
    /// <summary>False: nothing of the student is input of the clearing.</summary>
    public bool TakesPart() => Fixed is not null || !Applications.IsEmpty || !Forbidden.IsEmpty;
}

/// <summary>What was set by hand for a student.</summary>
public sealed record FrozenPair(PlacementId Placement, string Reason);

/// <param name="PriorityMillionths">Higher is better.</param>
/// <param name="Parts">What the score is made of; it is the priority unless the employer's list put the student before its score.</param>
/// <param name="Rank">The student's rank of it, from 1.</param>
public sealed record FrozenApplication(PlacementId Placement, int Rank, long PriorityMillionths, PriorityParts Parts);

/// <summary>The parts of a score, in hundredths of a point; they add up to it.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.PriorityParts")]
public sealed record PriorityParts(int Skills, int Occupation, int Proximity, int Conditions)
{
    /// <summary>0 to 10,000.</summary>
    public int Score => Skills + Occupation + Proximity + Conditions;
}

/// <param name="Constraint">The constraint that failed, in camel case.</param>
/// <param name="Reason">The constraint with both values.</param>
/// <param name="MissingField">The student's field that has no value, where that is why.</param>
/// <param name="Rank">The student's rank of it, from 1.</param>
public sealed record DroppedApplication(PlacementId Placement, int Rank, string Constraint, string Reason, string? MissingField = null);
