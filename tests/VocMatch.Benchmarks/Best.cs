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

    /// <summary>The least processor time of the runs in milliseconds, over all threads, and the last result: what it costs, whoever else runs.</summary>
    public static (double Milliseconds, T Result) ProcessorOf<T>(int runs, Func<T> work)
    {
        var best = double.MaxValue;
        var result = default(T)!;
        for (var run = 0; run < runs; run++)
        {
            GC.Collect();
            var before = Environment.CpuUsage.TotalTime;
            result = work();
            best = Math.Min(best, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
        }

        return (best, result);
    }
}
