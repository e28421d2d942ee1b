using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Rounds;

namespace VocMatch.Domain.Rounds.Lists;

/// <summary>What a list's entry is, for checking the list.</summary>
/// <param name="FailedConstraint">The constraint that rules the placement out for this student, with both values; null where there is none.</param>
public sealed record RankedEntry(EmployerId Employer, string? FailedConstraint);

/// <summary>What is amiss with a list, shown before the lock: most appeals come from lists nobody looked at.</summary>
public static class ListWarnings
{
    /// <param name="ranked">Best first.</param>
    /// <param name="placements">Those in the round.</param>
    /// <returns>About the whole list first, then entry by entry in the list's order.</returns>
    public static ImmutableArray<ListWarning> For(
        ImmutableArray<PlacementId> ranked,
        IReadOnlyDictionary<PlacementId, RankedEntry> placements,
        RoundSettings settings)
    {
        if (ranked.IsEmpty)
        {
            return [new(ListWarningKind.Empty, "You have ranked no placement.")];
        }

        var found = ImmutableArray.CreateBuilder<ListWarning>();
        var reachable = ranked.Distinct().Where(p => placements.TryGetValue(p, out var entry) && entry.FailedConstraint is null).ToArray();
        if (ranked.Length > settings.MaximumRanks)
        {
            found.Add(new(ListWarningKind.TooLong, $"You have ranked {ranked.Length} placements; {settings.MaximumRanks} are allowed."));
        }

        if (reachable.Length < settings.MinimumRanks)
        {
            found.Add(new(ListWarningKind.Short,
                $"{reachable.Length} of your placements can be reached; with fewer than {settings.MinimumRanks} you risk ending without one."));
        }

        var employers = reachable.Select(p => placements[p].Employer).Distinct().ToArray();
        if (reachable.Length > 1 && employers.Length == 1)
        {
            found.Add(new(ListWarningKind.OneEmployer,
                $"All your placements are at employer '{employers[0]}': if it takes somebody else you have none."));
        }

        AddEntries(found, ranked, placements);
        return found.ToImmutable();
    }

    private static void AddEntries(
        ImmutableArray<ListWarning>.Builder found,
        ImmutableArray<PlacementId> ranked,
        IReadOnlyDictionary<PlacementId, RankedEntry> placements)
    {
        var seen = new HashSet<PlacementId>();
        foreach (var placement in ranked)
        {
            if (!seen.Add(placement))
            {
                found.Add(new(ListWarningKind.Duplicate, $"Placement '{placement}' stands in your list twice.", placement));
            }
            else if (!placements.TryGetValue(placement, out var entry))
            {
                found.Add(new(ListWarningKind.NotInRound, $"Placement '{placement}' is not in this round.", placement));
            }
            else if (entry.FailedConstraint is { } constraint)
            {
                found.Add(new(ListWarningKind.Unreachable, $"Placement '{placement}' cannot be yours: {constraint}", placement));
            }
        }
    }
}
