using VocMatch.Contracts.Adjustments;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Domain.Adjustments;
using Xunit;

namespace VocMatch.Grains.Tests.Adjustments;

public sealed class SeatValueTests
{
    [Fact]
    public void The_call_list_equals_clearing_again_with_one_seat_added_placement_by_placement()
    {
        var worth = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            var inputs = RandomRound.Create(seed);
            var solved = new SolvedInputs(inputs);
            var values = new SeatValues(solved, RandomRound.Region, TaxonomySnapshot.Empty).By(SeatGrouping.Placement);
            foreach (var value in values)
            {
                var placement = inputs.Placements.Single(p => p.Id.Value == value.Key);
                var again = PlacedWithOneMoreSeat(inputs, placement);
                Assert.True(again - Placed(inputs) == value.Students, $"seed {seed}, {value}: {again} placed again, {Placed(inputs)} before");
                worth += value.Worth;
            }
        }

        Assert.True(worth > 100, $"Only {worth} seats were worth anything: the markets test nothing.");
    }

    [Fact]
    public void Who_places_most_is_called_first_and_a_student_counts_once()
    {
        // Two seats of one employer would both go to the same student; the other employer's seat would place another one.
        var inputs = RandomRound.Of(
            [RandomRound.Placement("p0", 1, "e0"), RandomRound.Placement("p1", 1, "e0"), RandomRound.Placement("p2", 1, "e1")],
            [
                RandomRound.Student("s0", [new(0, 30)]), RandomRound.Student("s1", [new(1, 30)]), RandomRound.Student("s2", [new(2, 30)]),
                RandomRound.Student("s3", [new(0, 10), new(1, 10)]), RandomRound.Student("s4", [new(2, 10)]),
            ]);

        var values = new SeatValues(new SolvedInputs(inputs), RandomRound.Region, TaxonomySnapshot.Empty).By(SeatGrouping.Employer);

        Assert.Equal([("e0", 2, 2, 1), ("e1", 1, 1, 1)], values.Select(v => (v.Key, v.Placements, v.Worth, v.Students)));
    }

    private static int PlacedWithOneMoreSeat(ClearingInputs inputs, InputPlacement placement) =>
        Placed(inputs.WithSeats(inputs.Placements.IndexOf(placement), 1));

    private static int Placed(ClearingInputs inputs) =>
        new InputClearing(inputs).Solve(inputs.Seed).Count(placement => placement >= 0);
}
