using System.Diagnostics.CodeAnalysis;

namespace VocMatch.Matching.Clearing.Markets;

/// <summary>Turns the rows of a builder into a market: numbers by byte order, rows compressed by student, rules over several rows checked.</summary>
internal sealed class MarketAssembly(ClearingMarketBuilder builder)
{
    public bool TryBuild([NotNullWhen(true)] out ClearingMarket? market, [NotNullWhen(false)] out MarketRefusal? refusal)
    {
        market = null;
        refusal = EmployerFault();
        if (refusal is not null)
        {
            return false;
        }

        var placements = builder.PlacementIds.Seal(out var placeOfPlacement);
        var employers = builder.EmployerIds.Seal(out var placeOfEmployer);
        var tags = builder.TagIds.Seal(out var placeOfTag);
        var columns = new ApplicationColumns(builder, placeOfPlacement);
        refusal = columns.Fill();
        if (refusal is not null)
        {
            return false;
        }

        var (reserveStart, reserves) = ReserveColumns(placeOfPlacement, placeOfTag);
        var (tagStart, studentTags) = TagColumns(columns.Students.Count, columns.PlaceOfStudent, placeOfTag);
        var fixedPairs = builder.FixedPairs
            .Select(pair => new FixedMatch(columns.PlaceOfStudent[pair.Student], placeOfPlacement[pair.Placement], pair.Reason)).ToList();
        var forbiddenPairs = builder.ForbiddenPairs
            .Select(pair => new ForbiddenMatch(columns.PlaceOfStudent[pair.Student], placeOfPlacement[pair.Placement], pair.Reason)).ToList();
        market = new ClearingMarket
        {
            Students = columns.Students,
            Placements = placements,
            Employers = employers,
            Tags = tags,
            Priorities = columns.Priorities,
            SeatsOf = Column(placeOfPlacement, row => builder.Placements[row].Seats),
            EmployerOfPlacement = Column(
                placeOfPlacement, row => builder.Placements[row].Employer is >= 0 and var employer ? placeOfEmployer[employer] : -1),
            CapOf = Column(placeOfEmployer, row => row < builder.Caps.Count ? builder.Caps[row] : -1),
            ReserveStart = reserveStart,
            ReserveCells = reserves,
            TagStart = tagStart,
            StudentTags = studentTags,
            WishStart = columns.WishStart,
            WishRows = columns.Wishes,
            RankRows = columns.Ranks,
            MillionthsRows = columns.Millionths,
            Fixed = [.. fixedPairs.OrderBy(pair => pair.Student).ThenBy(pair => pair.Placement)],
            Forbidden = [.. forbiddenPairs.OrderBy(pair => pair.Student).ThenBy(pair => pair.Placement)],
        };
        refusal = new HandPlacedPairs(market, fixedPairs, forbiddenPairs).Fault();
        market = refusal is null ? market : null;
        return refusal is null;
    }

    private static int[] Column(int[] placeOf, Func<int, int> value)
    {
        var column = new int[placeOf.Length];
        for (var row = 0; row < placeOf.Length; row++)
        {
            column[placeOf[row]] = value(row);
        }

        return column;
    }

    // R2 and R4, where an employer has a cap. The row named is the employer's.
    private MarketRefusal? EmployerFault()
    {
        var reserved = new long[builder.EmployerIds.Count];
        var first = new PriorityBasis?[builder.EmployerIds.Count];
        var mixed = new bool[builder.EmployerIds.Count];
        foreach (var placement in builder.Placements)
        {
            if (placement.Employer >= 0)
            {
                reserved[placement.Employer] += placement.Reserves.Sum(cell => (long)cell.Seats);
                mixed[placement.Employer] |= first[placement.Employer] is { } basis
                    && (basis != placement.Basis || basis == PriorityBasis.PlacementList);
                first[placement.Employer] ??= placement.Basis;
            }
        }

        for (var row = 0; row < builder.CapRows.Count; row++)
        {
            var employer = builder.CapRows[row];
            if (reserved[employer] > builder.Caps[employer])
            {
                return new(MarketTable.Employers, row, "cap", $"{builder.Caps[employer]}", "R2",
                    $"the reserves of the placements of '{IdRules.Show(builder.EmployerIds[employer])}' are {reserved[employer]}, more than the cap");
            }

            if (mixed[employer])
            {
                return new(MarketTable.Employers, row, "employer", IdRules.Show(builder.EmployerIds[employer]), "R4",
                    "under a cap all placements go by score, or all by one list of the employer");
            }
        }

        return null;
    }

    private (int[] Start, SeatReserve[] Cells) ReserveColumns(int[] placeOfPlacement, int[] placeOfTag)
    {
        var start = new int[placeOfPlacement.Length + 1];
        for (var row = 0; row < placeOfPlacement.Length; row++)
        {
            start[placeOfPlacement[row] + 1] = builder.Placements[row].Reserves.Length;
        }

        for (var placement = 0; placement < placeOfPlacement.Length; placement++)
        {
            start[placement + 1] += start[placement];
        }

        var cells = new SeatReserve[start[^1]];
        for (var row = 0; row < placeOfPlacement.Length; row++)
        {
            var at = start[placeOfPlacement[row]];
            foreach (var cell in builder.Placements[row].Reserves)
            {
                cells[at++] = new SeatReserve(placeOfTag[cell.Tag], cell.Seats);
            }
        }

        return (start, cells);
    }

    private (int[] Start, int[] Tags) TagColumns(int studentCount, int[] placeOfStudent, int[] placeOfTag)
    {
        var total = builder.TagsOfStudent.Sum(row => row.Value.Length);
        if (total == 0)
        {
            return ([], []);
        }

        var start = new int[studentCount + 1];
        foreach (var (student, tags) in builder.TagsOfStudent)
        {
            start[placeOfStudent[student] + 1] = tags.Length;
        }

        for (var student = 0; student < studentCount; student++)
        {
            start[student + 1] += start[student];
        }

        var column = new int[total];
        foreach (var (student, tags) in builder.TagsOfStudent)
        {
            var own = column.AsSpan(start[placeOfStudent[student]], tags.Length);
            for (var i = 0; i < tags.Length; i++)
            {
                own[i] = placeOfTag[tags[i]];
            }

            own.Sort();
        }

        return (start, column);
    }
}
