using System.Collections.Immutable;
using System.Text;
using VocMatch.Matching.Causes;
using VocMatch.Matching.Clearing;
using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Matching.Tests.Causes;

public sealed class MissedMarketTests
{
    private const int Causes = 4;

    [Fact]
    public void Every_set_of_causes_is_cleared_as_the_lists_of_its_pairs_would_be()
    {
        var placed = 0;
        for (var seed = 0; seed < 250; seed++)
        {
            var market = Random(seed);
            var counts = market.PlacedOfEverySet([.. Enumerable.Range(0, Causes)]);
            for (var set = 0; set < 1 << Causes; set++)
            {
                var expected = Cleared(market, set);

                Assert.True(expected.SequenceEqual(market.Solve(set)), $"seed {seed}, set {set}");
                Assert.Equal(expected.Count(placement => placement >= 0), counts[set]);
                placed += counts[set];
            }
        }

        Assert.True(placed > 10_000, $"Only {placed} were placed: the markets test nothing.");
    }

    [Fact]
    public void A_cause_that_is_not_asked_about_keeps_its_pairs_apart()
    {
        var market = Random(7);

        Assert.Equal(
            new[] { 0, 1 << 2, 1, 1 | (1 << 2) }.Select(market.Placed),
            market.PlacedOfEverySet([2, 0]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Pairs_by_the_hundred_with_more_sets_of_causes_than_a_word_has_bits_are_cleared_alike(int seed)
    {
        const int Many = 8;
        var random = new Random(seed);
        var placements = Enumerable.Range(0, 900).Select(placement => new SeatsLeft(random.Next(1, 3), placement % 3, [])).ToImmutableArray();
        var students = Enumerable.Range(0, 12).Select(student => new MissedStudent(
            Encoding.UTF8.GetBytes($"s{student:D2}"),
            [],
            MissedPairs.Of(
                [.. placements.Select(_ => random.Next(40) * 70)],

                // Most pairs have a cause that no set has, so that no list grows too long for the solver.
                [.. placements.Select(_ => random.Next(1 << Many) | (random.Next(45) == 0 ? 0 : 1 << random.Next(Many, Many + 4)))])))
            .ToImmutableArray();
        var market = new MissedMarket(placements, [2, null, 3], students, "seed");
        var placed = 0;
        for (var draw = 0; draw < 60; draw++)
        {
            var set = random.Next(1 << Many);
            var expected = Cleared(market, set).ToList();

            Assert.True(expected.SequenceEqual(market.Solve(set)), $"seed {seed}, set {set}");
            placed += expected.Count(placement => placement >= 0);
        }

        Assert.True(placed > 100, $"Only {placed} were placed: the market tests nothing.");
    }

    private static MissedMarket Random(int seed)
    {
        var random = new Random(seed);
        var caps = Enumerable.Range(0, 3).Select(_ => random.Next(2) == 0 ? random.Next(1, 4) : (int?)null).ToImmutableArray();
        var placements = Enumerable.Range(0, seed % 5 == 0 ? random.Next(20, 31) : random.Next(1, 7)).Select(placement =>
        {
            var (seats, employer) = (random.Next(1, 4), placement % 3);
            // What an employer's placements reserve may not be more than its cap (R2).
            var reserved = (caps[employer] is null || (caps[employer] > 1 && placement < 3)) && random.Next(2) == 0;
            return new SeatsLeft(seats, employer, reserved ? [("rural", 1), .. seats > 1 && random.Next(2) == 0 ? [("disability", 1)] : ImmutableArray<(string, int)>.Empty] : []);
        }).ToImmutableArray();
        var students = Enumerable.Range(0, random.Next(1, 12)).Select(student => new MissedStudent(
            Encoding.UTF8.GetBytes($"s{student:D2}"),
            random.Next(3) switch { 0 => ["rural"], 1 => ["disability"], _ => [] },
            MissedPairs.Of(
                [.. placements.Select(_ => random.Next(6) * 70)],
                [.. placements.Select(_ => random.Next(1 << Causes))])))
            .ToImmutableArray();
        return new(placements, caps, students, "seed", unitsShown: random.Next(2) == 0 ? 1 : 100);
    }

    /// <summary>The round's own solver over the lists written out.</summary>
    private static IEnumerable<int> Cleared(MissedMarket market, int causes)
    {
        var builder = new ClearingMarketBuilder();
        for (var placement = 0; placement < market.Placements.Length; placement++)
        {
            var (seats, employer, reserves) = market.Placements[placement];
            var reserved = string.Join(';', reserves.Select(reserve => $"{reserve.Tag}:{reserve.Seats}"));
            Assert.Null(builder.AddPlacement(Id('p', placement), seats, Id('e', employer), Encoding.UTF8.GetBytes(reserved)));
        }

        for (var employer = 0; employer < market.Caps.Length; employer++)
        {
            if (market.Caps[employer] is { } cap && market.Placements.Any(placement => placement.Employer == employer))
            {
                Assert.Null(builder.AddEmployer($"e{employer:D3}", cap));
            }
        }

        var tags = market.Placements.SelectMany(placement => placement.Reserves.Select(reserve => reserve.Tag)).ToHashSet();
        var batch = builder.NewApplicationBatch();
        foreach (var student in market.Students)
        {
            Assert.Null(builder.AddStudent(student.Utf8Id, Encoding.UTF8.GetBytes(string.Join(';', student.Tags.Where(tags.Contains)))));
            var rank = 0;
            foreach (var pair in student.Pairs.All().Where(pair => (pair.Causes & ~causes) == 0).OrderByDescending(pair => pair.Units).ThenBy(pair => pair.Placement))
            {
                var shown = market.UnitsShown == 1 ? pair.Units : (pair.Units + 50) / 100 * 100;
                Assert.Null(batch.Add(student.Utf8Id, Id('p', pair.Placement), ++rank, new Priority(shown)));
            }
        }

        Assert.True(builder.TryBuild(out var built, out var refusal), $"{refusal}");
        var result = ClearingResult.Solve(built!, new ClearingSettings("seed"));
        return Enumerable.Range(0, market.Students.Length).Select(student => result.Assignment.PlacementOf(student));
    }

    private static byte[] Id(char kind, int number) => Encoding.UTF8.GetBytes($"{kind}{number:D3}");
}
