using VocMatch.Domain.Runtime;
using Xunit;

namespace VocMatch.Grains.Tests.Runtime;

public sealed class BackOffTests
{
    private static readonly BackOff Repeats = new(TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(10));

    [Fact]
    public void A_wait_doubles_up_to_the_maximum_and_never_is_longer()
    {
        for (var failures = 1; failures < 100; failures++)
        {
            var whole = TimeSpan.FromSeconds(Math.Min(600, Math.Pow(2, failures)));
            Assert.InRange(Repeats.After(failures, "who"), 0.75 * whole, whole);
        }

        Assert.InRange(Repeats.After(int.MaxValue, "who"), 0.75 * Repeats.Max, Repeats.Max);
    }

    [Fact]
    public void Those_who_failed_together_are_not_all_tried_again_together()
    {
        var waits = Enumerable.Range(0, 1_000).Select(i => Repeats.After(3, $"placement/{i}")).ToArray();

        Assert.True(waits.Distinct().Count() > 900);
        Assert.True(waits.Max() - waits.Min() > TimeSpan.FromSeconds(1.8));
    }

    [Fact]
    public void The_same_one_waits_the_same_again() => Assert.Equal(Repeats.After(2, "who"), Repeats.After(2, "who"));
}
