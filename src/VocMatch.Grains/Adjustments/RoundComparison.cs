using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using VocMatch.Alignment.Adjustments;
using VocMatch.Contracts.Identity;

namespace VocMatch.Grains.Adjustments;

/// <summary>
/// Compares a round with what changes would make of it, both under the same lotteries. What the round gives as it is, is found once and
/// shared by all changes to all programs. Safe for concurrent use.
/// </summary>
internal sealed class RoundComparison(RoundInputs inputs)
{
    /// <summary>Further lotteries by which the interval is found.</summary>
    public const int Seeds = 40;

    private readonly InputClearing _present = new(inputs);
    private readonly ConcurrentDictionary<string, Lazy<Placed>> _before = new(StringComparer.Ordinal);

    public RoundInputs Inputs => inputs;

    /// <summary>Who is placed in the round as it is.</summary>
    public Placed Before => BeforeUnder(inputs.Seed);

    /// <param name="changed">The round with the change.</param>
    /// <param name="program">Whose students count as the program's.</param>
    public MeasuredEffect Measure(RoundInputs changed, ProgramId program, CancellationToken cancellation)
    {
        var clearing = _present.Changed(changed);
        var (before, after) = (Before, Placed.Of(changed, clearing.Solve(inputs.Seed)));
        var (low, high, seeds) = (after.Of(program), after.Of(program), 0);
        if (after.Of(program) > before.Of(program))
        {
            (low, high) = Interval(changed, clearing, program, cancellation);
            seeds = Seeds;
        }

        return new(
            inputs.Students.Count(student => student.Program == program),
            before.Of(program),
            after.Of(program),
            low,
            high,
            after.Others(program) - before.Others(program),
            seeds,
            inputs.Simulated)
        {
            StudentsAfter = changed.Students.Count(student => student.Program == program),
        };
    }

    /// <summary>The second smallest and second largest number placed over the lotteries: paired differences added to what is placed now.</summary>
    private (int Low, int High) Interval(RoundInputs changed, InputClearing clearing, ProgramId program, CancellationToken cancellation)
    {
        var differences = new int[Seeds];
        Parallel.For(0, Seeds, new ParallelOptions { CancellationToken = cancellation }, k =>
        {
            var seed = SeedOf(k + 1);
            differences[k] = Placed.Of(changed, clearing.Solve(seed)).Of(program) - BeforeUnder(seed).Of(program);
        });
        Array.Sort(differences);
        var before = Before.Of(program);
        return (before + differences[1], before + differences[^2]);
    }

    private string SeedOf(int k) => Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(inputs.Seed), Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"whatif:{k}"))));

    private Placed BeforeUnder(string seed) => _before.GetOrAdd(seed, _ => new(() => Placed.Of(inputs, _present.Solve(seed)))).Value;
}

/// <summary>How many students have a place, by program.</summary>
internal sealed class Placed
{
    private readonly Dictionary<ProgramId, int> _byProgram = [];
    private int _all;

    /// <param name="placements">By student, the number of the placement held, or -1.</param>
    public static Placed Of(RoundInputs round, int[] placements)
    {
        var placed = new Placed();
        for (var student = 0; student < placements.Length; student++)
        {
            if (placements[student] >= 0)
            {
                var program = round.Students[student].Program;
                placed._byProgram[program] = placed.Of(program) + 1;
                placed._all++;
            }
        }

        return placed;
    }

    public int Of(ProgramId program) => _byProgram.GetValueOrDefault(program);

    public int Others(ProgramId program) => _all - Of(program);
}
