using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Matching.Tests.Clearing;

/// <summary>Tiny markets with everything in them: ties, partial lists, reserves for two tags, caps, seats that are missing.</summary>
internal static class RandomMarket
{
    public static ClearingMarket Draw(int seed, int maxStudents = 5, int maxPlacements = 4)
    {
        var random = new Random(seed);
        var kind = random.Next(4);
        while (true)
        {
            var builder = new ClearingMarketBuilder();
            if (Fill(builder, random, kind, maxStudents, maxPlacements) && builder.TryBuild(out var market, out _))
            {
                return market;
            }
        }
    }

    // False when a reserve did not fit; the next draw may.
    private static bool Fill(ClearingMarketBuilder builder, Random random, int kind, int maxStudents, int maxPlacements)
    {
        var (reserves, caps) = ((kind & 1) != 0, (kind & 2) != 0);
        var placements = random.Next(1, maxPlacements + 1);
        var fits = true;
        for (var placement = 0; placement < placements; placement++)
        {
            var cells = !reserves ? "" : random.Next(5) switch { 0 => "r:1", 1 => "d:1", 2 => "r:1;d:1", 3 => "d:1;r:1", _ => "" };
            fits &= builder.AddPlacement($"p{placement}", random.Next(4), caps ? $"E{random.Next(2)}" : "", cells) is null;
        }

        for (var employer = 0; caps && employer < 2; employer++)
        {
            if (random.Next(4) > 0)
            {
                fits &= builder.AddEmployer($"E{employer}", random.Next(4)) is null;
            }
        }

        var batch = builder.NewApplicationBatch();
        for (var student = random.Next(1, maxStudents + 1); student > 0; student--)
        {
            if (reserves)
            {
                fits &= builder.AddStudent($"s{student}", random.Next(4) switch { 0 => "r", 1 => "d", 2 => "r;d", _ => "" }) is null;
            }

            var order = Enumerable.Range(0, placements).ToArray();
            random.Shuffle(order);
            foreach (var (rank, placement) in order.Take(random.Next(placements + 1)).Index())
            {
                fits &= batch.Add($"s{student}", $"p{placement}", rank + 1, new Priority(random.Next(4) * 1_000_000)) is null;
            }
        }

        return fits;
    }
}
