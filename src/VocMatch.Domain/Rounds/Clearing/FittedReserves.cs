using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Domain.Rounds.Clearing;

/// <summary>Reserves within seats and caps (R1, R2 of the clearing's specification), and as the engine takes them.</summary>
internal static class FittedReserves
{
    /// <summary>Reserves in their own order as long as seats and cap last.</summary>
    /// <param name="asked">Seats below 1 where others have used a reserve up.</param>
    /// <param name="reservable">What is left of each capped employer's limit; what is reserved here is taken from it.</param>
    public static ImmutableArray<Reserve> Of(IEnumerable<Reserve> asked, EmployerId employer, int seats, Dictionary<EmployerId, int> reservable)
    {
        var room = Math.Min(seats, reservable.GetValueOrDefault(employer, int.MaxValue));
        var left = room;
        var kept = ImmutableArray.CreateBuilder<Reserve>();
        foreach (var reserve in asked.Where(reserve => IsNamed(reserve.Tag)))
        {
            if (TagReserve.Fit(reserve.Seats, ref left) is > 0 and var fits)
            {
                kept.Add(reserve with { Seats = fits });
            }
        }

        if (reservable.TryGetValue(employer, out var before))
        {
            reservable[employer] = before - (room - left);
        }

        return kept.ToImmutable();
    }

    /// <summary>A tag of before they were held to the clearing's rule, which it could not write down: it reserves nothing, and stops no round.</summary>
    public static bool IsNamed(string tag) => !tag.Contains(':', StringComparison.Ordinal);

    public static ImmutableArray<TagReserve> ToEngine(this ImmutableArray<Reserve> reserves) =>
        reserves.IsEmpty ? [] : [.. reserves.Select(reserve => new TagReserve(reserve.Tag, reserve.Seats))];
}
