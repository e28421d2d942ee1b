using System.Globalization;
using System.Text;
using VocMatch.Cli.Generation;
using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Benchmarks.Clearing;

/// <summary>Markets drawn by the generator, built in memory.</summary>
internal static class GeneratedMarket
{
    public static ClearingMarket Build(InstanceShape shape)
    {
        var generator = new InstanceGenerator(shape);
        var builder = new ClearingMarketBuilder();
        var seats = new int[generator.Employers];
        var reserved = new int[generator.Employers];
        for (var placement = 0; placement < shape.Placements; placement++)
        {
            var (first, second) = generator.Reserves(placement);
            var reserves = InstanceFiles.ReserveText(first, second);
            var employer = generator.EmployerOf(placement);
            seats[employer] += generator.Seats(placement);
            reserved[employer] += first + second;
            Expect(builder.AddPlacement(Id('p', placement), generator.Seats(placement), Id('e', employer), Encoding.UTF8.GetBytes(reserves)));
        }

        for (var employer = 0; employer < seats.Length; employer++)
        {
            if (generator.Cap(employer, seats[employer], reserved[employer]) is >= 0 and var cap)
            {
                Expect(builder.AddEmployer(Id('e', employer), cap));
            }
        }

        var batch = builder.NewApplicationBatch();
        Span<int> placements = stackalloc int[shape.Ranks];
        Span<int> hundredths = stackalloc int[shape.Ranks];
        for (var student = 0; student < shape.Students; student++)
        {
            var id = Id('s', student);
            if (generator.TagsOf(student) is > 0 and var tags)
            {
                Expect(builder.AddStudent(id, tags == 1 ? "rural"u8 : tags == 2 ? "disability"u8 : "rural;disability"u8));
            }

            generator.Wishes(student, placements, hundredths);
            for (var rank = 0; rank < placements.Length; rank++)
            {
                Expect(batch.Add(id, Id('p', placements[rank]), rank + 1, new Priority(hundredths[rank] * 10_000L)));
            }
        }

        return builder.TryBuild(out var market, out var refusal) ? market : throw new InvalidOperationException(refusal.ToString());
    }

    private static byte[] Id(char kind, int number) => Encoding.UTF8.GetBytes(kind + number.ToString("D8", CultureInfo.InvariantCulture));

    private static void Expect(MarketRefusal? refusal)
    {
        if (refusal is not null)
        {
            throw new InvalidOperationException(refusal.ToString());
        }
    }
}
