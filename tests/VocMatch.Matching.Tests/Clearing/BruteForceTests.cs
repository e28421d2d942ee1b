using VocMatch.Matching.Clearing;
using VocMatch.Matching.Clearing.Markets;
using VocMatch.Matching.Clearing.Solving;

namespace VocMatch.Matching.Tests.Clearing;

public class BruteForceTests
{
    private const string Seed = "lot";

    [Fact]
    public void The_result_is_stable_and_best_for_every_student_among_all_stable_matchings()
    {
        for (var seed = 0; seed < 1_500; seed++)
        {
            var market = RandomMarket.Draw(seed, maxStudents: 4);
            var reference = new Reference(market, Seed);
            var assignment = Solve(market);
            var stable = 0;
            foreach (var matching in reference.AllMatchings())
            {
                if (!reference.IsFeasible(matching) || !reference.IsStable(matching))
                {
                    continue;
                }

                stable++;
                for (var student = 0; student < matching.Length; student++)
                {
                    Assert.True(Place(market, assignment, student) <= (matching[student]?.Place ?? int.MaxValue), $"seed {seed}: student {student} could do better");
                }
            }

            Assert.True(stable > 0 && reference.IsStable(Contracts(reference, assignment)), $"seed {seed}: the result is not stable");
        }
    }

    [Fact]
    public void The_result_is_that_of_the_literal_rule()
    {
        for (var seed = 0; seed < 4_000; seed++)
        {
            var market = RandomMarket.Draw(10_000 + seed, maxStudents: 9, maxPlacements: 6);
            var expected = new Reference(market, Seed).Solve().Select(contract => contract?.Placement ?? -1);
            var assignment = Solve(market);
            Assert.True(expected.SequenceEqual(Enumerable.Range(0, market.Students.Count).Select(assignment.PlacementOf)), $"seed {10_000 + seed}");
        }
    }

    [Fact]
    public void A_student_clears_exactly_what_the_employer_would_take_in_every_feasible_matching()
    {
        for (var seed = 0; seed < 600; seed++)
        {
            var market = RandomMarket.Draw(50_000 + seed, maxStudents: 4, maxPlacements: 3);
            var open = OpenMarket.Of(market);
            var lottery = Lottery.Draw(market.Students, Seed);
            var reference = new Reference(market, Seed);
            foreach (var matching in reference.AllMatchings().Where(reference.IsFeasible))
            {
                var assignment = new SeatAssignment(open, [.. matching.Select((contract, student) => contract is null ? -1 : open.WishStart[student] + contract.Place)]);
                var cutoffs = Cutoffs.Of(assignment, lottery);
                var byCutoffs = reference.Lists.SelectMany(list => list).All(contract =>
                    (matching[contract.Student]?.Place ?? int.MaxValue) <= contract.Place
                    || !cutoffs.Clears(contract.Student, contract.Placement, Key(market, lottery, contract)));
                Assert.True(byCutoffs == reference.IsStable(matching), $"seed {50_000 + seed}");
            }
        }
    }

    [Fact]
    public void Every_stable_matching_places_the_same_students_and_fills_every_employer_alike()
    {
        var several = 0;
        for (var seed = 0; seed < 1_500; seed++)
        {
            var market = RandomMarket.Draw(80_000 + seed, maxStudents: 4);
            var reference = new Reference(market, Seed);
            var seen = new HashSet<string>();
            var stable = 0;
            foreach (var matching in reference.AllMatchings().Where(reference.IsFeasible).Where(reference.IsStable))
            {
                stable++;
                var placed = string.Join(',', matching.Select(contract => contract is not null));
                var counts = matching.OfType<Reference.Contract>().CountBy(contract => reference.EmployerOf(contract.Placement)).OrderBy(count => count.Key);
                seen.Add(placed + "|" + string.Join(',', counts));
            }

            several += stable > 1 ? 1 : 0;
            Assert.True(seen.Count == 1, $"seed {80_000 + seed}");
        }

        Assert.True(several >= 10, $"only {several} markets have several stable matchings");
    }

    [Fact]
    public void No_student_gains_by_any_other_list()
    {
        for (var seed = 0; seed < 250; seed++)
        {
            var market = RandomMarket.Draw(120_000 + seed, maxStudents: 4, maxPlacements: 3);
            var truth = new Reference(market, Seed);
            var honest = truth.Solve();
            for (var student = 0; student < truth.Lists.Count; student++)
            {
                var list = truth.Lists[student].ToList();
                foreach (var report in OrderedSubsets(list))
                {
                    truth.Lists[student].Clear();
                    truth.Lists[student].AddRange(report);
                    var got = Array.Find(truth.Solve(), contract => contract?.Student == student);
                    var place = got is null ? int.MaxValue : list.FindIndex(contract => contract.Placement == got.Placement);
                    Assert.True(place >= (honest[student]?.Place ?? int.MaxValue), $"seed {120_000 + seed}, student {student}");
                }

                truth.Lists[student].Clear();
                truth.Lists[student].AddRange(list);
            }
        }
    }

    internal static SeatAssignment Solve(ClearingMarket market) =>
        ClearingSolver.Solve(OpenMarket.Of(market), Lottery.Draw(market.Students, Seed));

    private static IEnumerable<List<T>> OrderedSubsets<T>(List<T> items)
    {
        yield return [];
        foreach (var first in items)
        {
            foreach (var rest in OrderedSubsets(items.Where(item => !ReferenceEquals(item, first)).ToList()))
            {
                yield return [first, .. rest];
            }
        }
    }

    private static long Key(ClearingMarket market, Lottery lottery, Reference.Contract contract) =>
        lottery.Key(market.Wishes(contract.Student)[contract.Place].PriorityCode, contract.Student);

    private static Reference.Contract?[] Contracts(Reference reference, SeatAssignment assignment) =>
        [.. reference.Lists.Select((list, student) => list.Find(contract => contract.Placement == assignment.PlacementOf(student)))];

    private static int Place(ClearingMarket market, SeatAssignment assignment, int student)
    {
        var wishes = market.Wishes(student);
        for (var place = 0; place < wishes.Length; place++)
        {
            if (wishes[place].Placement == assignment.PlacementOf(student))
            {
                return place;
            }
        }

        return int.MaxValue;
    }
}
