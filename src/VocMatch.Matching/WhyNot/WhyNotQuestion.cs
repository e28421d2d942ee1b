using VocMatch.Matching.Clearing;
using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Matching.WhyNot;

/// <summary>
/// Answers why a student does not hold a placement from the final cutoffs alone. Nothing is said of who displaced whom: that
/// depends on the order of proposals, the cutoffs do not.
/// </summary>
public static class WhyNotQuestion
{
    /// <param name="result">The cleared market.</param>
    /// <param name="student">The student.</param>
    /// <param name="placement">The placement asked about.</param>
    /// <param name="priorityIfUnranked">The priority the student would have had at a placement that was not ranked, when it is known.</param>
    public static WhyNotAnswer Ask(ClearingResult result, int student, int placement, Priority? priorityIfUnranked = null)
    {
        var market = result.Market;
        if (market.Fixed.FirstOrDefault(pair => pair.Student == student) is { } byHand)
        {
            return byHand.Placement == placement
                ? new(WhyNotReason.Held, $"You got this placement; you were placed by hand: {byHand.Reason}.")
                : new(WhyNotReason.PlacedByHand, $"You were placed by hand at {market.Placements[byHand.Placement]}: {byHand.Reason}.");
        }

        if (result.Assignment.PlacementOf(student) == placement)
        {
            return new(WhyNotReason.Held, "You got this placement.");
        }

        if (market.Forbidden.FirstOrDefault(pair => pair.Student == student && pair.Placement == placement) is { } forbidden)
        {
            return new(WhyNotReason.NotEligible, $"You are not eligible for it: {forbidden.Reason}.");
        }

        var place = PlaceOf(result.Open, student, placement);
        if (place < 0)
        {
            return NotRanked(result, placement, priorityIfUnranked);
        }

        var rank = result.Open.RankRows[result.Open.WishStart[student] + place];
        if (result.Assignment.RankOf(student) is > 0 and var held && held < rank)
        {
            return new(WhyNotReason.OwnPlaceRankedBetter, $"You got your choice number {held}, which you ranked above it.");
        }

        return WithReserve(result, student, placement, Refused(result, student, placement, place)) with { NoOtherListHelps = true };
    }

    private static WhyNotAnswer NotRanked(ClearingResult result, int placement, Priority? priority)
    {
        var cutoff = result.Cutoffs.Open(placement);
        var employer = result.Market.EmployerOf(placement);
        if (cutoff.Kind == CutoffKind.None && employer >= 0)
        {
            cutoff = result.Cutoffs.Cap(employer);
        }

        var closed = cutoff.Kind switch
        {
            CutoffKind.None => " It had seats left over.",
            CutoffKind.Closed => " Its open seats were closed to everybody.",
            _ => $" It closed at {cutoff.Priority}" + (priority is { } own ? $"; you had {own}." : "."),
        };
        return new(WhyNotReason.NotRanked, "You did not rank it, so you were not considered." + closed) { ClosedAt = cutoff, Own = priority };
    }

    private static WhyNotAnswer Refused(ClearingResult result, int student, int placement, int place)
    {
        var open = result.Open;
        if (open.SeatsOf[placement] == 0)
        {
            return new(WhyNotReason.NoSeats, result.Market.Seats(placement) == 0
                ? "It had no seat left to give when the clearing began."
                : "All its seats were given by hand before the clearing.");
        }

        if (open.CapAt(placement) == 0)
        {
            return new(WhyNotReason.EmployerTakesNobody, result.Market.Cap(result.Market.EmployerOf(placement)) == 0
                ? "Its employer took nobody in this clearing."
                : "Its employer's limit was used up by students placed by hand.");
        }

        var own = open.Priorities.Decode(open.WishRows[open.WishStart[student] + place].PriorityCode);
        var cutoff = result.Cutoffs.Open(placement);
        var key = result.Lottery.Key(open.WishRows[open.WishStart[student] + place].PriorityCode, student);
        if (cutoff.Kind == CutoffKind.Closed)
        {
            return new(WhyNotReason.AllSeatsReserved, "All its seats went to reserves that were filled.") { ClosedAt = cutoff, Own = own };
        }

        if (cutoff.Kind == CutoffKind.Key && key < result.Cutoffs.OpenKeys[placement])
        {
            return Below(result, student, own, cutoff, WhyNotReason.BelowCutoff, "Its open seats closed at");
        }

        var employer = result.Market.EmployerOf(placement);
        var limit = employer < 0 ? Cutoff.None : result.Cutoffs.Cap(employer);
        var reached = employer < 0 ? "" : $"The employer's limit of {result.Market.Cap(employer)} was reached";
        return limit.Kind switch
        {
            CutoffKind.Closed => new(WhyNotReason.EmployerLimit, reached + " by reserves that were filled.") { ClosedAt = limit, Own = own },
            CutoffKind.Key when key < result.Cutoffs.CapKeys[employer] => Below(result, student, own, limit, WhyNotReason.EmployerLimit, reached + "; over all its placements it closed at"),
            _ => throw new InvalidOperationException("The student clears a placement ranked above the one held: the matching is not stable."),
        };
    }

    private static WhyNotAnswer Below(ClearingResult result, int student, Priority own, Cutoff cutoff, WhyNotReason reason, string closed)
    {
        if (own != cutoff.Priority)
        {
            return new(reason, $"{closed} {cutoff.Priority}; you had {own}.") { ClosedAt = cutoff, Own = own };
        }

        var (mine, last) = (result.Lottery.NumberOf(student), result.Lottery.NumberOf(cutoff.Student));
        return new(
            reason == WhyNotReason.BelowCutoff ? WhyNotReason.LotteryDecided : reason,
            $"{closed} {cutoff.Priority}, the score you had too; the lottery decided: yours {mine:x16}, last admitted {last:x16}.")
        { ClosedAt = cutoff, Own = own, Lottery = (mine, last) };
    }

    // What else is true when the student belongs to a reserve there.
    private static WhyNotAnswer WithReserve(ClearingResult result, int student, int placement, WhyNotAnswer answer)
    {
        var cell = result.Open.OpenCellOf(student, placement);
        if (cell < 0 || answer.Reason is WhyNotReason.NoSeats or WhyNotReason.EmployerTakesNobody)
        {
            return answer;
        }

        var tag = result.Market.Tags[result.Open.ReserveCells[cell].Tag];
        var closed = result.Cutoffs.Reserve(cell);
        return answer with
        {
            Reserve = (tag, closed),
            Sentence = $"{answer.Sentence} The seats reserved for {tag} closed at {closed.Priority}; whoever holds one may have less than open seats asked for.",
        };
    }

    private static int PlaceOf(OpenMarket market, int student, int placement)
    {
        for (var row = market.WishStart[student]; row < market.WishEnd[student]; row++)
        {
            if (market.WishRows[row].Placement == placement)
            {
                return row - market.WishStart[student];
            }
        }

        return -1;
    }
}
