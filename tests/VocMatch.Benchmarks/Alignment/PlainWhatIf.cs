using System.Collections.Concurrent;
using VocMatch.Contracts.Identity;
using VocMatch.Grains.Adjustments;

namespace VocMatch.Benchmarks.Alignment;

/// <summary>The peer of <see cref="RoundComparison"/>: the same answer from a market made anew for each change, with nothing shared between programs.</summary>
internal sealed class PlainWhatIf(RoundInputs inputs)
{
    private readonly InputClearing _present = new(inputs);
    private readonly ConcurrentDictionary<string, int[]> _before = new(StringComparer.Ordinal);

    /// <returns>True where the change helps, and forty lotteries were tried.</returns>
    public bool Measure(RoundInputs changed, ProgramId program)
    {
        var clearing = new InputClearing(changed);
        if (Placed(changed, clearing.Solve(inputs.Seed), program) <= Placed(inputs, Before(inputs.Seed), program))
        {
            return false;
        }

        var differences = new int[RoundComparison.Seeds];
        Parallel.For(0, differences.Length, k => differences[k] =
            Placed(changed, clearing.Solve($"{inputs.Seed}:{k}"), program) - Placed(inputs, Before($"{inputs.Seed}:{k}"), program));
        return differences.Length > 0;
    }

    private int[] Before(string seed) => _before.GetOrAdd(seed, _present.Solve);

    private static int Placed(RoundInputs round, int[] placements, ProgramId program) =>
        Enumerable.Range(0, placements.Length).Count(student => placements[student] >= 0 && round.Students[student].Program == program);
}
