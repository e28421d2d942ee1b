using VocMatch.Grains.Simulation.Cluster;
using VocMatch.Grains.Simulation.Histories;
using Xunit;
using Xunit.Abstractions;

namespace VocMatch.Grains.Simulation;

/// <summary>The offer protocol under simulated schedules. A seed that fails is printed: <c>new Schedule(seed).Play()</c> repeats it.</summary>
[Trait("Lane", "Full")]
public sealed class ScheduleTests(ITestOutputHelper output)
{
    private const int Schedules = 100_000;
    private const int Histories = 2_000;

    [Fact]
    public void No_schedule_over_fills_a_seat_binds_a_student_twice_leaves_anything_undone_or_an_unlawful_offer_without_a_task()
    {
        var totals = new long[6];
        var failures = new System.Collections.Concurrent.ConcurrentBag<string>();
        Parallel.For(0, Schedules, () => new long[6], (seed, _, counts) =>
        {
            var schedule = new Schedule((ulong)seed);
            foreach (var wrong in schedule.Play())
            {
                failures.Add($"seed {seed}: {wrong}");
            }

            counts[0] += schedule.Steps;
            counts[1] += schedule.Crashes;
            counts[2] += schedule.Conflicts;
            counts[3] += schedule.Wakes;
            counts[4] += schedule.World.Placements.Rows().Sum(r => r.Ledger.Acceptances);
            counts[5] += schedule.World.Students.Rows().Sum(r => r.Commitments.Offers.Count(o => o.Unlawful is not null));
            return counts;
        }, counts =>
        {
            lock (totals)
            {
                for (var i = 0; i < counts.Length; i++)
                {
                    totals[i] += counts[i];
                }
            }
        });

        output.WriteLine($"{Schedules} schedules: {totals[0]} steps, {totals[1]} crashes, {totals[2]} conflicts, {totals[3]} wakes, {totals[4]} seats taken, {totals[5]} offers unlawful since");
        Assert.True(failures.IsEmpty, string.Join('\n', failures.Order(StringComparer.Ordinal).Take(20)));
        Assert.True(totals[1] > Schedules / 10 && totals[2] > Schedules / 10 && totals[4] > Schedules && totals[5] > Schedules / 10, "The schedules exercised too little.");
    }

    [Fact]
    public void Every_history_is_one_a_single_client_could_have_seen()
    {
        var failures = new List<string>();
        for (var seed = 0; seed < Histories; seed++)
        {
            var schedule = new Schedule((ulong)seed, rounds: false);
            failures.AddRange(schedule.Play().Select(w => $"seed {seed}: {w}"));
            foreach (var history in schedule.Histories())
            {
                failures.AddRange(HistoryChecker.Check(history).Select(w => $"seed {seed}: {w}"));
                if (!Linearizability.Holds(history))
                {
                    failures.Add($"seed {seed}: pool {history.Pool} is not linearizable:\n  {string.Join("\n  ", history.Operations)}");
                }
            }
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures.Take(10)));
    }
}
