using VocMatch.Matching.WhatIf;

namespace VocMatch.Domain.Adjustments;

/// <summary>
/// Whom one more seat at a placement places. The best who waits for it takes it and leaves a seat, and so on; a seat that nobody of those
/// who ranked takes in the end goes to whoever is best among those to be completed, and the chain goes on there.
/// </summary>
/// <remarks>
/// Where there are two passes, and a chain of the first touches a cap or a reserve, what it leaves over is not one seat alone: then the
/// round is cleared again.
/// </remarks>
internal sealed class SeatChains(ClearingInputs inputs, WhatIfQuestion first, WhatIfQuestion? second, int[] placementOf)
{
    private readonly Lazy<int[]> _worthInFirst = new(first.ValueOfOneMoreSeat);
    private readonly Lazy<int[]> _worthInSecond = new(() => second?.ValueOfOneMoreSeat() ?? []);

    /// <summary>The students who move, first the one who takes the new seat, last the one who had no place; empty where nobody is newly placed.</summary>
    public IReadOnlyList<int> Of(int placement)
    {
        if (second is null)
        {
            return _worthInFirst.Value[placement] > 0 ? first.ChainOfOneMoreSeat(placement) : [];
        }

        var chain = first.ChainOfOneMoreSeat(placement);
        if (!IsPlain(placement, chain) || LeavesSecondPass(placement, chain))
        {
            return ClearedAgain(placement);
        }

        var left = chain.Count == 0 ? placement : placementOf[chain[^1]];
        return _worthInFirst.Value[placement] > 0 ? chain
            : _worthInSecond.Value[left] > 0 ? [.. chain, .. second.ChainOfOneMoreSeat(left)]
            : [];
    }

    /// <summary>The placements whose one more seat would place a student who has none, the fewest moves first.</summary>
    public IReadOnlyList<(int Placement, int Moved)> ThatPlace(int student) => second is null
        ? first.SeatsThatPlace(student)
        :
        [
            .. Enumerable.Range(0, inputs.Placements.Length)
                .Select(placement => (Placement: placement, Chain: Of(placement)))
                .Where(option => option.Chain.Count > 0 && option.Chain[^1] == student)
                .Select(option => (option.Placement, Moved: option.Chain.Count))
                .OrderBy(option => option.Moved)
                .ThenBy(option => option.Placement),
        ];

    /// <summary>Whoever the chain ends with leaves a seat that the second pass gave, and waits for no other one of it any more.</summary>
    private bool LeavesSecondPass(int placement, IReadOnlyList<int> chain) =>
        chain.Count > 0 && _worthInFirst.Value[placement] > 0 && placementOf[chain[^1]] >= 0;

    private bool IsPlain(int placement, IReadOnlyList<int> chain) =>
        inputs.Placements[placement].Reserves.IsEmpty
        && (chain.Count == 0
            || (!HasCap(placement) && chain.Select(student => placementOf[student]).Where(held => held >= 0)
                .All(held => !HasCap(held) && inputs.Placements[held].Reserves.IsEmpty)));

    private bool HasCap(int placement) => inputs.Caps.ContainsKey(inputs.Placements[placement].Employer);

    private List<int> ClearedAgain(int placement)
    {
        var after = new InputClearing(inputs.WithSeats(placement, 1)).Solve(inputs.Seed);
        var placed = after.Count(held => held >= 0) > placementOf.Count(held => held >= 0)
            ? Enumerable.Range(0, after.Length).First(student => placementOf[student] < 0 && after[student] >= 0)
            : -1;
        return placed < 0
            ? []
            : [.. Enumerable.Range(0, after.Length).Where(student => student != placed && after[student] != placementOf[student]), placed];
    }
}
