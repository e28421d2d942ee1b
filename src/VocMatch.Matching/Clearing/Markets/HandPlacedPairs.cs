namespace VocMatch.Matching.Clearing.Markets;

/// <summary>The rules of fixed and forbidden pairs (C8, C9): what may not repeat, and what the fixed pairs must leave.</summary>
internal sealed class HandPlacedPairs(ClearingMarket market, IReadOnlyList<FixedMatch> fixedPairs, IReadOnlyList<ForbiddenMatch> forbiddenPairs)
{
    public MarketRefusal? Fault() => RepeatFault() ?? LeftoverFault();

    private MarketRefusal? RepeatFault()
    {
        var forbidden = new HashSet<(int, int)>();
        for (var row = 0; row < forbiddenPairs.Count; row++)
        {
            if (!forbidden.Add((forbiddenPairs[row].Student, forbiddenPairs[row].Placement)))
            {
                return new(MarketTable.Forbidden, row, "student", market.Students[forbiddenPairs[row].Student], "R5", "the pair stands twice");
            }
        }

        var students = new HashSet<int>();
        for (var row = 0; row < fixedPairs.Count; row++)
        {
            if (!students.Add(fixedPairs[row].Student))
            {
                return new(MarketTable.Fixed, row, "student", market.Students[fixedPairs[row].Student], "C9", "the student is fixed twice");
            }

            if (forbidden.Contains((fixedPairs[row].Student, fixedPairs[row].Placement)))
            {
                return new(MarketTable.Fixed, row, "student", market.Students[fixedPairs[row].Student], "C9", "the pair is forbidden as well");
            }
        }

        return null;
    }

    // Slack (seats or cap less reserves) never grows from pair to pair, so their order does not decide whether they fit.
    private MarketRefusal? LeftoverFault()
    {
        var seats = (int[])market.SeatsOf.Clone();
        var caps = (int[])market.CapOf.Clone();
        var reserves = (SeatReserve[])market.ReserveCells.Clone();
        var (reservedAt, reservedBy) = ReserveSums();
        for (var row = 0; row < fixedPairs.Count; row++)
        {
            var (student, placement, _) = fixedPairs[row];
            var employer = market.EmployerOf(placement);
            var capped = employer >= 0 && caps[employer] >= 0;
            if (seats[placement]-- == 0)
            {
                return Refuse(row, placement, "no seat is left for the fixed pair");
            }

            if (capped && caps[employer]-- == 0)
            {
                return Refuse(row, placement, "the employer's cap leaves nothing for the fixed pair");
            }

            var cell = StudentTypes.CellOf(market, student, placement);
            if (cell >= 0 && reserves[cell].Seats > 0)
            {
                reserves[cell] = reserves[cell] with { Seats = reserves[cell].Seats - 1 };
                reservedAt[placement]--;
                if (employer >= 0)
                {
                    reservedBy[employer]--;
                }
            }

            if (reservedAt[placement] > seats[placement])
            {
                return Refuse(row, placement, "the reserves no longer fit the seats that are left (R1)");
            }

            if (capped && reservedBy[employer] > caps[employer])
            {
                return Refuse(row, placement, "the reserves no longer fit the employer's cap that is left (R2)");
            }
        }

        return null;
    }

    private (long[] AtPlacement, long[] ByEmployer) ReserveSums()
    {
        var atPlacement = new long[market.Placements.Count];
        var byEmployer = new long[market.Employers.Count];
        for (var placement = 0; placement < atPlacement.Length; placement++)
        {
            foreach (var cell in market.Reserves(placement))
            {
                atPlacement[placement] += cell.Seats;
            }

            if (market.EmployerOf(placement) is >= 0 and var employer)
            {
                byEmployer[employer] += atPlacement[placement];
            }
        }

        return (atPlacement, byEmployer);
    }

    private MarketRefusal Refuse(int row, int placement, string reason) =>
        new(MarketTable.Fixed, row, "placement", market.Placements[placement], "C9", reason);
}
