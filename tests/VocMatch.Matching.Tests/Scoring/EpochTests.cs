using System.Text.Json;
using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Tests.Scoring;

public sealed class EpochTests
{
    [Fact]
    public void Idf_counts_unit_groups_not_placements()
    {
        var epoch = Samples.Scorer(
            Samples.Placement(new DemandedSkill("grind", true), new DemandedSkill("weld", true)),
            Samples.Placement(new DemandedSkill("weld", true)) with { Id = "p2", Occupation = "flame cutter" },
            Samples.Placement(new DemandedSkill("grind", true)) with { Id = "p3", Occupation = "smith" }).Epoch;
        Assert.Equal(2, epoch.UnitGroups);
        Assert.Equal((480, 1_207), (epoch.IdfOf("grind"), epoch.IdfOf("weld")));
        Assert.Equal(1_207_000, epoch.MedianWeight);
    }

    [Fact]
    public void Full_placements_do_not_count() =>
        Assert.Equal(0, Samples.Scorer(Samples.Placement(new DemandedSkill("weld", true)) with { OpenSeats = 0 }).Epoch.UnitGroups);

    [Fact]
    public void The_order_of_placements_does_not_matter()
    {
        for (ulong seed = 0; seed < 50; seed++)
        {
            var market = new RandomMarket(seed);
            var placements = Enumerable.Range(0, 40).Select(n => market.Placement($"p{n}")).ToList();
            var forwards = Samples.Scorer(market.Policy, market.Table, placements).Epoch;
            placements.Reverse();
            Assert.Equal(JsonSerializer.Serialize(forwards), JsonSerializer.Serialize(Samples.Scorer(market.Policy, market.Table, placements).Epoch));
        }
    }

    [Fact]
    public void A_stored_epoch_explains_as_it_did()
    {
        var market = new RandomMarket(7);
        var placements = Enumerable.Range(0, 40).Select(n => market.Placement($"p{n}")).ToList();
        var scorer = Samples.Scorer(market.Policy, market.Table, placements);
        var restored = JsonSerializer.Deserialize<Epoch>(JsonSerializer.Serialize(scorer.Epoch));
        Assert.NotNull(restored);
        var again = new Scorer(market.Policy, market.Table, restored);
        var student = market.Student("s");
        Assert.Equal(placements.Select(p => scorer.Explain(student, p).Score), placements.Select(p => again.Explain(student, p).Score));
    }

    [Fact]
    public void An_epoch_stays_as_it_was_while_the_builder_counts_on()
    {
        var builder = new EpochBuilder(ScoringPolicy.First, Samples.Table).Add(Samples.Placement(new DemandedSkill("weld", true)));
        var first = builder.Build(1);
        var before = JsonSerializer.Serialize(first);
        var second = builder.Add(Samples.Placement(new DemandedSkill("forge", true)) with { Occupation = "smith" }).Build(2);
        Assert.Equal(before, JsonSerializer.Serialize(first));
        Assert.Equal((1, 2), (first.UnitGroups, second.UnitGroups));
    }

    [Fact]
    public void Pay_is_compared_within_the_occupation_else_within_the_unit_group()
    {
        var epoch = Samples.Scorer(
            Samples.Placement() with { PayPerMonth = 500 },
            Samples.Placement() with { Id = "p2", PayPerMonth = 700 },
            Samples.Placement() with { Id = "p3", PayPerMonth = 900 }).Epoch;
        Assert.Equal(700, epoch.MedianPay("north", "welder", "7212"));
        Assert.Equal(700, epoch.MedianPay("north", "flame cutter", "7212"));
        Assert.Null(epoch.MedianPay("south", "welder", "7212"));
    }
}
