using System.Collections.Immutable;
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
    public static ClearingMarket Build(ClearingInputs inputs, int pass = 1) =>
        EngineMarket.Build(
            inputs.Placements.Select(placement => new MarketPlacement(
                placement.Utf8Id, placement.Facts.OpenSeats, placement.Employer, placement.Reserves)),
            inputs.Caps.Select(cap => (cap.Key, cap.Value)),
            inputs.Students.Select(student => Student(inputs, student, pass)),
            out var refusal)
        ?? throw new InvalidOperationException($"The inputs are no market: {refusal}.");

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

    private static MarketStudent Student(ClearingInputs inputs, InputStudent student, int pass)
    {
        var takesPart = student.Pass == pass;
        return new(
            student.Utf8Id,
            student.Tags,
            takesPart ? student.List.Select((entry, i) => new MarketApplication(inputs.Placements[entry.Placement].Utf8Id, i + 1, Priority.OfUnits(entry.Units))) : [],
            takesPart ? student.Forbidden.Select(placement => new MarketPair(inputs.Placements[placement].Utf8Id, "forbidden")) : [],
            student.Fixed is { } placement && pass == 1 ? new(inputs.Placements[placement].Utf8Id, "by hand") : null);
    }
}
