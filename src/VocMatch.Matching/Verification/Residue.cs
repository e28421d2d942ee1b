using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Matching.Verification;

/// <summary>
/// What the fixed pairs leave of seats, caps and reserves, and who takes part, worked out from the input for the verifier alone.
/// </summary>
internal sealed class Residue
{
    private readonly HashSet<(int Student, int Placement)> _forbidden;
    private readonly HashSet<int> _fixed;

    public Residue(ClearingMarket market)
    {
        Market = market;
        _forbidden = market.Forbidden.Select(pair => (pair.Student, pair.Placement)).ToHashSet();
        _fixed = market.Fixed.Select(pair => pair.Student).ToHashSet();
        Seats = new int[market.Placements.Count];
        Reserved = new int[Seats.Length][];
        Caps = new int?[market.Employers.Count];
        for (var placement = 0; placement < Seats.Length; placement++)
        {
            Seats[placement] = market.Seats(placement);
            Reserved[placement] = market.Reserves(placement).IsEmpty ? [] : market.Reserves(placement).ToArray().Select(cell => cell.Seats).ToArray();
        }

        for (var employer = 0; employer < Caps.Length; employer++)
        {
            Caps[employer] = market.Cap(employer) < 0 ? null : market.Cap(employer);
        }

        foreach (var (student, placement, _) in market.Fixed)
        {
            Seats[placement]--;
            if (market.EmployerOf(placement) is >= 0 and var employer)
            {
                Caps[employer]--;
            }

            if (TypeOf(student, placement) is >= 0 and var type && Reserved[placement][type] > 0)
            {
                Reserved[placement][type]--;
            }
        }
    }

    public ClearingMarket Market { get; }

    public int[] Seats { get; }

    /// <summary>Null where an employer has no cap.</summary>
    public int?[] Caps { get; }

    /// <summary>The reserved seats that are left, by placement and by the place of the tag in its list.</summary>
    public int[][] Reserved { get; }

    public bool IsFixed(int student) => _fixed.Contains(student);

    public bool IsForbidden(int student, int placement) => _forbidden.Count > 0 && _forbidden.Contains((student, placement));

    /// <summary>The place, in the placement's list, of the first of its tags that the student holds, or -1.</summary>
    public int TypeOf(int student, int placement)
    {
        var reserves = Market.Reserves(placement);
        for (var type = 0; type < reserves.Length; type++)
        {
            if (Market.TagsOf(student).Contains(reserves[type].Tag))
            {
                return type;
            }
        }

        return -1;
    }
}
