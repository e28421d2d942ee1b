using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Rounds;
using VocMatch.Matching.Clearing;
using Reserve = VocMatch.Contracts.Placements.Reserve;

namespace VocMatch.Grains.Rounds;

/// <summary>The rows of one clearing.</summary>
internal sealed record MarketRows(
    IReadOnlyList<FrozenEmployer> Employers, IReadOnlyList<FrozenPlacement> Placements, IReadOnlyList<FrozenStudent> Students);

/// <summary>Frozen rows as the engine takes them.</summary>
internal static class RoundMarkets
{
    /// <summary>The rows of those who ranked or are placed by hand.</summary>
    public static MarketRows First(
        IReadOnlyList<FrozenEmployer> employers, IReadOnlyList<FrozenPlacement> placements, IReadOnlyList<FrozenStudent> students) =>
        new(employers, placements, [.. students.Where(student => student.Pass != 2)]);

    /// <summary>
    /// What the first pass leaves for those to be completed (C10 of the clearing's specification): seats, reserves and caps, and of each
    /// student's candidates the best that have a seat left.
    /// </summary>
    public static MarketRows Second(MarketRows first, IReadOnlyList<FrozenStudent> students, ClearingMarket market, MatchList matches, int maximumRanks)
    {
        var left = Left(first, market, matches, out var caps);
        var withSeats = left.Where(placement => placement.Seats > 0 && caps.GetValueOrDefault(placement.Employer, int.MaxValue) > 0)
            .Select(placement => placement.Id).ToHashSet();
        List<FrozenStudent> second =
        [
            .. students.Where(student => student.Pass == 2).Select(student => student with
            {
                Applications =
                [
                    .. student.Applications
                        .Where(application => withSeats.Contains(application.Placement) && !student.Forbidden.Any(pair => pair.Placement == application.Placement))
                        .Take(maximumRanks)
                        .Select((application, i) => application with { Rank = i + 1 }),
                ],
            }),
        ];
        return new([.. first.Employers.Select(employer => employer with { Cap = caps[employer.Id] })], left, second);
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
            var reserves = string.Join(';', placement.Reserves.Select(reserve => FormattableString.Invariant($"{reserve.Tag}:{reserve.Seats}")));
            if (builder.AddPlacement(placement.Id.Value, placement.Seats, placement.Employer.Value, reserves, Basis(placement.Order)) is { } refused)
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
            if (!student.Tags.IsEmpty && student.TakesPart() && builder.AddStudent(student.Id.Value, string.Join(';', student.Tags)) is { } refused)
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

    private static List<FrozenPlacement> Left(MarketRows rows, ClearingMarket market, MatchList matches, out Dictionary<EmployerId, int> caps)
    {
        caps = rows.Employers.ToDictionary(employer => employer.Id, employer => employer.Cap);
        var students = rows.Students.ToDictionary(student => student.Id.Value, StringComparer.Ordinal);
        var placements = rows.Placements.ToDictionary(placement => placement.Id.Value, StringComparer.Ordinal);
        var taken = new Dictionary<PlacementId, int>();
        var takenByTag = new Dictionary<(PlacementId, string), int>();
        for (var student = 0; student < market.Students.Count; student++)
        {
            if (matches.PlacementOf(student) is not (>= 0 and var at))
            {
                continue;
            }

            var placement = placements[market.Placements[at]];
            taken[placement.Id] = taken.GetValueOrDefault(placement.Id) + 1;
            if (caps.TryGetValue(placement.Employer, out var cap))
            {
                caps[placement.Employer] = cap - 1;
            }

            if (placement.Reserves.FirstOrDefault(reserve => students[market.Students[student]].Tags.Contains(reserve.Tag)) is { } own)
            {
                takenByTag[(placement.Id, own.Tag)] = takenByTag.GetValueOrDefault((placement.Id, own.Tag)) + 1;
            }
        }

        var reservable = new Dictionary<EmployerId, int>(caps);
        return
        [
            .. rows.Placements.Select(placement =>
            {
                var seats = placement.Seats - taken.GetValueOrDefault(placement.Id);
                return placement with { Seats = seats, Reserves = ReservesLeft(placement, seats, takenByTag, reservable) };
            }),
        ];
    }

    /// <summary>A soft reserve that somebody else took the seats of is smaller by them.</summary>
    private static ImmutableArray<Reserve> ReservesLeft(
        FrozenPlacement placement, int seats, Dictionary<(PlacementId, string), int> takenByTag, Dictionary<EmployerId, int> reservable)
    {
        var fits = Math.Min(seats, reservable.GetValueOrDefault(placement.Employer, int.MaxValue));
        var left = ImmutableArray.CreateBuilder<Reserve>();
        foreach (var reserve in placement.Reserves)
        {
            var open = Math.Min(fits, reserve.Seats - takenByTag.GetValueOrDefault((placement.Id, reserve.Tag)));
            if (open > 0)
            {
                left.Add(reserve with { Seats = open });
                fits -= open;
            }
        }

        if (reservable.TryGetValue(placement.Employer, out var before))
        {
            reservable[placement.Employer] = before - left.Sum(reserve => reserve.Seats);
        }

        return left.ToImmutable();
    }

    private static PriorityBasis Basis(PriorityOrder order) => order switch
    {
        PriorityOrder.Score => PriorityBasis.Score,
        PriorityOrder.EmployerList => PriorityBasis.EmployerList,
        _ => PriorityBasis.PlacementList,
    };
}
