using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Rounds;

namespace VocMatch.Domain.Rounds.Clearing;

/// <summary>What a first pass leaves for the second (C10 of the clearing's specification): seats, reserves and caps.</summary>
/// <param name="Placements">In the order of those before.</param>
/// <param name="Caps">Of the capped employers.</param>
internal sealed record LeftOver(ImmutableArray<FrozenPlacement> Placements, IReadOnlyDictionary<EmployerId, int> Caps)
{
    /// <param name="taken">For every student with a place its number among the placements, and the student's tags.</param>
    public static LeftOver Of(
        IReadOnlyList<FrozenPlacement> placements,
        IReadOnlyDictionary<EmployerId, int> caps,
        IEnumerable<(int Placement, ImmutableArray<string> Tags)> taken)
    {
        var left = new Dictionary<EmployerId, int>(caps);
        var seats = placements.Select(placement => placement.Seats).ToArray();
        var takenByTag = new Dictionary<(int, string), int>();
        foreach (var (at, tags) in taken)
        {
            var placement = placements[at];
            seats[at]--;
            if (left.TryGetValue(placement.Employer, out var cap))
            {
                left[placement.Employer] = cap - 1;
            }

            if (placement.Reserves.FirstOrDefault(reserve => tags.Contains(reserve.Tag)) is { } own)
            {
                takenByTag[(at, own.Tag)] = takenByTag.GetValueOrDefault((at, own.Tag)) + 1;
            }
        }

        var reservable = new Dictionary<EmployerId, int>(left);
        return new(
            [.. placements.Select((placement, at) => placement with { Seats = seats[at], Reserves = ReservesLeft(at, placement, seats[at], takenByTag, reservable) })],
            left);
    }

    /// <summary>Whether somebody can still get in there.</summary>
    public bool HasRoom(int placement) =>
        Placements[placement] is { Seats: > 0 } open && Caps.GetValueOrDefault(open.Employer, int.MaxValue) > 0;

    /// <summary>A soft reserve that somebody else took the seats of is smaller by them.</summary>
    private static ImmutableArray<Reserve> ReservesLeft(
        int at, FrozenPlacement placement, int seats, Dictionary<(int, string), int> takenByTag, Dictionary<EmployerId, int> reservable) =>
        placement.Reserves.IsEmpty
            ? []
            : FittedReserves.Of(
                placement.Reserves.Select(reserve => reserve with { Seats = reserve.Seats - takenByTag.GetValueOrDefault((at, reserve.Tag)) }),
                placement.Employer,
                seats,
                reservable);
}
