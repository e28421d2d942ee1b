using BenchmarkDotNet.Attributes;
using VocMatch.Cli.Generation;
using VocMatch.Matching.Clearing;
using VocMatch.Matching.Clearing.Markets;
using VocMatch.Matching.Repair;
using VocMatch.Matching.WhatIf;

namespace VocMatch.Benchmarks.Clearing;

/// <summary>What follows a clearing, for BenchmarkDotNet: repair and what-if on a solved market.</summary>
[MemoryDiagnoser]
public class AfterClearingBenchmarks
{
    private readonly RepairEvent[] _leave = [.. Enumerable.Range(0, 20).Select(number => new RepairEvent.StudentLeaves(number * 97))];
    private ClearingResult _result = null!;
    private WhatIfQuestion _question = null!;

    [Params(20_000, 100_000)]
    public int Students { get; set; }

    [GlobalSetup]
    public void Solve()
    {
        _result = ClearingResult.Solve(
            GeneratedMarket.Build(new InstanceShape { Students = Students, Placements = Students / 10 }), new ClearingSettings("vocmatch"));
        _question = new WhatIfQuestion(_result);
    }

    [Benchmark]
    public RepairOutcome RepairTwentyDropOuts() => ClearingRepair.Repair(_result, _leave);

    [Benchmark]
    public object ThreeMoreSeats() => _question.Solve(new MarketChange.AddSeats(7, 3));

    [Benchmark]
    public object ValueOfOneMoreSeatEverywhere() => new WhatIfQuestion(_result).ValueOfOneMoreSeat();
}
