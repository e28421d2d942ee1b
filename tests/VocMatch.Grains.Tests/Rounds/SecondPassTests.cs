using VocMatch.Contracts.Identity;
using VocMatch.Domain.Rounds.Clearing;
using Xunit;

namespace VocMatch.Grains.Tests.Rounds;

/// <summary>Brute force over small rounds: every list, and both answers to completion.</summary>
public sealed class SecondPassTests
{
    private const int Fast = 250;

    [Fact]
    public void No_student_ever_does_better_than_with_the_true_full_list() => Truthful(0, Fast, mostPlacements: 3);

    [Trait("Lane", "Full")]
    [Fact]
    public void No_student_ever_does_better_than_with_the_true_full_list_in_thousands_of_rounds() => Truthful(100_000, 4_000, mostPlacements: 4);

    [Fact]
    public void The_search_finds_what_moving_short_lists_whole_to_the_second_pass_cost()
    {
        var costly = Enumerable.Range(0, Fast).Count(seed => Better(SmallRound.Draw(seed), new Random(seed), MovedWhole) is not null);

        Assert.True(costly > Fast / 20, $"{costly} of {Fast}: the search would not find an unfair rule.");
    }

    [Fact]
    public void Agreeing_changes_nothing_of_what_the_own_choices_give_and_takes_nothing_from_them()
    {
        var completed = 0;
        for (var seed = 0; seed < Fast; seed++)
        {
            var round = SmallRound.Draw(seed);
            var result = RoundSimulation.Of(round.Rows, round.Round.Settings, out _)!.Under(round.Round.Seed);
            foreach (var student in round.Students)
            {
                var refusing = round.With(student with { Agrees = false }).Outcome(student.Id);
                var agreeing = round.With(student with { Agrees = true }).Outcome(student.Id);
                Assert.True(refusing is null || refusing == agreeing, $"seed {seed}: {student.Id} loses {refusing} by agreeing");
            }

            var second = round.Students.Where(student => result.PlacementOf(student.Id) is { } held && student.Fixed is null && !student.Ranked.Contains(held)).ToList();
            completed += second.Count;
            foreach (var taken in second.Select(student => result.PlacementOf(student.Id)!.Value))
            {
                Assert.DoesNotContain(round.Students, student => Prefers(student, taken, result.PlacementOf(student.Id)));
            }
        }

        Assert.True(completed > Fast / 10, $"Only {completed} students were completed: the rounds test nothing.");

        static bool Prefers(SmallRound.Student student, PlacementId taken, PlacementId? held) =>
            student.Fixed is null && student.Ranked.Contains(taken) && student.Possible.Contains(taken)
            && held != taken && (held is not { } own || !student.Ranked.Contains(own) || student.Ranked.IndexOf(taken) < student.Ranked.IndexOf(own));
    }

    [Fact]
    public void The_certified_clearing_gives_what_the_simulation_gives()
    {
        for (var seed = 0; seed < Fast; seed++)
        {
            var round = SmallRound.Draw(seed);
            var simulated = RoundSimulation.Of(round.Rows, round.Round.Settings, out _)!.Under(round.Round.Seed);
            var (solved, refusal) = RoundClearer.Solve(round.Round, round.Rows, static (_, _, _) => { });
            Assert.True(solved is not null, $"seed {seed}: {refusal}");
            var assigned = solved!.Assignments.ToDictionary(assignment => assignment.Student, assignment => assignment.Placement);
            foreach (var student in round.Students)
            {
                Assert.Equal(assigned.TryGetValue(student.Id, out var placement) ? placement : null, simulated.PlacementOf(student.Id));
            }
        }
    }

    private static void Truthful(int from, int rounds, int mostPlacements)
    {
        for (var seed = from; seed < from + rounds; seed++)
        {
            var found = Better(SmallRound.Draw(seed, mostPlacements), new Random(seed), static rows => rows);
            Assert.True(found is null, $"seed {seed}: {found}");
        }
    }

    /// <summary>Somebody who does better with another list or answer than with the true full list; null: nobody.</summary>
    private static string? Better(SmallRound round, Random random, Func<MarketRows, MarketRows> rule)
    {
        foreach (var student in round.Students.Where(student => student.Fixed is null))
        {
            var truth = student.Possible.ToArray();
            random.Shuffle(truth);
            var most = new[] { true, false }.Max(agrees => Place(truth, Outcome(student with { Ranked = [.. truth], Agrees = agrees })));
            foreach (var list in student.Lists())
            {
                foreach (var agrees in new[] { true, false })
                {
                    if (Place(truth, Outcome(student with { Ranked = list, Agrees = agrees })) < most)
                    {
                        return $"{student.Id} of {string.Join(">", truth)} does better with [{string.Join(",", list)}], agrees: {agrees}";
                    }
                }
            }
        }

        return null;

        PlacementId? Outcome(SmallRound.Student changed) => RoundSimulation
            .Of(rule(round.With(changed).Rows), round.Round.Settings, out _)!.Under(round.Round.Seed).PlacementOf(changed.Id);

        static int Place(PlacementId[] truth, PlacementId? held) => held is { } own ? Array.IndexOf(truth, own) : truth.Length;
    }

    /// <summary>As locks of earlier versions did: whoever agreed and ranked fewer than two is completed, own choices and all.</summary>
    private static MarketRows MovedWhole(MarketRows rows) => rows with
    {
        Students =
        [
            .. rows.Students.Select(student => student.Completion is { } completion && student.Applications.Length < 2
                ? student with { Pass = 2, Applications = [.. student.Applications, .. completion], Completion = null }
                : student with { Completion = null }),
        ],
    };
}
