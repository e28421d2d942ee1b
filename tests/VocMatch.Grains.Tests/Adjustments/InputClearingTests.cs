using VocMatch.Domain.Adjustments;
using VocMatch.Domain.Rounds.Clearing;
using VocMatch.Matching.Clearing;
using VocMatch.Matching.Clearing.Markets;
using Xunit;

namespace VocMatch.Grains.Tests.Adjustments;

public sealed class InputClearingTests
{
    [Fact]
    public void Changed_lists_on_a_shared_market_give_what_a_market_made_anew_gives()
    {
        var differences = 0;
        for (var seed = 0; seed < 300; seed++)
        {
            var inputs = RandomRound.Create(seed);
            var changed = Changed(inputs, new Random(seed));
            var shared = new InputClearing(inputs);
            var before = shared.Solve(inputs.Seed);

            foreach (var lottery in (string[])[inputs.Seed, "another", "and another"])
            {
                var after = shared.Changed(changed).Solve(lottery);

                Assert.True(new InputClearing(changed).Solve(lottery).SequenceEqual(after), $"seed {seed}, lottery {lottery}");
                differences += after.SequenceEqual(shared.Solve(lottery)) ? 0 : 1;
            }

            Assert.Equal(before, shared.Solve(inputs.Seed));
        }

        Assert.True(differences > 100, $"Only {differences} changes made a difference: the markets test nothing.");
    }

    [Fact]
    public void The_rows_of_a_round_and_the_inputs_of_a_question_are_the_same_market()
    {
        var (placed, reserved, forbidden) = (0, 0, 0);
        for (var seed = 0; seed < 300; seed++)
        {
            var round = SmallMarket.Create(seed);
            var frozen = round.Freeze();
            var rows = RoundMarkets.Build(RoundMarkets.First(frozen.Employers, frozen.Placements, frozen.Students), out _)!;
            var inputs = InputMarket.Build(round.Inputs());

            foreach (var lottery in (string[])["one", "another"])
            {
                var expected = Matches(rows, lottery);
                Assert.Equal(expected, Matches(inputs, lottery));
                placed += expected.Count;
            }

            reserved += frozen.Placements.Count(placement => !placement.Reserves.IsEmpty);
            forbidden += frozen.Students.Count(student => !student.Forbidden.IsEmpty);
        }

        Assert.True(placed > 1_000 && reserved > 100 && forbidden > 50, $"{placed} placed, {reserved} reserves, {forbidden} forbidden pairs: the markets test nothing.");

        static SortedDictionary<string, string> Matches(ClearingMarket market, string lottery)
        {
            var assignment = ClearingResult.Solve(market, new ClearingSettings(lottery)).Assignment;
            var matches = new SortedDictionary<string, string>(StringComparer.Ordinal);
            for (var student = 0; student < market.Students.Count; student++)
            {
                if (assignment.PlacementOf(student) is >= 0 and var placement)
                {
                    matches.Add(market.Students[student], market.Placements[placement]);
                }
            }

            return matches;
        }
    }

    [Fact]
    public void A_second_pass_over_shared_columns_gives_what_a_market_made_anew_of_what_is_left_gives()
    {
        var completed = 0;
        for (var seed = 0; seed < 600; seed++)
        {
            var inputs = WithReserves(RandomRound.Create(seed), new Random(seed));
            var clearing = new InputClearing(inputs);
            foreach (var lottery in (string[])[inputs.Seed, "another"])
            {
                var settings = new ClearingSettings(lottery);
                var expected = InputClearing.Held(inputs, ClearingResult.Solve(InputMarket.Build(inputs), settings).Assignment);
                var first = expected.Count(placement => placement >= 0);
                InputClearing.Add(ClearingResult.Solve(InputMarket.Build(InputClearing.SecondPass(inputs, expected), pass: 2), settings).Assignment, expected);

                Assert.True(expected.SequenceEqual(clearing.Solve(lottery)), $"seed {seed}, lottery {lottery}");
                completed += expected.Count(placement => placement >= 0) - first;
            }
        }

        Assert.True(completed > 1_000, $"Only {completed} were completed: the markets test nothing.");
    }

