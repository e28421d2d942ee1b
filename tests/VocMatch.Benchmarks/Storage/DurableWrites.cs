using System.Diagnostics;
using Orleans.Storage;

namespace VocMatch.Benchmarks.Storage;

/// <summary>What many grains that write at once get from a storage provider.</summary>
/// <param name="PerSecond">Acknowledged writes.</param>
internal sealed record DurableWrites(double PerSecond, double MedianMs, double P99Ms)
{
    /// <param name="grains">Grains that write one after another, each waiting for its acknowledgement: a new state, then changes to it.</param>
    public static async Task<DurableWrites> Measure(IGrainStorage storage, int grains, TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        var latencies = await Task.WhenAll(Enumerable.Range(0, grains).Select(number => Task.Run(async () =>
        {
            var taken = new List<double>();
            var id = GrainId.Create("placement", PlacementState.Key(number));
            var state = new GrainState<PlacementState>();
            for (var version = 1L; clock.Elapsed < duration; version++)
            {
                var start = Stopwatch.GetTimestamp();
                state.State = PlacementState.Of(number, version);
                await storage.WriteStateAsync("placement", id, state);
                taken.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            return taken;
        })));
        var seconds = clock.Elapsed.TotalSeconds;
        var sorted = latencies.SelectMany(l => l).Order().ToArray();
        return new(sorted.Length / seconds, sorted[sorted.Length / 2], sorted[(int)(sorted.Length * 0.99)]);
    }
}
