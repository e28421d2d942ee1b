using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Rounds;
using VocMatch.Grains.Rounds;
using VocMatch.Matching.Causes;
using VocMatch.Matching.Scoring;

namespace VocMatch.Grains.Adjustments;

/// <summary>The students of a region and the seats within reach that a round left over, every pair with what keeps it apart.</summary>
internal sealed class MissedRound
{
    private static readonly ImmutableArray<int> CauseOfConstraint =
        [.. Enum.GetValues<Constraint>().Select(constraint => MismatchCauses.Of(constraint) is { } cause ? 1 << cause : 0)];

    private readonly RoundInputs _inputs;

    public MissedRound(SolvedRound solved, RegionId region, ImmutableArray<RegionId> reach, CancellationToken cancellation)
    {
        _inputs = solved.Inputs;
        var left = LeftOver.Of(
            _inputs.Placements.Select(placement => new FrozenPlacement(placement.Id, placement.Employer, placement.Facts.OpenSeats, placement.Reserves)).ToList(),
            _inputs.Caps,
            Enumerable.Range(0, _inputs.Students.Length).Where(student => solved.PlacementOf[student] >= 0)
                .Select(student => (solved.PlacementOf[student], _inputs.Students[student].Tags)));
        var seats = Enumerable.Range(0, _inputs.Placements.Length)
            .Where(placement => reach.Contains(_inputs.Placements[placement].Region) && left.HasRoom(placement))
            .ToArray();
        var students = Enumerable.Range(0, _inputs.Students.Length)
            .Where(student => solved.PlacementOf[student] < 0 && _inputs.Students[student].Question.Profile.Region == region)
            .Select(student => _inputs.Students[student])
            .ToArray();
        var free = solved.FreeSeats();
        UnfilledSeats = seats.Sum(placement => free[placement]);

        PreparedPlacement[] prepared = [.. seats.Select(placement => _inputs.Scorer.Prepare(_inputs.Placements[placement].Facts))];
        var pairs = new MissedPair[students.Length][];
        Parallel.For(
            0, students.Length, new ParallelOptions { CancellationToken = cancellation }, student => pairs[student] = Pairs(students[student], seats, prepared));
        var found = pairs.SelectMany(own => own).Aggregate(0, (causes, pair) => causes | pair.Causes);
        Causes = [.. Enumerable.Range(0, MismatchCauses.All.Length).Where(cause => (found & (1 << cause)) != 0)];
        var employers = new Dictionary<EmployerId, int>();
        ImmutableArray<SeatsLeft> placements = [.. seats.Select(placement => Left(left.Placements[placement], employers))];
        Market = new(
            placements,
            [.. employers.OrderBy(employer => employer.Value).Select(employer => left.Caps.TryGetValue(employer.Key, out var cap) ? cap : (int?)null)],
            [.. students.Select((student, at) => new MissedStudent(student.Utf8Id, student.Tags, Numbered(pairs[at])))],
            _inputs.Seed,
            _inputs.Simulated ? 1 : SavedLists.UnitsShown);
    }

    public int UnfilledSeats { get; }

    /// <summary>Numbers of the causes that some pair has; the market counts them from 0 in this order.</summary>
    public ImmutableArray<int> Causes { get; }

    public MissedMarket Market { get; }

    private static SeatsLeft Left(FrozenPlacement placement, Dictionary<EmployerId, int> employers)
    {
        if (!employers.TryGetValue(placement.Employer, out var employer))
        {
            employers[placement.Employer] = employer = employers.Count;
        }

        return new(placement.Seats, employer, [.. placement.Reserves.Select(reserve => (reserve.Tag, reserve.Seats))]);
    }

    private MissedPair[] Pairs(InputStudent student, int[] seats, PreparedPlacement[] prepared)
    {
        var judged = _inputs.Scorer.For(student.Facts);
        var ranked = student.List.Select(entry => entry.Placement).Concat(student.Dropped.Select(dropped => dropped.Placement)).ToHashSet();
        var waiting = _inputs.Unanswered.GetValueOrDefault(student.Id, []);
        var pairs = new MissedPair[seats.Length];
        for (var seat = 0; seat < seats.Length; seat++)
        {
            var placement = seats[seat];
            var (units, failing) = judged.Judge(prepared[seat]);
            var causes = student.Forbidden.Contains(placement) ? 1 << MismatchCauses.Barred : 0;
            for (; failing != 0; failing &= failing - 1)
            {
                causes |= CauseOfConstraint[BitOperations.TrailingZeroCount(failing)];
            }

            causes |= waiting.Contains(placement) ? 1 << MismatchCauses.Unanswered
                : causes == 0 && !ranked.Contains(placement) ? 1 << MismatchCauses.List
                : 0;
            pairs[seat] = new(seat, units, causes);
        }

        return pairs;
    }

    /// <summary>In place: there are as many pairs as students times seats.</summary>
    private ImmutableArray<MissedPair> Numbered(MissedPair[] pairs)
    {
        for (var i = 0; i < pairs.Length; i++)
        {
            var causes = 0;
            for (var cause = 0; cause < Causes.Length; cause++)
            {
                causes |= (pairs[i].Causes >> Causes[cause] & 1) << cause;
            }

            pairs[i] = pairs[i] with { Causes = causes };
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(pairs);
    }
}
