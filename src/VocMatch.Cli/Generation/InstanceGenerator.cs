namespace VocMatch.Cli.Generation;

/// <summary>
/// Draws a clearing from a seed, row by row and in constant memory: whatever belongs to one student or placement is drawn
/// from a stream of its own, so any part can be drawn again alone.
/// </summary>
public sealed class InstanceGenerator
{
    private const ulong PlacementStream = 1UL << 60;
    private const ulong EmployerStream = 2UL << 60;

    private readonly InstanceShape _shape;
    private readonly int _scatter;

    /// <exception cref="ArgumentException">The shape cannot be made.</exception>
    public InstanceGenerator(InstanceShape shape)
    {
        if (shape.Fault() is { } fault)
        {
            throw new ArgumentException(fault, nameof(shape));
        }

        _shape = shape;
        _scatter = Multiplier(shape.Placements);
    }

    public InstanceShape Shape => _shape;

    public int Employers => Math.Max(1, _shape.Placements / 5);

    /// <summary>The tags of the reserves that are drawn, in the order in which placements list them.</summary>
    public static IReadOnlyList<string> Tags { get; } = ["rural", "disability"];

    public int Seats(int placement)
    {
        var stream = new RandomStream(_shape.Seed, PlacementStream + (ulong)placement);
        var mean = (long)_shape.Students * _shape.SeatsPerHundred / 100.0 / _shape.Placements;
        return (int)(stream.Next() * 2 * mean + 0.5);
    }

    public int EmployerOf(int placement) =>
        new RandomStream(_shape.Seed, PlacementStream + (ulong)placement + (1UL << 40)).Below(Employers);

    /// <summary>Reserved seats for each of <see cref="Tags"/>.</summary>
    public (int First, int Second) Reserves(int placement)
    {
        var stream = new RandomStream(_shape.Seed, PlacementStream + (ulong)placement + (2UL << 40));
        var seats = Seats(placement);
        return stream.Below(100) < _shape.ReservePercent && seats >= 4 ? (1 + stream.Below(seats / 4), seats / 8) : (0, 0);
    }

    /// <summary>The cap of an employer that has the given seats and reserves, or -1.</summary>
    public int Cap(int employer, int seats, int reserved)
    {
        var stream = new RandomStream(_shape.Seed, EmployerStream + (ulong)employer);
        return stream.Below(100) < _shape.CapPercent ? Math.Max(reserved, seats * 3 / 4) : -1;
    }

    /// <summary>Bit 0 and 1 for the first and second of <see cref="Tags"/>.</summary>
    public int TagsOf(int student)
    {
        var draw = new RandomStream(_shape.Seed, (ulong)student + (1UL << 40)).Below(100);
        return _shape.ReservePercent == 0 || draw >= 25 ? 0 : draw < 15 ? 1 : draw < 22 ? 2 : 3;
    }

    /// <summary>Draws the wishes of a student, best first: placements without repetition, priorities in hundredths of a point, 0 to 10,000.</summary>
    public void Wishes(int student, Span<int> placements, Span<int> hundredths)
    {
        var stream = new RandomStream(_shape.Seed, (ulong)student);
        var ability = stream.Next();
        for (var i = 0; i < placements.Length; i++)
        {
            int placement;
            do
            {
                placement = Draw(ref stream);
            }
            while (placements[..i].Contains(placement));
            placements[i] = placement;
            hundredths[i] = (int)(6_000 * ability + 4_000 * stream.Next());
        }
    }

    // Popularity falls as a power of the place; the places are scattered over the ids.
    private int Draw(ref RandomStream stream)
    {
        var place = (long)(_shape.Placements * Math.Pow(stream.Next(), 1 / (1 - _shape.Skew)));
        return (int)(Math.Min(place, _shape.Placements - 1) * _scatter % _shape.Placements);
    }

    // A number without a common divisor, near the golden section of the size.
    private static int Multiplier(int size)
    {
        var candidate = Math.Max(1, (int)(size * 0.6180339887));
        while (Gcd(candidate, size) != 1)
        {
            candidate++;
        }

        return candidate;

        static int Gcd(int a, int b) => b == 0 ? a : Gcd(b, a % b);
    }
}
