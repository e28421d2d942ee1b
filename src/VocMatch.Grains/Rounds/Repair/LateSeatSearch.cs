using System.Collections.Concurrent;
using System.Collections.Immutable;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Rounds.Clearing;

namespace VocMatch.Grains.Rounds.Repair;

/// <summary>
/// Finds the seats of a round's placements that came free or were added after its lock. A capped employer gives no more of them than its cap
/// has slack before the repair: with more, somebody could get a worse place (L3 of the clearing's specification).
/// </summary>
internal sealed class LateSeatSearch(IGrainFactory grains)
{
    /// <returns>Only where somebody of the round would rather be, by placement id.</returns>
    public async Task<ImmutableArray<LateSeats>> Find(RoundId round, MarketRows present, Dictionary<StudentId, Assignment> assigned)
    {
        var wanted = Wanted(present.Students, assigned);
        var late = new ConcurrentBag<(FrozenPlacement Placement, int Seats)>();
        await ManyGrains.ForEach(present.Placements.Where(placement => wanted.Contains(placement.Id)), async placement =>
        {
            if (await grains.GetGrain<IPlacementGrain>(placement.Id.Value).CountOf(round) is { } count
                && count.Given - placement.Seats + count.Free is > 0 and var seats)
            {
                late.Add((placement, seats));
            }
        });
        var slack = Slack(present, assigned);
        var found = ImmutableArray.CreateBuilder<LateSeats>();
        foreach (var (placement, seats) in late.OrderBy(one => one.Placement.Id.Value, StringComparer.Ordinal))
        {
            var given = Math.Min(seats, slack.GetValueOrDefault(placement.Employer, int.MaxValue));
            if (given > 0)
            {
                found.Add(new(placement.Id, given));
                if (slack.TryGetValue(placement.Employer, out var before))
                {
                    slack[placement.Employer] = before - given;
                }
            }
        }

        return found.ToImmutable();
    }

    private static HashSet<PlacementId> Wanted(IReadOnlyList<FrozenStudent> students, Dictionary<StudentId, Assignment> assigned) =>
    [
        .. students.Where(student => student.Fixed is null).SelectMany(student => student.Applications.Concat(student.Completion ?? [])
            .TakeWhile(application => application.Placement != assigned.GetValueOrDefault(student.Id)?.Placement)
            .Select(application => application.Placement)),
    ];

    private static Dictionary<EmployerId, int> Slack(MarketRows present, Dictionary<StudentId, Assignment> assigned)
    {
        var employers = present.Placements.ToDictionary(placement => placement.Id, placement => placement.Employer);
        var slack = present.Employers.ToDictionary(employer => employer.Id, employer => employer.Cap);
        foreach (var assignment in assigned.Values)
        {
            var employer = employers[assignment.Placement];
            if (slack.TryGetValue(employer, out var left))
            {
                slack[employer] = left - 1;
            }
        }

        return slack;
    }
}
