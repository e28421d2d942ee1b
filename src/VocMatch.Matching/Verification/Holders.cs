using VocMatch.Matching.Clearing.Markets;
using static VocMatch.Matching.Verification.KeyOrder;

namespace VocMatch.Matching.Verification;

/// <summary>The keys of the students of each placement, fixed pairs apart.</summary>
internal sealed class Holders
{
    private readonly int[] _start;
    private readonly Key[] _keys;

    /// <param name="market">The market the indexes are of.</param>
    /// <param name="placementOf">The placement of each student who takes part, or -1.</param>
    /// <param name="millionthsOf">The priority of each student there.</param>
    public Holders(ClearingMarket market, int[] placementOf, long[] millionthsOf)
    {
        _start = new int[market.Placements.Count + 2];
        foreach (var placement in placementOf)
        {
            if (placement >= 0)
            {
                _start[placement + 2]++;
            }
        }

        for (var placement = 2; placement < _start.Length; placement++)
        {
            _start[placement] += _start[placement - 1];
        }

        _keys = new Key[_start[^1]];
        for (var student = 0; student < placementOf.Length; student++)
        {
            if (placementOf[student] >= 0)
            {
                _keys[_start[placementOf[student] + 1]++] = new Key(millionthsOf[student], student);
            }
        }
    }

    public Span<Key> At(int placement) => _keys.AsSpan(_start[placement], _start[placement + 1] - _start[placement]);
}
