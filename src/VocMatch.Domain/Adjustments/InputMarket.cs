using System.Collections.Immutable;
using System.Text;
using VocMatch.Domain.Rounds.Clearing;
using VocMatch.Matching.Clearing;
using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Domain.Adjustments;

/// <summary>
/// The market of one pass of a round's inputs. Its numbers of students and placements are theirs: both stand in the order of their ids'
/// bytes. Students of the other pass are in it with empty lists.
/// </summary>
internal static class InputMarket
{
    /// <param name="pass">1: those who ranked, with who is placed by hand. 2: those to be completed.</param>
    /// <exception cref="InvalidOperationException">The inputs are no market: a defect, since they were made from checked content.</exception>
    public static ClearingMarket Build(ClearingInputs inputs, int pass = 1)
    {
        var builder = new ClearingMarketBuilder();
        var tags = AddPlacements(builder, inputs);
        var batch = builder.NewApplicationBatch();
        foreach (var student in inputs.Students)
        {
            Require(builder.AddStudent(student.Utf8Id, tags.Count == 0 ? [] : student.Tags.Where(tags.Contains).ToList()));
            if (student.Pass == pass)
            {
                AddList(builder, batch, inputs, student);
            }

            if (student.Fixed is { } placement && pass == 1)
            {
                Require(builder.AddFixed(student.Utf8Id, inputs.Placements[placement].Utf8Id, "by hand"u8));
            }
        }

        return builder.TryBuild(out var market, out var refusal) ? market : throw new InvalidOperationException($"The inputs are no market: {refusal}.");
    }

    /// <summary>Second passes of the inputs, whatever the first one gives.</summary>
    /// <param name="first">The first pass's market.</param>
    public static CompletionMarket Completions(ClearingInputs inputs, ClearingMarket first) => new(
        first,
        [
            .. inputs.Students.Select(student => (student.Pass == 2 ? student.List : student.Completion) is { } list
                ? Wishes(student, list)
                : null),
        ],
        [.. inputs.Students.Select(student => student.Pass == 2)],
        Math.Min(inputs.MaximumRanks, RankBounds.MaxLength));

    /// <summary>What a student applies for in a pass, best first.</summary>
    public static IReadOnlyList<(int Placement, Priority Priority)> Wishes(InputStudent student, int pass) =>
        student.Pass != pass || student.Fixed is not null
            ? []
            : Wishes(student, student.List);

    private static IReadOnlyList<(int Placement, Priority Priority)> Wishes(InputStudent student, ImmutableArray<ListEntry> list)
    {
        var wishes = new List<(int, Priority)>(list.Length);
        foreach (var (placement, units) in list)
        {
            if (!student.Forbidden.Contains(placement))
            {
                wishes.Add((placement, Priority.OfUnits(units)));
            }
        }

        return wishes;
    }

    private static void AddList(ClearingMarketBuilder builder, ApplicationBatch batch, ClearingInputs inputs, InputStudent student)
    {
        for (var i = 0; i < student.List.Length; i++)
        {
            var (placement, units) = student.List[i];
            Require(batch.Add(student.Utf8Id, inputs.Placements[placement].Utf8Id, i + 1, Priority.OfUnits(units)));
        }

        foreach (var placement in student.Forbidden)
        {
            Require(builder.AddForbidden(student.Utf8Id, inputs.Placements[placement].Utf8Id, "forbidden"u8));
        }
    }

    /// <returns>The tags that seats are reserved for.</returns>
    private static HashSet<string> AddPlacements(ClearingMarketBuilder builder, ClearingInputs inputs)
    {
        var tags = new HashSet<string>(StringComparer.Ordinal);
        var capped = new HashSet<string>(StringComparer.Ordinal);
        foreach (var placement in inputs.Placements)
        {
            tags.UnionWith(placement.Reserves.Select(reserve => reserve.Tag));
            Require(builder.AddPlacement(
                placement.Utf8Id, placement.Facts.OpenSeats, Encoding.UTF8.GetBytes(placement.Employer.Value), placement.Reserves.ToEngine()));
            if (inputs.Caps.TryGetValue(placement.Employer, out var cap) && capped.Add(placement.Employer.Value))
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
