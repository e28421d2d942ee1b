using System.Collections.Immutable;
using VocMatch.Contracts.Employers;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Rounds.Clearing;
using VocMatch.Domain.Rounds.Lists;

namespace VocMatch.Domain.Rounds.Freezing;

/// <summary>The placements of a round as they stand, with the seats, reserves and caps that the round may use.</summary>
internal sealed record RoundDemand(ImmutableArray<FrozenEmployer> Employers, ImmutableArray<DemandedPlacement> Placements);

/// <summary>A placement with its posting, for scoring.</summary>
internal sealed record DemandedPlacement(FrozenPlacement Frozen, Placement Posted);

/// <summary>Fits seats, reserves and caps to each other: what was taken outside the round leaves less than was posted.</summary>
internal static class RoundDemands
{
    /// <param name="seats">The round's seats of each placement.</param>
    /// <param name="caps">What is left of each capped employer's limit.</param>
    public static RoundDemand Fit(
        IReadOnlyCollection<Placement> placements,
        IReadOnlyDictionary<PlacementId, int> seats,
        IReadOnlyDictionary<EmployerId, int> caps,
        RoundState round)
    {
        var reservable = caps.ToDictionary(cap => cap.Key, cap => cap.Value);
        var rankings = round.Rankings.ToLookup(ranking => ranking.Employer);
        var fitted = placements
            .OrderBy(placement => placement.Id.Value, StringComparer.Ordinal)
            .Select(placement => new DemandedPlacement(
                new(
                    placement.Id,
                    placement.Posting.Employer,
                    seats[placement.Id],
                    FittedReserves.Of(placement.Posting.Reserves, placement.Posting.Employer, seats[placement.Id], reservable),
                    RoundRankings.For(rankings[placement.Posting.Employer], placement.Posting.Employer, placement.Id) switch
                    {
                        null => PriorityOrder.Score,
                        { Placement: null } => PriorityOrder.EmployerList,
                        _ => PriorityOrder.PlacementList,
                    }),
                placement))
            .ToImmutableArray();
        return new(
            [.. caps.OrderBy(cap => cap.Key.Value, StringComparer.Ordinal).Select(cap => new FrozenEmployer(cap.Key, cap.Value))],
            fitted);
    }

    /// <summary>What is left of each capped employer's limit, over all its placements.</summary>
    /// <param name="taken">Seats of its placements that are held or filled outside the round.</param>
    public static Dictionary<EmployerId, int> Caps(IEnumerable<Employer> employers, IReadOnlyDictionary<EmployerId, int> taken) =>
        employers.Where(employer => employer.Profile.InternCap is not null)
            .ToDictionary(employer => employer.Id, employer => Math.Max(0, employer.Profile.InternCap!.Value - taken.GetValueOrDefault(employer.Id)));
}

/// <summary>Whom a round is for.</summary>
internal static class RoundScopes
{
    /// <param name="field">Field of study of the student's program.</param>
    public static bool AdmitsField(this RoundScope scope, string field) =>
        scope.Fields.IsEmpty || scope.Fields.Any(code => field.StartsWith(code, StringComparison.Ordinal));

    public static bool Reaches(this RoundScope scope, IEnumerable<RegionId> reachable) => reachable.Any(scope.Regions.Contains);
}
