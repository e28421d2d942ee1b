namespace VocMatch.Matching.Clearing.Markets;

/// <summary>The type of a student at a placement (C7): the first of the placement's tags, in its order, that the student holds.</summary>
internal static class StudentTypes
{
    /// <summary>The index of the reserve cell of the student's type over all placements, or -1 without a type.</summary>
    public static int CellOf(ClearingMarket market, int student, int placement)
    {
        var from = market.ReserveStart[placement];
        var to = market.ReserveStart[placement + 1];
        if (from == to)
        {
            return -1;
        }

        var tags = market.TagsOf(student);
        for (var cell = from; cell < to; cell++)
        {
            if (tags.Contains(market.ReserveCells[cell].Tag))
            {
                return cell;
            }
        }

        return -1;
    }
}
