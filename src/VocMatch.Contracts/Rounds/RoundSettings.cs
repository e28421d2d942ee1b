using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Contracts.Rounds;

/// <summary>Whom a round is for.</summary>
/// <param name="Regions">Of its placements; at least one.</param>
/// <param name="Fields">Fields of study of its students' programs, each a code or the beginning of one; empty: all.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.RoundScope")]
public sealed record RoundScope(ImmutableArray<RegionId> Regions, ImmutableArray<string> Fields);

/// <summary>A round's scope, dates and rules; they may change until it is opened.</summary>
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

    /// <summary>Most placements a student may rank, 1 to <see cref="RankBounds.MaxLength"/>.</summary>
    [Id(6)] public int MaximumRanks { get; init; } = RankBounds.MaxLength;

    /// <summary>A list with fewer is warned of, and takes part all the same; 1 to <see cref="MaximumRanks"/>.</summary>
    [Id(7)] public int MinimumRanks { get; init; } = 5;

    /// <summary>Students whom their own choices leave without a place and who agreed are placed on the seats left over, at placements they did not rank.</summary>
    [Id(8)] public bool SecondPass { get; init; } = true;
}

/// <summary>A student placed by hand, before clearing. The pair meets every constraint, but for those that two people have waived.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.FixedPair")]
public sealed record FixedPair(StudentId Student, PlacementId Placement, string Reason, PairOverride? Override = null)
{
    /// <summary>Constraints waived by two people, by name; none before the second has confirmed it.</summary>
    public ImmutableArray<string> Waived() => Override is { ConfirmedBy: not null } confirmed ? confirmed.Constraints : [];
}

/// <summary>Constraints that a pair placed by hand breaks all the same. It counts once a second person has confirmed it.</summary>
/// <param name="Constraints">By name, as a match's explanation has them: <c>minimumAge</c>.</param>
/// <param name="Reason">Stands in the certificate, on one line.</param>
/// <param name="ProposedBy">Who proposes it, on one line.</param>
/// <param name="ConfirmedBy">Another person; null until they have confirmed it in a request of their own.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.PairOverride")]
public sealed record PairOverride(ImmutableArray<string> Constraints, string Reason, string ProposedBy, string? ConfirmedBy = null)
{
    /// <summary>It says the same, whoever has confirmed it.</summary>
    public bool Proposes(PairOverride other) =>
        Reason == other.Reason && ProposedBy == other.ProposedBy && Constraints.SequenceEqual(other.Constraints);
}

/// <summary>The second person's word for an override.</summary>
/// <param name="ConfirmedBy">Somebody else than who proposed it.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.OverrideConfirmation")]
public sealed record OverrideConfirmation(StudentId Student, PlacementId Placement, string ConfirmedBy);

/// <summary>A pair that must never come about.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.ForbiddenPair")]
public sealed record ForbiddenPair(StudentId Student, PlacementId Placement, string Reason);

/// <summary>An employer's own order of students, best first, for one placement or, where the employer has a cap, for all of them.</summary>
/// <param name="Placement">Null: the list holds for every placement of the employer.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.EmployerRanking")]
public sealed record EmployerRanking(EmployerId Employer, ImmutableArray<StudentId> Students, PlacementId? Placement = null);
