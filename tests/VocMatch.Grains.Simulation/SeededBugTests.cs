using VocMatch.Grains.Simulation.Cluster;
using VocMatch.Grains.Simulation.Histories;
using Xunit;
using Xunit.Abstractions;

namespace VocMatch.Grains.Simulation;

/// <summary>The checkers are shown to fail: each mistake is built in, and found.</summary>
public sealed class SeededBugTests(ITestOutputHelper output)
{
    private const int MaxSchedules = 3_000;

    /// <summary>What clients saw, and the rows at the end, are enough to find these.</summary>
    [Theory]
    [InlineData(Bug.AnswerBeforeWrite)]
    [InlineData(Bug.NoVersionCheck)]
    [InlineData(Bug.NoOperationId)]
    [InlineData(Bug.MemoryStorage)]
    [InlineData(Bug.UnflushedWrites)]
    [InlineData(Bug.CountOutsideTheRow)]
    public void Is_found_in_the_history(Bug bug) => Find(bug, schedule => schedule.Histories().SelectMany(HistoryChecker.Check));

    /// <summary>Few schedules show it.</summary>
    [Fact]
    [Trait("Lane", "Full")]
    public void A_retry_under_a_new_key_is_found_in_the_history() => Is_found_in_the_history(Bug.RetryUnderNewKey);

    [Theory]
    [InlineData(Bug.AnswerBeforeWrite)]
    [InlineData(Bug.NoVersionCheck)]
    [InlineData(Bug.MemoryStorage)]
    [InlineData(Bug.UnflushedWrites)]
    [InlineData(Bug.CountOutsideTheRow)]
    [InlineData(Bug.StaleAnswer)]
    public void Leaves_no_order_of_its_operations_that_one_client_could_have_seen(Bug bug) => Find(
        bug, schedule => schedule.Histories().Where(h => !Linearizability.Holds(h)).Select(h => $"pool {h.Pool} is not linearizable"));

    /// <summary>These show where a student's commitments or the events are looked at.</summary>
    [Theory]
    [InlineData(Bug.NoRecordBeforeCall, "collision")]
    [InlineData(Bug.LostOutbox, "announced")]
    [InlineData(Bug.CountOutsideTheRow, "over-filled")]
    [InlineData(Bug.NoVersionCheck, "disagreement")]
    [InlineData(Bug.MemoryStorage, "disagreement")]
    public void Breaks_what_must_hold(Bug bug, string what) =>
        Find(bug, schedule => schedule.Findings.Where(f => f.Contains(what, StringComparison.Ordinal)));

    /// <summary>These show where corrections go on between offers and their acceptances.</summary>
    [Theory]
    [InlineData(Bug.AcceptUnchecked, "unlawful")]
    [InlineData(Bug.NoReview, "tasks")]
    [InlineData(Bug.LostOutbox, "tasks")]
    public void Leaves_somebody_where_they_may_not_be(Bug bug, string what) =>
        Find(bug, schedule => schedule.Findings.Where(f => f.StartsWith(what, StringComparison.Ordinal)), rounds: true);

    private void Find(Bug bug, Func<Schedule, IEnumerable<string>> look, bool rounds = false)
    {
        for (var seed = 0; seed < MaxSchedules; seed++)
        {
            var schedule = new Schedule((ulong)seed, bug, rounds);
            schedule.Play();
            if (look(schedule).FirstOrDefault() is { } found)
            {
                output.WriteLine($"{bug}: found by schedule {seed}: {found}");
                return;
            }
        }

        Assert.Fail($"{bug} was not found in {MaxSchedules} schedules.");
    }
}
