using System.Collections.Immutable;
using VocMatch.Contracts.Rounds;
using VocMatch.Matching.Clearing;
using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Domain.Rounds.Clearing;

/// <summary>The rows of one clearing.</summary>
internal sealed record MarketRows(
    IReadOnlyList<FrozenEmployer> Employers, IReadOnlyList<FrozenPlacement> Placements, IReadOnlyList<FrozenStudent> Students);

/// <summary>Frozen rows as the engine takes them.</summary>
internal static class RoundMarkets
{
    /// <summary>The rows of those with a choice of their own or placed by hand.</summary>
    public static MarketRows First(
        IReadOnlyList<FrozenEmployer> employers, IReadOnlyList<FrozenPlacement> placements, IReadOnlyList<FrozenStudent> students) =>
        new(employers, placements, [.. students.Where(student => student.Pass != 2)]);

    /// <summary>
    /// What the first pass leaves (C10 of the clearing's specification): seats, reserves and caps, whoever it leaves unplaced and is to be
    /// completed, and of each one's candidates the best that have a seat left.
    /// </summary>
    public static MarketRows Second(MarketRows first, IReadOnlyList<FrozenStudent> students, ClearingMarket market, MatchTable matches, int maximumRanks)
    {
        var left = LeftOver.Of(first.Placements, first.Employers.ToDictionary(employer => employer.Id, employer => employer.Cap), Taken(first, market, matches));
        var withSeats = Enumerable.Range(0, left.Placements.Length).Where(left.HasRoom).Select(at => left.Placements[at].Id).ToHashSet();
        var second = new List<FrozenStudent>();
        foreach (var student in students)
        {
            var (candidates, most) = student.Completion(maximumRanks);
            if (most > 0 && student.Fixed is null && !(market.Students.IndexOf(student.Id.Value) is >= 0 and var at && matches.PlacementOf(at) >= 0))
            {
                second.Add(student with
                {
                    Pass = 2,
                    Applications =
                    [
                        .. candidates
                            .Where(application => withSeats.Contains(application.Placement) && !student.Forbidden.Any(pair => pair.Placement == application.Placement))
                            .Take(most)
                            .Select((application, i) => application with { Rank = i + 1 }),
                    ],
                    Dropped = [],
                    Completion = null,
                });
            }
        }

        return new([.. first.Employers.Select(employer => employer with { Cap = left.Caps[employer.Id] })], left.Placements, second);
    }

    /// <summary>The market, or why the rows are none.</summary>
    public static ClearingMarket? Build(MarketRows rows, out MarketRefusal? refusal) => EngineMarket.Build(
        rows.Placements.Select(placement => new MarketPlacement(
            EngineMarket.Utf8(placement.Id.Value), placement.Seats, placement.Employer, placement.Reserves, Basis(placement.Order))),
        rows.Employers.Select(employer => (employer.Id, employer.Cap)),
        rows.Students.Select(student => new MarketStudent(
            EngineMarket.Utf8(student.Id.Value),
            student.Tags.IsEmpty || !student.TakesPart() ? null : student.Tags,
            student.Applications.Select(application => new MarketApplication(
                EngineMarket.Utf8(application.Placement.Value), application.Rank, new Priority(application.PriorityMillionths))),
            student.Forbidden.Select(Pair),
            student.Fixed is { } pair ? Pair(pair) : null)),
        out refusal);

    private static MarketPair Pair(FrozenPair pair) => new(EngineMarket.Utf8(pair.Placement.Value), pair.Reason);

    private static IEnumerable<(int Placement, ImmutableArray<string> Tags)> Taken(MarketRows rows, ClearingMarket market, MatchTable matches)
    {
        var tags = rows.Students.ToDictionary(student => student.Id.Value, student => student.Tags, StringComparer.Ordinal);
        var numbers = rows.Placements.Select((placement, at) => (placement.Id.Value, at)).ToDictionary(one => one.Value, one => one.at, StringComparer.Ordinal);
        for (var student = 0; student < market.Students.Count; student++)
        {
            if (matches.PlacementOf(student) is >= 0 and var at)
            {
                yield return (numbers[market.Placements[at]], tags[market.Students[student]]);
            }
        }
    }

    private static PriorityBasis Basis(PriorityOrder order) => order switch
    {
        PriorityOrder.Score => PriorityBasis.Score,
        PriorityOrder.EmployerList => PriorityBasis.EmployerList,
        _ => PriorityBasis.PlacementList,
    };
}
