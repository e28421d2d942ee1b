using System.Security.Cryptography;
using System.Text;
using VocMatch.Matching.Clearing;
using VocMatch.Matching.Clearing.Markets;
using VocMatch.Matching.Clearing.Solving;

namespace VocMatch.Matching.WhatIf;

/// <summary>
/// Questions to a solved clearing: what one change would have done, what one more seat is worth everywhere, what would place
/// a student. Both sides of a comparison use the same lottery numbers.
/// </summary>
public sealed class WhatIfQuestion(ClearingResult result)
{
    private VacancyGraph? _vacancies;

    private VacancyGraph Vacancies => _vacancies ??= new VacancyGraph(result);

    /// <summary>Solves again with the changes and tells the difference.</summary>
    public Difference Solve(params IReadOnlyList<MarketChange> changes) =>
        Difference.Between(result.Assignment, ClearingSolver.Solve(ChangedMarket.Of(result.Open, changes), result.Lottery));

    /// <summary>The same difference in students placed under forty other lotteries, HMAC-SHA256 of the seed over <c>whatif:1</c> to <c>whatif:40</c>.</summary>
    public LotteryInterval Interval(params IReadOnlyList<MarketChange> changes)
    {
        var changed = ChangedMarket.Of(result.Open, changes);
        var differences = new int[LotteryInterval.Seeds];
        for (var k = 1; k <= differences.Length; k++)
        {
            var seed = HMACSHA256.HashData(Encoding.UTF8.GetBytes(result.Settings.Seed), Encoding.UTF8.GetBytes($"whatif:{k}"));
            var lottery = Lottery.Draw(result.Market.Students, Convert.ToHexStringLower(seed));
            differences[k - 1] = ClearingSolver.Solve(changed, lottery).PlacedCount - ClearingSolver.Solve(result.Open, lottery).PlacedCount;
        }

        return LotteryInterval.Of(differences);
    }

    /// <summary>
    /// For every placement, how many more students would be placed if it had one seat more (and a capped employer took one
    /// more): 0 or 1. All of them in one pass over the applications, not one solve each.
    /// </summary>
    public int[] ValueOfOneMoreSeat()
    {
        var value = new int[result.Open.PlacementCount];
        for (var placement = 0; placement < value.Length; placement++)
        {
            value[placement] = Vacancies.NewlyPlaced(placement) >= 0 ? 1 : 0;
        }

        return value;
    }

    /// <summary>The students who move up when a placement gets one seat more, along the vacancy chain it starts; the last is newly placed if the value is 1.</summary>
    public IReadOnlyList<int> ChainOfOneMoreSeat(int placement) => Vacancies.Chain(placement);

    /// <summary>
    /// The placements whose one more seat would place a student who has none: the shortest chain first, so the change that
    /// touches the fewest others.
    /// </summary>
    public IReadOnlyList<(int Placement, int Moved)> SeatsThatPlace(int student)
    {
        var found = new List<(int Placement, int Moved)>();
        for (var placement = 0; placement < result.Open.PlacementCount; placement++)
        {
            if (Vacancies.NewlyPlaced(placement) == student)
            {
                found.Add((placement, Vacancies.Chain(placement).Count));
            }
        }

        return [.. found.OrderBy(option => option.Moved).ThenBy(option => option.Placement)];
    }

    /// <summary>
    /// The fewest points by which a student without a place would have to score higher at one placement of the own list to get a place;
    /// confirmed by solving again, and the difference it makes to everybody. Null when no such rise was confirmed.
    /// </summary>
    public (int Placement, Priority Rise, Difference Difference)? PointsThatPlace(int student)
    {
        foreach (var (placement, rise, own) in Rises(student).OrderBy(option => option.Rise).ThenBy(option => option.Placement))
        {
            var difference = Solve(new MarketChange.Rescore(student, placement, new Priority(own + rise)));
            if (difference.Gainers.Any(move => move.Student == student))
            {
                return (placement, new Priority(rise), difference);
            }
        }

        return null;
    }

    // What it takes to come one millionth above the cutoff that refused the student, at each placement that has one.
    private IEnumerable<(int Placement, long Rise, long Own)> Rises(int student)
    {
        for (var row = result.Open.WishStart[student]; row < result.Open.WishEnd[student]; row++)
        {
            var wish = result.Open.WishRows[row];
            var own = result.Open.Priorities.Decode(wish.PriorityCode).Millionths;
            if (Needed(student, wish.Placement) is { } needed && needed < Priority.Limit)
            {
                yield return (wish.Placement, needed - own, own);
            }
        }
    }

    private long? Needed(int student, int placement)
    {
        var employer = result.Market.EmployerOf(placement);
        var (open, cap) = (result.Cutoffs.Open(placement), employer < 0 ? Cutoff.None : result.Cutoffs.Cap(employer));
        var reserve = result.Open.OpenCellOf(student, placement) is >= 0 and var cell ? result.Cutoffs.Reserve(cell) : Cutoff.Closed;
        long? byOpen = open.Kind == CutoffKind.Closed || cap.Kind == CutoffKind.Closed ? null
            : Math.Max(open.Kind == CutoffKind.Key ? open.Priority.Millionths + 1 : long.MinValue, cap.Kind == CutoffKind.Key ? cap.Priority.Millionths + 1 : long.MinValue);
        long? byReserve = reserve.Kind == CutoffKind.Key ? reserve.Priority.Millionths + 1 : null;
        return byOpen is { } first && byReserve is { } second ? Math.Min(first, second) : byOpen ?? byReserve;
    }
}
