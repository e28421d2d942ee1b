using System.Collections.Immutable;
using VocMatch.Contracts.Adjustments;
using VocMatch.Contracts.Identity;

namespace VocMatch.Grains.Adjustments;

/// <summary>
/// Splits what stays empty and unplaced at once by cause. The unplaced students and the seats left over are cleared against each other
/// with one cause lifted, the pairs that form are laid to it and taken out, and the next cause is lifted for those who remain; who
/// remains at the end is kept apart by several causes at once. So the parts add up to the smaller of the two numbers.
/// </summary>
/// <remarks>Both sides prefer the higher score, so pairing the best remaining pair first is the one stable matching.</remarks>
internal sealed class Mismatches(SolvedRound solved)
{
    public const string Several = "several at once";

    /// <param name="region">Students who live there are counted,</param>
    /// <param name="reach">and seats there: the region and those it borders on.</param>
    public MismatchAnswer Of(RegionId region, ImmutableArray<RegionId> reach)
    {
        var (students, free) = Missed(region, reach);
        var lifting = new LiftedCauses(solved.Inputs, free);
        var (left, placed) = (free.ToArray(), new bool[students.Length]);
        var parts = ImmutableArray.CreateBuilder<MismatchPart>(LiftedCauses.All.Length + 1);
        var withLongLists = 0;
        foreach (var cause in LiftedCauses.All)
        {
            var options = lifting.Options(students, cause);
            var alone = Pair(options, [.. free], new bool[students.Length]);
            var cases = Pair(options, left, placed);
            parts.Add(new(cause.Name, Math.Max(0, alone - withLongLists), cases, cause.Meaning));
            withLongLists = cause == LiftedCauses.ShortLists ? alone : withLongLists;
        }

        var total = Math.Min(free.Sum(), students.Length);
        var rest = total - parts.Sum(part => part.Cases);
        parts.Add(new(Several, rest, rest, "two or more of these causes would have to be lifted together"));
        return new(
            region, solved.Inputs.Basis, solved.Inputs.Simulated, free.Sum(), students.Length, total, parts.MoveToImmutable());
    }

    /// <summary>The cases of every cause as <see cref="Of"/> finds them, without what each would give alone: for statistics over many regions.</summary>
    public IEnumerable<(string Cause, int Cases)> Cases(RegionId region, ImmutableArray<RegionId> reach)
    {
        var (students, free) = Missed(region, reach);
        var lifting = new LiftedCauses(solved.Inputs, free);
        var rest = Math.Min(free.Sum(), students.Length);
        foreach (var cause in LiftedCauses.All)
        {
            var placed = new bool[students.Length];
            var cases = Pair(lifting.Options(students, cause), free, placed);
            students = [.. students.Where((_, student) => !placed[student])];
            rest -= cases;
            yield return (cause.Name, cases);
        }

        yield return (Several, rest);
    }

    /// <summary>The unplaced students of a region, and by placement the seats within reach that nobody got.</summary>
    private (int[] Students, int[] Free) Missed(RegionId region, ImmutableArray<RegionId> reach)
    {
        var inputs = solved.Inputs;
        var free = solved.FreeSeats();
        for (var placement = 0; placement < free.Length; placement++)
        {
            free[placement] = reach.Contains(inputs.Placements[placement].Region) ? free[placement] : 0;
        }

        return (
            [
                .. Enumerable.Range(0, inputs.Students.Length)
                    .Where(student => solved.PlacementOf[student] < 0 && inputs.Students[student].Question.Profile.Region == region),
            ],
            free);
    }

    /// <summary>Pairs the best first.</summary>
    /// <param name="options">For every student placements with the score there.</param>
    /// <param name="free">Seats left over; the pairs' seats are taken out.</param>
    /// <param name="placed">Students who are paired already; those of the new pairs are added.</param>
    private static int Pair(ImmutableArray<ListEntry>[] options, int[] free, bool[] placed)
    {
        var pairs = 0;
        foreach (var (student, option) in options
            .SelectMany((own, student) => own.Select(option => (Student: student, Option: option)))
            .Where(pair => !placed[pair.Student] && free[pair.Option.Placement] > 0)
            .OrderByDescending(pair => pair.Option.Units)
            .ThenBy(pair => pair.Student)
            .ThenBy(pair => pair.Option.Placement)
            .ToList())
        {
            if (!placed[student] && free[option.Placement] > 0)
            {
                placed[student] = true;
                free[option.Placement]--;
                pairs++;
            }
        }

        return pairs;
    }
}
