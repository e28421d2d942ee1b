using System.Text;
using VocMatch.Matching.Clearing;

namespace VocMatch.Grains.Adjustments;

/// <summary>The market of a round's inputs. Its numbers of students and placements are theirs: both stand in the order of their ids' bytes.</summary>
internal static class InputMarket
{
    private const long MillionthsPerUnit = 100;

    /// <exception cref="InvalidOperationException">The inputs are no market: a defect, since they were made from checked content.</exception>
    public static ClearingMarket Build(RoundInputs inputs)
    {
        var builder = new ClearingMarketBuilder();
        var tags = AddPlacements(builder, inputs);
        var batch = builder.NewApplicationBatch();
        foreach (var student in inputs.Students)
        {
            var own = tags.Count == 0 ? "" : string.Join(';', student.Question.Profile.Tags.Where(tags.Contains));
            Require(builder.AddStudent(student.Utf8Id, Encoding.UTF8.GetBytes(own)));
            for (var i = 0; i < student.List.Length; i++)
            {
                var (placement, units) = student.List[i];
                Require(batch.Add(student.Utf8Id, inputs.Placements[placement].Utf8Id, i + 1, new Priority(units * MillionthsPerUnit)));
            }
        }

        return builder.TryBuild(out var market, out var refusal) ? market : throw new InvalidOperationException($"The inputs are no market: {refusal}.");
    }

    /// <summary>For every student the number of the placement held, or -1.</summary>
    public static int[] Solve(ClearingMarket market, string seed)
    {
        var assignment = ClearingSolver.Solve(OpenMarket.Of(market), Lottery.Draw(market.Students, seed));
        var placements = new int[market.Students.Count];
        for (var student = 0; student < placements.Length; student++)
        {
            placements[student] = assignment.PlacementOf(student);
        }

        return placements;
    }

    /// <summary>A cap below what an employer's placements reserve would be refused (R2): then its reserves do not count.</summary>
    /// <returns>The tags that seats are reserved for.</returns>
    private static HashSet<string> AddPlacements(ClearingMarketBuilder builder, RoundInputs inputs)
    {
        var tags = new HashSet<string>(StringComparer.Ordinal);
        var capped = new HashSet<string>(StringComparer.Ordinal);
        foreach (var placement in inputs.Placements)
        {
            var hasCap = inputs.Caps.TryGetValue(placement.Employer, out var cap);
            var reserves = hasCap ? "" : placement.Reserves;
            tags.UnionWith(reserves.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(reserve => reserve[..reserve.IndexOf(':', StringComparison.Ordinal)]));
            Require(builder.AddPlacement(
                placement.Utf8Id, placement.Facts.OpenSeats, Encoding.UTF8.GetBytes(placement.Employer.Value), Encoding.UTF8.GetBytes(reserves)));
            if (hasCap && capped.Add(placement.Employer.Value))
            {
                Require(builder.AddEmployer(placement.Employer.Value, cap));
            }
        }

        return tags;
    }

    private static void Require(MarketRefusal? refusal)
    {
        if (refusal is not null)
        {
            throw new InvalidOperationException($"The inputs are no market: {refusal}.");
        }
    }
}
