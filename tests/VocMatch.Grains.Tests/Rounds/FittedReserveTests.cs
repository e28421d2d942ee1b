using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Rounds.Clearing;
using VocMatch.Domain.Rules;
using Xunit;

namespace VocMatch.Grains.Tests.Rounds;

public sealed class FittedReserveTests
{
    private static readonly EmployerId Employer = EmployerId.Parse("e1");

    [Fact]
    public void Reserves_fit_seats_and_cap_and_make_a_market_whatever_was_posted()
    {
        var cut = 0;
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            int? cap = random.Next(3) == 0 ? null : random.Next(6);
            var reservable = cap is { } limit ? new Dictionary<EmployerId, int> { [Employer] = limit } : [];
            var placements = new List<FrozenPlacement>();
            for (var number = 0; number < 3; number++)
            {
                ImmutableArray<Reserve> posted = [new("rural", random.Next(1, 4)), new("women", random.Next(1, 4))];
                var seats = random.Next(5);
                var fitted = FittedReserves.Of(posted, Employer, seats, reservable);
                placements.Add(new(PlacementId.Parse($"p{number}"), Employer, seats, fitted));
                Assert.True(fitted.Sum(reserve => reserve.Seats) <= seats);
                Assert.All(fitted, reserve => Assert.InRange(reserve.Seats, 1, posted.Single(one => one.Tag == reserve.Tag).Seats));
                cut += posted.Sum(reserve => reserve.Seats) - fitted.Sum(reserve => reserve.Seats);
            }

            Assert.True(cap is null || placements.Sum(placement => placement.Reserves.Sum(reserve => reserve.Seats)) <= cap);
            IReadOnlyList<FrozenEmployer> employers = cap is { } most ? [new(Employer, most)] : [];
            Assert.NotNull(RoundMarkets.Build(new(employers, placements, []), out _));
        }

        Assert.True(cut > 100, "Nothing had to be cut.");
    }

    [Fact]
    public void A_tag_that_the_clearing_cannot_write_down_stops_no_round()
    {
        var reserves = FittedReserves.Of([new("a:b", 1), new("rural", 1)], Employer, 2, []);
        var student = new FrozenStudent(StudentId.Parse("s1"), 1, ["a:b", "rural"], [new(PlacementId.Parse("p1"), 1, 50_000_000, new(0, 0, 0, 0))], [], [], null);

        var market = RoundMarkets.Build(new([], [new(PlacementId.Parse("p1"), Employer, 2, reserves)], [student]), out var refusal);

        Assert.True(refusal is null, refusal?.ToString());
        Assert.Equal(["rural"], Enumerable.Range(0, market!.Tags.Count).Select(tag => market.Tags[tag]));
    }

    [Theory]
    [InlineData("rural", 0)]
    [InlineData("a:b", 1)]
    public void A_tag_is_taken_where_the_clearing_can_write_it_down(string tag, int broken)
    {
        var violations = new Violations();
        violations.Tag("tags[0]", tag);
        Assert.Equal(broken, violations.ToImmutable().Length);
    }
}
