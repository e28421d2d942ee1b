using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Matching.Repair;

/// <summary>Who waits for each placement, best first. As long as students only improve, who waits only shrinks, so each list is walked once.</summary>
internal sealed class WaitingLists
{
    private readonly OpenMarket _market;
    private readonly RankedApplicants _applicants;
    private readonly int[] _next;

    public WaitingLists(OpenMarket market, Lottery lottery)
    {
        _market = market;
        _applicants = market.Applicants.Under(market, lottery);
        _next = new int[market.PlacementCount];
    }

    /// <summary>The best student who ranks the placement above the row held, and the row of that wish; false when nobody waits.</summary>
    public bool TryFirst(int placement, int[] held, out int student, out int row)
    {
        var applicants = _applicants.Of(placement);
        for (ref var next = ref _next[placement]; next < applicants.Length; next++)
        {
            (student, row) = applicants[next];
            if (row < _market.WishEnd[student] && (held[student] < 0 || row < held[student]))
            {
                return true;
            }
        }

        (student, row) = (-1, -1);
        return false;
    }
}
