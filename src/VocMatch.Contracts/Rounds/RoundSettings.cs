using System.Collections.Immutable;
using VocMatch.Contracts.Identity;

namespace VocMatch.Contracts.Rounds;

/// <summary>Whom a round is for.</summary>
/// <param name="Regions">Of its placements; at least one.</param>
/// <param name="Fields">Fields of study of its students' programs, each a code or the beginning of one; empty: all.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.RoundScope")]
public sealed record RoundScope(ImmutableArray<RegionId> Regions, ImmutableArray<string> Fields);

[GenerateSerializer, Immutable, Alias("VocMatch.RoundSettings")]
public sealed record RoundSettings
{
    [Id(0)] public required string Title { get; init; }

    [Id(1)] public required RoundScope Scope { get; init; }

    /// <summary>Null: opened by hand.</summary>
    [Id(2)] public DateTimeOffset? OpensAt { get; init; }

    /// <summary>Last instant at which a list is taken, inclusive, and after which the round locks; null: locked by hand.</summary>
    [Id(3)] public DateTimeOffset? ClosesAt { get; init; }

    /// <summary>Null: published by hand. Needs <see cref="ClosesAt"/>, and lies after it.</summary>
    [Id(4)] public DateTimeOffset? PublishesAt { get; init; }

    /// <summary>How long the round's offers stand, in days, 1 to 60.</summary>
    [Id(5)] public int AnswerDays { get; init; } = 14;

    /// <summary>Most placements a student may rank, 1 to 30.</summary>
    [Id(6)] public int MaximumRanks { get; init; } = 30;

    /// <summary>A list with fewer is warned of, and takes part all the same; 1 to <see cref="MaximumRanks"/>.</summary>
    [Id(7)] public int MinimumRanks { get; init; } = 5;

    /// <summary>Students whom their own choices leave unplaced and who agreed are placed on the seats left over, at placements they did not rank.</summary>
    [Id(8)] public bool SecondPass { get; init; } = true;
}

/// <summary>A student placed by hand, before clearing.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.FixedPair")]
public sealed record FixedPair(StudentId Student, PlacementId Placement, string Reason);

/// <summary>A pair that must never come about.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.ForbiddenPair")]
public sealed record ForbiddenPair(StudentId Student, PlacementId Placement, string Reason);

/// <summary>An employer's own order of students, best first, for one placement or, where the employer has a cap, for all of them.</summary>
/// <param name="Placement">Null: the list holds for every placement of the employer.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.EmployerRanking")]
public sealed record EmployerRanking(EmployerId Employer, ImmutableArray<StudentId> Students, PlacementId? Placement = null);
