using System.Collections.Immutable;
using VocMatch.Contracts.Adjustments;
using VocMatch.Contracts.Identity;
using VocMatch.Matching.Scoring;

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

    /// <summary>Not a constraint of the engine: less than half of the essential skills are held.</summary>
    private const int SkillsBit = 1 << 15;

    private static readonly ImmutableArray<Cause> Causes =
    [
        new("short lists", 0, "the student may rank every placement that would take them"),
        new("region", Bits(Constraint.RegionReachable, Constraint.WithinDistance), "distance and regions do not count"),
        new("field", Bits(Constraint.ProgramField), "fields of study that the posting asks for do not count"),
        new("level", Bits(Constraint.EducationLevel), "the level of qualification asked for does not count"),
        new("timing", Bits(Constraint.WorkPatternFits, Constraint.CommitmentsFree), "the student is free at any time"),
        new("requirements", Bits(Constraint.ChecksValid, Constraint.MinimumAge), "every check is valid and every age is reached"),
        new("conditions", Bits(Constraint.Accommodation, Constraint.Pay, Constraint.HoursPerWeek), "pay, hours and accommodation do not count"),
        new("skills", SkillsBit, "the essential skills that are missing do not count"),
    ];

    /// <param name="region">Students who live there are counted,</param>
    /// <param name="reach">and seats there: the region and those it borders on.</param>
    public MismatchAnswer Of(RegionId region, ImmutableArray<RegionId> reach)
    {
        var inputs = solved.Inputs;
        var free = solved.FreeSeats();
        int[] students =
        [
            .. Enumerable.Range(0, inputs.Students.Length)
                .Where(student => solved.PlacementOf[student] < 0 && inputs.Students[student].Question.Profile.Region == region),
        ];
        int[] placements =
        [
            .. Enumerable.Range(0, free.Length)
                .Where(placement => free[placement] > 0 && reach.Contains(inputs.Placements[placement].Region)),
        ];
        var failed = Failed(students, placements);
        var alone = Causes.Select(cause => Pair(students, placements, failed, cause, [.. free], new bool[students.Length])).ToList();
        var (left, placed) = (free.ToArray(), new bool[students.Length]);
        var parts = ImmutableArray.CreateBuilder<MismatchPart>(Causes.Length + 1);
        for (var i = 0; i < Causes.Length; i++)
        {
            var cases = Pair(students, placements, failed, Causes[i], left, placed);
            parts.Add(new(Causes[i].Name, alone[i], cases, Causes[i].Meaning));
        }

        var (seats, unplaced) = (placements.Sum(placement => free[placement]), students.Length);
        var total = Math.Min(seats, unplaced);
        var rest = total - parts.Sum(part => part.Cases);
        parts.Add(new(Several, rest, rest, "two or more of these causes would have to be lifted together"));
        return new(region, inputs.Basis, inputs.Simulated, seats, unplaced, total, parts.MoveToImmutable());
    }

    /// <summary>For every student the constraints that fail at every placement.</summary>
    private ushort[][] Failed(int[] students, int[] placements)
    {
        var failed = new ushort[students.Length][];
        Parallel.For(0, students.Length, s =>
        {
            var facts = solved.Inputs.Students[students[s]].Facts;
            var held = SimulatedLists.Held(facts);
            failed[s] = Array.ConvertAll(placements, placement =>
            {
                var offered = solved.Inputs.Placements[placement].Facts;
                return (ushort)(FailedConstraints.Of(facts, offered) | (SimulatedLists.IsAcceptable(held, offered) ? 0 : SkillsBit));
            });
        });
        return failed;
    }

    /// <summary>Pairs who are kept apart by nothing but the cause, the highest score first.</summary>
    /// <param name="free">Seats left over; the pairs' seats are taken out.</param>
    /// <param name="placed">Students who are paired already; those of the new pairs are added.</param>
    private int Pair(int[] students, int[] placements, ushort[][] failed, Cause cause, int[] free, bool[] placed)
    {
        var options = new List<(int Units, int Student, int Placement)>();
        for (var s = 0; s < students.Length; s++)
        {
            if (placed[s])
            {
                continue;
            }

            var facts = solved.Inputs.Students[students[s]].Facts;
            for (var p = 0; p < placements.Length; p++)
            {
                if (free[placements[p]] > 0 && (failed[s][p] & ~cause.Lifted) == 0 && (cause.Lifted == 0 || failed[s][p] != 0))
                {
                    options.Add((solved.Inputs.Scorer.ScoreRegardless(facts, solved.Inputs.Placements[placements[p]].Facts), s, placements[p]));
                }
            }
        }

        var pairs = 0;
        foreach (var (_, student, placement) in options
            .OrderByDescending(option => option.Units).ThenBy(option => option.Student).ThenBy(option => option.Placement))
        {
            if (!placed[student] && free[placement] > 0)
            {
                placed[student] = true;
                free[placement]--;
                pairs++;
            }
        }

        return pairs;
    }

    private static int Bits(params ReadOnlySpan<Constraint> constraints)
    {
        var bits = 0;
        foreach (var constraint in constraints)
        {
            bits |= 1 << (int)constraint;
        }

        return bits;
    }

    private sealed record Cause(string Name, int Lifted, string Meaning);
}
