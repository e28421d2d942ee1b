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
    public static ClearingMarket? Build(MarketRows rows, out MarketRefusal? refusal)
    {
        var builder = new ClearingMarketBuilder();
        refusal = Add(builder, rows);
        return refusal is null && builder.TryBuild(out var market, out refusal) ? market : null;
    }

    private static MarketRefusal? Add(ClearingMarketBuilder builder, MarketRows rows)
    {
        foreach (var placement in rows.Placements)
        {
            if (builder.AddPlacement(placement.Id.Value, placement.Seats, placement.Employer.Value, placement.Reserves.ToEngine(), Basis(placement.Order)) is { } refused)
            {
                return refused;
            }
        }

        foreach (var employer in rows.Employers)
        {
            if (builder.AddEmployer(employer.Id.Value, employer.Cap) is { } refused)
            {
                return refused;
            }
        }

        return AddStudents(builder, rows);
    }

    private static MarketRefusal? AddStudents(ClearingMarketBuilder builder, MarketRows rows)
    {
        var batch = builder.NewApplicationBatch();
        foreach (var student in rows.Students)
        {
            if (!student.Tags.IsEmpty && student.TakesPart() && builder.AddStudent(student.Id.Value, student.Tags.RemoveAll(tag => !FittedReserves.IsNamed(tag))) is { } refused)
            {
                return refused;
            }

            foreach (var application in student.Applications)
            {
                if (batch.Add(student.Id.Value, application.Placement.Value, application.Rank, new Priority(application.PriorityMillionths)) is { } wrong)
                {
                    return wrong;
                }
            }

            if (AddPairs(builder, student) is { } pair)
            {
                return pair;
            }
        }

        return null;
    }

    private static MarketRefusal? AddPairs(ClearingMarketBuilder builder, FrozenStudent student)
    {
        if (student.Fixed is { } pair && builder.AddFixed(student.Id.Value, pair.Placement.Value, pair.Reason) is { } refused)
        {
            return refused;
        }

        foreach (var forbidden in student.Forbidden)
        {
            if (builder.AddForbidden(student.Id.Value, forbidden.Placement.Value, forbidden.Reason) is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }

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
