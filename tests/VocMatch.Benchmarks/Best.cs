using System.Diagnostics;

namespace VocMatch.Benchmarks;

/// <summary>Times work for a table: the best of some runs, since other work on the machine only ever adds.</summary>
internal static class Best
{
    /// <summary>The least time of the runs in milliseconds, and the last result.</summary>
    public static (double Milliseconds, T Result) Of<T>(int runs, Func<T> work)
    {
        var best = double.MaxValue;
        var result = default(T)!;
        for (var run = 0; run < runs; run++)
        {
            GC.Collect();
            var watch = Stopwatch.StartNew();
            result = work();
            best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
        }

        return (best, result);
    }
}
