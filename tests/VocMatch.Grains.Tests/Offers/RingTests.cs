using VocMatch.Grains.PendingWork;
using Xunit;

namespace VocMatch.Grains.Tests.Offers;

public sealed class RingTests
{
    [Fact]
    public async Task Whatever_rings_at_once_works_a_few_at_a_time_and_all_of_it_works()
    {
        const int AtOnce = 16;
        var gate = new RingGate(AtOnce);
        var (working, most, done) = (0, 0, 0);

        await Task.WhenAll(Enumerable.Range(0, 20_000).Select(_ => gate.Pass(async () =>
        {
            most = Math.Max(most, Interlocked.Increment(ref working));
            await Task.Yield();
            Interlocked.Decrement(ref working);
            Interlocked.Increment(ref done);
        })));

        Assert.Equal(20_000, done);
        Assert.InRange(most, 2, AtOnce);
    }

    [Fact]
    public async Task Work_that_fails_lets_the_next_one_in()
    {
        var gate = new RingGate(1);

        await Assert.ThrowsAsync<TimeoutException>(() => gate.Pass(() => throw new TimeoutException()));

        await gate.Pass(() => Task.CompletedTask);
    }

    [Theory]
    [InlineData(2, 0.5)]
    [InlineData(60, 15)]
    [InlineData(86_400, 60)]
    public void Reminders_of_one_moment_ring_spread_over_a_time_never_before_it(int waitSeconds, double mostSecondsLater)
    {
        var wait = TimeSpan.FromSeconds(waitSeconds);
        var later = Enumerable.Range(0, 20_000)
            .Select(i => (WakeUp.RingsIn(GrainId.Create("placement", $"p-{i}"), wait) - wait).TotalSeconds)
            .ToList();

        Assert.All(later, seconds => Assert.InRange(seconds, 0, mostSecondsLater));
        for (var tenth = 0; tenth < 10; tenth++)
        {
            var (from, to) = (mostSecondsLater * tenth / 10, mostSecondsLater * (tenth + 1) / 10);
            Assert.InRange(later.Count(seconds => seconds >= from && seconds < to), 1_700, 2_300);
        }
    }
}