    [Fact]
    public void A_reserve_that_is_used_up_leaves_a_student_of_two_kinds_the_other_one()
    {
        var inputs = RandomRound.Of(
            [RandomRound.Placement("p", seats: 2) with { Reserves = [new("rural", 1), new("disability", 1)] }],
            [
                RandomRound.Student("first", [new(0, 1)]) with { Tags = ["rural"] },
                RandomRound.Student("both", [new(0, 1)]) with { Tags = ["rural", "disability"], Pass = 2 },
                RandomRound.Student("neither", [new(0, 10_000)]) with { Pass = 2 },
            ]);
        var ordered = inputs with { Students = [.. inputs.Students.OrderBy(student => student.Id.Value, StringComparer.Ordinal)] };

        Assert.Equal([0, 0, -1], new InputClearing(ordered).Solve(ordered.Seed));
    }

    [Fact]
    public void Other_students_are_another_market()
    {
        var inputs = RandomRound.Create(3);
        var fewer = inputs.With(inputs.Students.Skip(1));
        var others = inputs.With(inputs.Students.Skip(1).Append(RandomRound.Student("t", [new(0, 10_000)])));

        Assert.Equal(new InputClearing(fewer).Solve(inputs.Seed), new InputClearing(inputs).Changed(fewer).Solve(inputs.Seed));
        Assert.Equal(new InputClearing(others).Solve(inputs.Seed), new InputClearing(inputs).Changed(others).Solve(inputs.Seed));
    }

    [Fact]
    public void A_student_of_the_second_pass_gets_a_seat_behind_more_full_placements_than_a_list_may_have_ranks()
    {
        const int Full = 35;
        var inputs = RandomRound.Of(
            Enumerable.Range(0, 40).Select(i => RandomRound.Placement($"p{i:D2}")),
            [
                .. Enumerable.Range(0, Full).Select(i => RandomRound.Student($"s{i:D2}", [new(i, 10_000)])),
                RandomRound.Student("t", [.. Enumerable.Range(0, 40).Select(i => new ListEntry(i, 10_000))]) with { Pass = 2 },
            ]);

        Assert.Equal(Full, new InputClearing(inputs).Solve(inputs.Seed)[Full]);
    }

    /// <summary>Reserves for two kinds of students, some of whom are of both, and pairs that must not come about.</summary>
    private static ClearingInputs WithReserves(ClearingInputs inputs, Random random) => inputs with
    {
        MaximumRanks = random.Next(1, 6),
        Placements =
        [
            .. inputs.Placements.Select(placement => inputs.Caps.ContainsKey(placement.Employer) || placement.Facts.OpenSeats < 2 || random.Next(2) == 0
                ? placement
                : placement with { Reserves = [new("rural", 1), new("disability", 1)] }),
        ],
        Students =
        [
            .. inputs.Students.Select(student => student with
            {
                Tags = random.Next(4) switch { 0 => ["rural"], 1 => ["disability"], 2 => ["disability", "rural"], _ => [] },
                Forbidden = random.Next(4) == 0 ? [random.Next(inputs.Placements.Length)] : [],
            }),
        ],
    };

    /// <summary>Other lists of some students, of which some hold priorities far outside the market's.</summary>
    private static ClearingInputs Changed(ClearingInputs inputs, Random random) => inputs with
    {
        Students =
        [
            .. inputs.Students.Select(student => random.Next(3) > 0 ? student : student with
            {
                List =
                [
                    .. Enumerable.Range(0, inputs.Placements.Length).OrderBy(_ => random.Next()).Take(random.Next(0, 4))
                        .Select(placement => new ListEntry(placement, random.Next(6) == 0 ? 30_000_000 : random.Next(5) * 10_000)),
                ],
                Forbidden = random.Next(4) == 0 ? [0] : [],
            }),
        ],
    };
}
