using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Eligibility;

namespace VocMatch.Domain.Rounds.Freezing;

/// <summary>What was set by hand, by student. A forbidden pair of a placement outside the round says nothing.</summary>
internal sealed class PairsByStudent
{
    private readonly ILookup<StudentId, FrozenPair> _forbidden;
    private readonly Dictionary<StudentId, FrozenPair> _fixed;

    public PairsByStudent(RoundState round, RoundDemand demand)
    {
        var offered = demand.Placements.Select(placement => placement.Frozen.Id).ToHashSet();
        _forbidden = round.Forbidden.Where(pair => offered.Contains(pair.Placement))
            .ToLookup(pair => pair.Student, pair => new FrozenPair(pair.Placement, pair.Reason));
        _fixed = round.Fixed.ToDictionary(pair => pair.Student, pair => new FrozenPair(pair.Placement, ReasonOf(pair)));
    }

    public ImmutableArray<FrozenPair> Forbidden(StudentId student) => [.. _forbidden[student]];

    public FrozenPair? Fixed(StudentId student) => _fixed.GetValueOrDefault(student);

    /// <summary>An override stands in the certificate: what it waives, why, and by whom.</summary>
    private static string ReasonOf(FixedPair pair) => pair.Override is { ConfirmedBy: { } second } waiver
        ? $"{pair.Reason} (override of {string.Join(", ", waiver.Constraints.Select(ConstraintWords.Name))}: {waiver.Reason}; proposed by {waiver.ProposedBy}, confirmed by {second})"
        : pair.Reason;
}
