using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Rounds;
using VocMatch.Domain.Rounds.Clearing;
using VocMatch.Domain.Rounds.Repair;
using Xunit;

namespace VocMatch.Grains.Tests.Rounds;

/// <summary>Every sentence of a student's result, held against solving again.</summary>
public sealed class StudentResultTests
{
    private const int Rounds = 250;

    [Fact]
    public void No_other_list_gets_a_place_of_which_that_is_said() => NoOtherListHelps(0, Rounds, mostPlacements: 3);

    [Trait("Lane", "Full")]
    [Fact]
    public void No_other_list_gets_a_place_of_which_that_is_said_in_thousands_of_rounds() => NoOtherListHelps(200_000, 3_000, mostPlacements: 4);

    [Fact]
    public void The_list_is_answered_as_it_was_frozen_each_rank_once_and_what_was_not_ranked_has_no_rank()
    {
        ForEach((round, solved, student, result, because) =>
        {
            Assert.True(student.Ranked.SequenceEqual(result.Ranked.Select(answer => answer.Placement)), because);
            Assert.True(Enumerable.Range(1, student.Ranked.Length).SequenceEqual(result.Ranked.Select(answer => answer.Rank)), because);
            Assert.Equal(round.Outcome(student.Id), result.Assignment?.Placement);
            if (result.Assignment is { } assigned)
            {
                Assert.True((assigned.Rank == 0) == !student.Ranked.Contains(assigned.Placement) || student.Fixed is not null, because);
                Assert.Equal(student.Fixed is not null ? 0 : student.Ranked.Contains(assigned.Placement) ? 1 : 2, assigned.Pass);
            }
        });
    }

    [Fact]
    public void Every_reason_is_the_one_that_the_inputs_and_the_result_give()
    {
        var seen = new HashSet<string>();
        ForEach((round, solved, student, result, because) =>
        {
            foreach (var answer in result.Ranked)
            {
                seen.Add(answer.Reason);
                var placement = round.Placements.First(one => one.Id == answer.Placement);
                var held = result.Assignment is { Pass: < 2 } own ? own : null;
                var byHand = round.Students.Count(other => other.Fixed?.Placement == answer.Placement);
                var expected = student.Fixed is not null && student.Priorities.ContainsKey(answer.Placement)
                    ? held!.Placement == answer.Placement ? "held" : "placedByHand"
                    : !student.Possible.Contains(answer.Placement) ? "notEligible"
                    : held?.Placement == answer.Placement ? "held"
                    : held is not null && held.Rank < answer.Rank ? "ownPlaceRankedBetter"
                    : placement.Seats - byHand == 0 ? "noSeats"
                    : null;
                if (expected is not null)
                {
                    Assert.Equal((because, expected), (because, answer.Reason));
                }

                Assert.Equal(answer.Reason == "ownPlaceRankedBetter", answer.Sentence.Contains($"choice number {held?.Rank},", StringComparison.Ordinal));
                Assert.DoesNotContain("It has no seats", answer.Sentence, StringComparison.Ordinal);
                Assert.True(answer.Reason != "noSeats" || placement.Seats == 0 == answer.Sentence.Contains("when the clearing began", StringComparison.Ordinal), because);
                Assert.True(answer.Reason != "belowCutoff" || answer.Priority < answer.ClosedAt, because);
                Assert.True(answer.Reason != "lotteryDecided" || answer.Priority == answer.ClosedAt, because);
            }
        });
        Assert.Superset(
            new HashSet<string> { "held", "placedByHand", "notEligible", "ownPlaceRankedBetter", "noSeats", "belowCutoff", "lotteryDecided", "employerLimit" }, seen);
    }

    [Fact]
    public void What_the_second_pass_looked_at_is_told_in_its_order_and_speaks_of_no_choice()
    {
        var completed = 0;
        ForEach((round, solved, student, result, because) =>
        {
            var takesPart = student.Agrees && student.Fixed is null && !(result.Assignment is { Pass: 1 });
            Assert.True((result.Completion is not null) == takesPart, because);
            Assert.True((result.Pass == 2) == takesPart, because);
            foreach (var answer in result.Completion ?? [])
            {
                Assert.DoesNotContain(answer.Placement, student.Ranked);
                Assert.False(answer.NoOtherListHelps);
                Assert.DoesNotContain("choice", answer.Sentence, StringComparison.Ordinal);
            }

            if (result is { Assignment: { Pass: 2 } assigned, Completion: { } looked })
            {
                completed++;
                var number = looked.Select(answer => answer.Placement).ToList().IndexOf(assigned.Placement) + 1;
                Assert.EndsWith($"you got number {number}.", result.Summary, StringComparison.Ordinal);
                Assert.All(looked.Take(number - 1), answer => Assert.NotEqual("ownPlaceRankedBetter", answer.Reason));
            }

            Assert.Equal(result.Assignment is { Pass: 1 }, result.Summary.Contains("choice number", StringComparison.Ordinal));
            Assert.Equal(result.Assignment is { Pass: 1 } first ? $"You got your choice number {first.Rank}." : result.Summary, result.Summary);
        });
        Assert.True(completed > 30, $"Only {completed} students were completed: the rounds test nothing.");
    }

