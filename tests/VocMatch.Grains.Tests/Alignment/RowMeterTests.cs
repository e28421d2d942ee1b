using VocMatch.Domain.Alignment;
using Xunit;

namespace VocMatch.Grains.Tests.Alignment;

public sealed class RowMeterTests
{
    [Fact]
    public void It_only_goes_up_and_ends_at_the_total_whatever_a_step_passes_over_or_finds_more()
    {
        var told = new List<(string Step, long Done, long Total)>();
        var meter = new RowMeter((step, done, total) => told.Add((step, done, total)), 50_000);

        meter.Begin("reading placements");
        meter.Advance(10_000);
        meter.Advance(10_001);
        meter.End(30_000);
        meter.Begin("reading students");
        meter.Advance(30_000);
        meter.End(20_000);
        meter.Begin("computing");

        Assert.Equal([0, 10_000, 30_000, 30_000, 50_000, 50_000, 50_000], told.Select(one => one.Done));
        Assert.All(told, one => Assert.Equal(50_000, one.Total));
        Assert.Equal("computing", told[^1].Step);
    }
}
