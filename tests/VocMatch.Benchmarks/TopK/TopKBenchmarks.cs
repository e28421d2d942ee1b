using BenchmarkDotNet.Attributes;
using VocMatch.Matching.Index;

namespace VocMatch.Benchmarks.TopK;

/// <summary>The index alone, for BenchmarkDotNet: each operation answers the next student, or the next placement.</summary>
[MemoryDiagnoser]
public class TopKBenchmarks
{
    private TopKMarket _market = null!;
    private PlacementIndex _placements = null!;
    private StudentIndex _students = null!;
    private int _next;

    [Params(10_000, 100_000, 1_000_000)]
    public int Placements { get; set; }

    [GlobalSetup]
    public void Build()
    {
        _market = new TopKMarket(Placements, 1);
        _placements = new PlacementIndex(_market.Scorer);
        _placements.Load(_market.Placements);
        _students = new StudentIndex(_market.Scorer);
        _students.Load(_market.Students);
    }

    [Benchmark]
    public TopPlacements BestPlacements() => _placements.Top(_market.Students[_next++ % _market.Students.Length], 20);

    [Benchmark]
    public TopStudents BestOf500Students() => _students.Top(_market.Placements[_next++ % _market.Placements.Length], 20);
}