    [Fact]
    public void After_a_repair_the_whole_list_is_still_answered_and_nothing_is_said_of_other_lists()
    {
        var (left, accepted) = (0, 0);
        for (var seed = 0; seed < Rounds; seed++)
        {
            var round = SmallRound.Draw(seed);
            var random = new Random(seed);
            var first = Solved(round.Round, round.Rows);
            var placed = first.Assignments.ToDictionary(assignment => assignment.Student, assignment => assignment.Placement);
            var leaves = placed.Keys.Where(_ => random.Next(3) == 0).ToHashSet();
            var stays = placed.Where(one => !leaves.Contains(one.Key) && random.Next(2) == 0).ToDictionary();
            var rows = RepairedRows.Of(round.Rows, leaves, stays, [], null, new(placed));
            var second = Solved(round.Round, rows);
            var repaired = round.Round with { Repairs = [new(2, default, leaves.Count, 0, 0, second.Result.First, second.Result.Second)] };
            foreach (var student in round.Students)
            {
                var (own, now) = (student.Frozen(), rows.Students.First(row => row.Id == student.Id));
                var whole = StudentCase.IsWhole(own, now);
                var result = StudentResults.Of(repaired, student.Id, new(own, now, whole ? now : own, whole ? second : first, whole ? 2 : 1, second));
                var because = $"seed {seed}, {student.Id}";
                Assert.True(student.Ranked.SequenceEqual(result.Ranked.Select(answer => answer.Placement)), because);
                Assert.DoesNotContain(result.Ranked, answer => answer.NoOtherListHelps);
                Assert.Equal(second.Assignments.FirstOrDefault(assignment => assignment.Student == student.Id)?.Placement, result.Assignment?.Placement);
                Assert.True(
                    (leaves.Contains(student.Id) && student.Fixed is null) == result.Summary.StartsWith("You have left the round", StringComparison.Ordinal),
                    $"{because}: {result.Summary}");
                Assert.DoesNotContain("changed places", result.Summary, StringComparison.Ordinal);
                if (stays.TryGetValue(student.Id, out var kept))
                {
                    Assert.Equal(kept, result.Assignment!.Placement);
                    accepted++;
                }

                left += leaves.Contains(student.Id) ? 1 : 0;
                var before = result.Ranked.FirstOrDefault(answer => answer.Reason == "heldBefore");
                Assert.True(before is null || (leaves.Contains(student.Id) && before.Placement == placed[student.Id]), because);
            }
        }

        Assert.True(left > 30 && accepted > 30, $"{left} left and {accepted} accepted: the rounds test nothing.");
    }

    private static void NoOtherListHelps(int from, int rounds, int mostPlacements)
    {
        var said = 0;
        for (var seed = from; seed < from + rounds; seed++)
        {
            var round = SmallRound.Draw(seed, mostPlacements);
            var solved = Solved(round.Round, round.Rows);
            foreach (var student in round.Students)
            {
                var refused = Of(round, solved, student).Ranked.Where(answer => answer.NoOtherListHelps).Select(answer => answer.Placement).ToHashSet();
                said += refused.Count;
                if (refused.Count == 0)
                {
                    continue;
                }

                foreach (var list in student.Lists())
                {
                    foreach (var agrees in new[] { true, false })
                    {
                        var got = round.With(student with { Ranked = list, Agrees = agrees }).Outcome(student.Id);
                        Assert.False(
                            got is { } place && refused.Contains(place),
                            $"seed {seed}: {student.Id} gets {got} with [{string.Join(",", list)}], agrees: {agrees}");
                    }
                }
            }
        }

        Assert.True(said > rounds / 5, $"It was said {said} times: the rounds test nothing.");
    }

    private static void ForEach(Action<SmallRound, SolvedRound, SmallRound.Student, StudentResult, string> check)
    {
        for (var seed = 0; seed < Rounds; seed++)
        {
            var round = SmallRound.Draw(seed);
            var solved = Solved(round.Round, round.Rows);
            foreach (var student in round.Students)
            {
                check(round, solved, student, Of(round, solved, student), $"seed {seed}, {student.Id}");
            }
        }
    }

    private static StudentResult Of(SmallRound round, SolvedRound solved, SmallRound.Student student) =>
        StudentResults.Of(round.Round, student.Id, new(student.Frozen(), student.Frozen(), student.Frozen(), solved, 1, solved));

    private static SolvedRound Solved(RoundState round, MarketRows rows)
    {
        var (solved, refusal) = RoundClearer.Solve(round, rows, static (_, _, _) => { });
        Assert.True(solved is not null, refusal);
        return solved!;
    }
}
