using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Jobs;
using VocMatch.Domain.Rounds.Clearing;
using VocMatch.Matching.Causes;
using VocMatch.Matching.Scoring;

namespace VocMatch.Domain.Adjustments;

/// <summary>The students of a region and the seats within reach that a round left over, every pair with what keeps it apart.</summary>
internal sealed class MissedRound
{
    private static readonly ImmutableArray<int> CauseOfConstraint =
        [.. Enum.GetValues<Constraint>().Select(constraint => MismatchCauses.Of(constraint) is { } cause ? 1 << cause : 0)];

    private readonly ClearingInputs _inputs;

    public MissedRound(
        SolvedInputs solved, RegionId region, ImmutableArray<RegionId> reach, StepProgress? progress = null, CancellationToken cancellation = default)
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

        var board = new PlacementBoard(_inputs.Scorer, [.. seats.Select(placement => _inputs.Placements[placement].Facts)]);
        var seatOf = new int[_inputs.Placements.Length];
        Array.Fill(seatOf, -1);
        for (var seat = 0; seat < seats.Length; seat++)
        {
            seatOf[seats[seat]] = seat;
        }

        var (missed, done) = (new MissedStudent[students.Length], 0);
        Parallel.For(
            0,
            students.Length,
            new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount },
            () => new Scratch(seats.Length),
            (student, _, scratch) =>
            {
                missed[student] = new(students[student].Utf8Id, students[student].Tags, Pairs(students[student], board, seatOf, scratch));
                progress?.Invoke("finding what keeps students and seats apart", Interlocked.Increment(ref done), students.Length);
                return scratch;
            },
            static _ => { });
        var employers = new Dictionary<EmployerId, int>();
        ImmutableArray<SeatsLeft> placements = [.. seats.Select(placement => Left(left.Placements[placement], employers))];
        Market = new(
            placements,
            [.. employers.OrderBy(employer => employer.Value).Select(employer => left.Caps.TryGetValue(employer.Key, out var cap) ? cap : (int?)null)],
            ImmutableCollectionsMarshal.AsImmutableArray(missed),
            _inputs.Seed,
            _inputs.Simulated ? 1 : ScoreUnits.PerHundredth);
        var found = Market.Causes;
        Causes = [.. Enumerable.Range(0, MismatchCauses.All.Length).Where(cause => (found & (1 << cause)) != 0)];
    }

    public int UnfilledSeats { get; }

    /// <summary>Numbers of the causes that some pair has, ascending.</summary>
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

    private MissedPairs Pairs(InputStudent student, PlacementBoard board, int[] seatOf, Scratch scratch)
    {
        var (units, causes, said) = (scratch.Units, scratch.Causes, scratch.Said);
        board.Evaluate(student.Facts, units, causes);
        Array.Clear(said);
        Say(student.Forbidden, Said.Forbidden);
        Say(student.List.Select(entry => entry.Placement), Said.Ranked);
        Say(student.Dropped.Select(dropped => dropped.Placement), Said.Ranked);
        Say(_inputs.Unanswered.GetValueOrDefault(student.Id, []), Said.Waiting);
        for (var seat = 0; seat < causes.Length; seat++)
        {
            var found = (said[seat] & Said.Forbidden) != 0 ? 1 << MismatchCauses.Barred : 0;
            for (var failing = causes[seat]; failing != 0; failing &= failing - 1)
            {
                found |= CauseOfConstraint[BitOperations.TrailingZeroCount(failing)];
            }

            causes[seat] = found
                | ((said[seat] & Said.Waiting) != 0 ? 1 << MismatchCauses.Unanswered
                    : found == 0 && (said[seat] & Said.Ranked) == 0 ? 1 << MismatchCauses.List
                    : 0);
        }

        return MissedPairs.Of(units, causes);

        void Say(IEnumerable<int> placements, Said what)
        {
            foreach (var placement in placements)
            {
                if (seatOf[placement] is >= 0 and var seat)
                {
                    said[seat] |= what;
                }
            }
        }
    }

    /// <summary>What a student has to do with a placement beyond its terms.</summary>
    [Flags]
    private enum Said : byte
    {
        Nothing = 0,
        Forbidden = 1,
        Ranked = 2,
        Waiting = 4,
    }

    /// <summary>One thread's, by seat; the constraints that fail become the causes.</summary>
    private sealed class Scratch(int seats)
    {
        public int[] Units { get; } = new int[seats];

        public int[] Causes { get; } = new int[seats];

        public Said[] Said { get; } = new Said[seats];
    }
}
