using VocMatch.Alignment.Disclosure;

namespace VocMatch.Alignment.Tests.Disclosure;

public sealed class SuppressionTests
{
    private static readonly DisclosureRules Rules = DisclosureRules.Default;

    [Theory]
    [MemberData(nameof(Blocks))]
    public void No_reader_of_all_tables_and_totals_bounds_a_small_count(int first)
    {
        var needed = 0;
        for (var seed = first; seed < first + 50; seed++)
        {
            var family = RandomFamily(new(seed));
            var released = TableRelease.Protect(family, new SmallCounts(), Rules);
            var needs = new SmallCounts().Needs(family, Rules);
            needed += needs.Count;
            var attacker = new TableAttacker([new(family, released.Exact)], _ => false);
            AssertProtected(attacker, 0, needs, seed);
        }

        Assert.True(needed > 100, "the data must hold something to protect");
    }

    public static TheoryData<int> Blocks() => [0, 50, 100, 150, 200, 250];

    [Fact]
    public void Hiding_only_the_small_counts_is_caught()
    {
        var caught = 0;
        for (var seed = 0; seed < 20; seed++)
        {
            var family = RandomFamily(new(seed));
            var needs = new SmallCounts().Needs(family, Rules);
            var small = needs.Select(need => need.Cell).ToHashSet();
            var attacker = new TableAttacker([new(family, cell => small.Contains(cell) ? null : family[cell])], _ => false);
            caught += needs.Count(need => Width(attacker.Bounds(0, need.Cell)) < Rules.MinimumWidth - 1e-6) > 0 ? 1 : 0;
        }

        Assert.True(caught > 10, $"an attacker that finds nothing in unprotected tables ({caught} of 20) proves nothing");
    }

    [Fact]
    public void Two_releases_that_differ_by_one_person_are_the_same()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var before = RandomFamily(new(seed));
            var after = RandomFamily(new(seed));
            after.Add(seed % 3, seed % 2, [seed % 3, seed % 2], 1);
            var first = TableRelease.Protect(before, new SmallCounts(), Rules);
            var second = TableRelease.Protect(after, new SmallCounts(), Rules, new([first], []));

            Assert.All(Enumerable.Range(0, before.CellCount), cell => Assert.Equal(first.Exact(cell), second.Exact(cell)));
            Assert.Equal(before.Regions.AsEnumerable(), second.HeldRegions.AsEnumerable());
        }
    }

    /// <summary>In one region one person changed, in another forty: the figures of the first must not tell of the one.</summary>
    [Theory]
    [MemberData(nameof(Blocks))]
    public void No_reader_of_two_releases_bounds_a_small_count(int first)
    {
        for (var seed = first; seed < first + 15; seed++)
        {
            var before = RandomFamily(new(seed));
            var after = RandomFamily(new(seed));
            after.Add(0, 1, [0, 1], 1);
            after.Add(1, 0, [1, 0], 25);
            after.Add(1, 1, [2, 1], 15);
            var one = TableRelease.Protect(before, new SmallCounts(), Rules);
            var two = TableRelease.Protect(after, new SmallCounts(), Rules, new([one], []));

            Assert.Equal(["north", "east", "west"], two.HeldRegions.AsEnumerable());
            var attacker = new TableAttacker(
                [new(before, one.Exact), new(two.Counts, two.Exact)], region => two.HeldRegions.Contains(before.Regions[region]));
            AssertProtected(attacker, 0, new SmallCounts().Needs(before, Rules), seed);
            AssertProtected(attacker, 1, new SmallCounts().Needs(two.Counts, Rules), seed);
        }
    }

    [Fact]
    public void Two_releases_made_without_regard_to_each_other_are_caught()
    {
        var caught = 0;
        for (var seed = 0; seed < 30; seed++)
        {
            var before = RandomFamily(new(seed));
            var after = RandomFamily(new(seed));
            after.Add(1, 0, [1, 0], 25);
            after.Add(1, 1, [2, 1], 15);
            var one = TableRelease.Protect(before, new SmallCounts(), Rules);
            var two = TableRelease.Protect(after, new SmallCounts(), Rules);
            var attacker = new TableAttacker([new(before, one.Exact), new(after, two.Exact)], region => region != 1);
            caught += new SmallCounts().Needs(before, Rules).Any(need => Width(attacker.Bounds(0, need.Cell)) < Rules.MinimumWidth - 1e-6)
                ? 1
                : 0;
        }

        Assert.True(caught > 0, "differencing must be possible where releases are not protected together");
    }

    [Fact]
    public void A_table_without_small_counts_hides_nothing()
    {
        var family = Empty();
        for (var region = 0; region < 4; region++)
        {
            for (var state = 0; state < 3; state++)
            {
                family.Add(region, state, [0, 0], 10);
                family.Add(region, state, [1, 1], 10);
                family.Add(region, state, [2, 0], 11);
            }
        }

        Assert.Equal(0, TableRelease.Protect(family, new SmallCounts(), Rules).HiddenCells);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(12, 10)]
    [InlineData(13, 15)]
    [InlineData(100, 100)]
    public void Shown_counts_are_rounded_to_the_nearest_five(int count, int printed)
    {
        var family = new TableFamily("one", ["only"], ["state"], [new("class", ["only"])]);
        family.Add(0, 0, [0], count);
        Assert.Equal(printed, TableRelease.Protect(family, new SmallCounts(), Rules).Printed(family.Cell(0, 0)));
    }

    [Fact]
    public void A_nation_of_nine_is_hidden_altogether()
    {
        var family = Empty();
        family.Add(0, 0, [0, 0], 9);
        var released = TableRelease.Protect(family, new SmallCounts(), Rules);
        Assert.Null(released.Exact(family.Cell(family.AllRegions, family.AllStates)));
    }

    private static void AssertProtected(TableAttacker attacker, int publication, IReadOnlyList<ProtectionNeed> needs, int seed)
    {
        foreach (var need in needs)
        {
            var bounds = attacker.Bounds(publication, need.Cell);
            Assert.True(
                Width(bounds) >= need.Width - 1e-6, $"seed {seed}, cell {need.Cell}: bounded to {bounds.Lowest} .. {bounds.Highest}");
        }
    }

    private static double Width((double Lowest, double Highest) bounds) => bounds.Highest - bounds.Lowest;

    private static TableFamily Empty() => new(
        "students",
        ["north", "south", "east", "west"],
        ["placed", "not placed", "unknown"],
        [new("field", ["health", "metal", "trade"]), new("origin", ["rural", "urban"])]);

    /// <summary>Sparse to dense, with many zeros, many small counts and some large ones.</summary>
    private static TableFamily RandomFamily(Random random)
    {
        var family = Empty();
        var scale = random.Next(3, 60);
        for (var region = 0; region < 4; region++)
        {
            for (var state = 0; state < 3; state++)
            {
                for (var draw = 0; draw < 6; draw++)
                {
                    if (random.Next(4) > 0)
                    {
                        family.Add(region, state, [random.Next(3), random.Next(2)], random.Next(scale));
                    }
                }
            }
        }

        return family;
    }
}
