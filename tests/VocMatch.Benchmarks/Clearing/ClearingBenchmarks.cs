using BenchmarkDotNet.Attributes;
using VocMatch.Cli.Generation;
using VocMatch.Matching.Clearing.Markets;
using VocMatch.Matching.Clearing.Solving;

namespace VocMatch.Benchmarks.Clearing;

/// <summary>The solver alone, for BenchmarkDotNet.</summary>
[MemoryDiagnoser]
public class ClearingBenchmarks
{
    private OpenMarket _market = null!;
    private Lottery _lottery = null!;

    [Params(10_000, 100_000, 1_000_000)]
    public int Students { get; set; }

    [Params(1, 2)]
    public int Threads { get; set; }

    [GlobalSetup]
    public void Build()
    {
        var market = GeneratedMarket.Build(new InstanceShape { Students = Students, Placements = Students / 10 });
        _lottery = Lottery.Draw(market.Students, "vocmatch");
        _market = OpenMarket.Of(market);
    }

    [Benchmark]
    public SeatAssignment Solve() => ClearingSolver.Solve(_market, _lottery, Threads);
}
