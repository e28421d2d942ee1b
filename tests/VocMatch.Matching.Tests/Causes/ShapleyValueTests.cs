using VocMatch.Matching.Causes;

namespace VocMatch.Matching.Tests.Causes;

public sealed class ShapleyValueTests
{
    [Fact]
    public void A_players_value_is_what_it_adds_on_average_over_every_order()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var players = random.Next(0, 6);
            var worth = Enumerable.Range(0, 1 << players).Select(_ => random.Next(-3, 40)).ToArray();

            Assert.Equal(OverEveryOrder(players, worth), ShapleyValue.Of(worth));
            Assert.Equal((worth[^1] - worth[0]) * ShapleyValue.Denominator(players), ShapleyValue.Of(worth).Sum());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void Rounded_values_add_up_and_are_off_by_less_than_one_unit(int scale)
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var players = random.Next(1, 8);
            var worth = Enumerable.Range(0, 1 << players).Select(_ => random.Next(0, 300)).ToArray();
            var (values, denominator) = (ShapleyValue.Of(worth), ShapleyValue.Denominator(players));

            var rounded = ShapleyValue.Rounded(values, denominator, scale);

            Assert.Equal((worth[^1] - worth[0]) * scale, rounded.Sum());
            Assert.All(values.Zip(rounded), one => Assert.True(Math.Abs(((decimal)one.First * scale / denominator) - one.Second) < 1, $"seed {seed}: {one}"));
        }
    }

    [Fact]
    public void Values_that_are_not_of_every_set_are_refused() => Assert.Throws<ArgumentException>(() => ShapleyValue.Of([1, 2, 3]));

    /// <summary>What each adds where it comes, summed over all n! orders.</summary>
    private static long[] OverEveryOrder(int players, int[] worth)
    {
        var sums = new long[players];
        Come(present: 0, []);
        return sums;

        void Come(int present, List<(int Player, int Adds)> order)
        {
            if (order.Count == players)
            {
                order.ForEach(one => sums[one.Player] += one.Adds);
                return;
            }

            for (var player = 0; player < players; player++)
            {
                if ((present & (1 << player)) == 0)
                {
                    var after = present | (1 << player);
                    Come(after, [.. order, (player, worth[after] - worth[present])]);
                }
            }
        }
    }
}
