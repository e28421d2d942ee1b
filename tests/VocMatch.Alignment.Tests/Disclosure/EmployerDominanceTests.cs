using VocMatch.Alignment.Disclosure;
using VocMatch.Contracts.Identity;

namespace VocMatch.Alignment.Tests.Disclosure;

public sealed class EmployerDominanceTests
{
    [Theory]
    // rest after the two largest against 10 % of the largest: 5 < 10, 10 = 10, 11 > 10
    [InlineData(new[] { 100, 50, 5 }, true)]
    [InlineData(new[] { 100, 50, 10 }, false)]
    [InlineData(new[] { 100, 50, 6, 5 }, false)]
    // two employers are too few, whatever their sizes
    [InlineData(new[] { 7, 7 }, true)]
    [InlineData(new[] { 7, 7, 7 }, false)]
    public void A_sum_is_sensitive_by_the_p_percent_rule(int[] seats, bool sensitive)
    {
        var family = new TableFamily("seats", ["only"], ["filled"], [new("group", ["only"])]);
        var employers = new EmployerDominance();
        for (var i = 0; i < seats.Length; i++)
        {
            family.Add(0, 0, [0], seats[i]);
            employers.Add(family.CellsOf(0, 0, [0]), EmployerId.Parse($"e{i}"), seats[i]);
        }

        Assert.Equal(sensitive, employers.Needs(family, DisclosureRules.Default).Any());
    }

    [Fact]
    public void Seats_of_an_employer_are_summed_before_they_are_compared()
    {
        var family = new TableFamily("seats", ["only"], ["filled"], [new("group", ["only"])]);
        var employers = new EmployerDominance();
        foreach (var (employer, seats) in new[] { ("a", 50), ("b", 50), ("c", 9), ("a", 50) })
        {
            family.Add(0, 0, [0], seats);
            employers.Add(family.CellsOf(0, 0, [0]), EmployerId.Parse(employer), seats);
        }

        // a has 100, b 50, and c's 9 is under 10 % of a's
        Assert.All(employers.Needs(family, DisclosureRules.Default), need => Assert.Equal(10, need.Width));
        Assert.NotEmpty(employers.Needs(family, DisclosureRules.Default));
    }

    [Fact]
    public void No_reader_bounds_a_dominated_sum_within_ten_percent_of_its_largest()
    {
        var needed = 0;
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var family = new TableFamily("seats", ["a", "b", "c"], ["filled", "unfilled"], [new("group", ["x", "y", "z"])]);
            var employers = new EmployerDominance();
            for (var i = 0; i < 60; i++)
            {
                var (region, state, group, seats) = (random.Next(3), random.Next(2), random.Next(3), random.Next(1, random.Next(2, 120)));
                family.Add(region, state, [group], seats);
                employers.Add(family.CellsOf(region, state, [group]), EmployerId.Parse($"e{random.Next(12)}"), seats);
            }

            var released = TableRelease.Protect(family, employers, DisclosureRules.Default);
            var attacker = new TableAttacker([new(family, released.Exact)], _ => false);
            foreach (var need in employers.Needs(family, DisclosureRules.Default))
            {
                var (low, high) = attacker.Bounds(0, need.Cell);
                Assert.True(high - low >= need.Width - 1e-6, $"seed {seed}, cell {need.Cell}: bounded to {low} .. {high}");
                needed++;
            }
        }

        Assert.True(needed > 20, $"only {needed} sums needed protection");
    }
}
