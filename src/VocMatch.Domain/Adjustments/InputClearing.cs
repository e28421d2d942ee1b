using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Rounds.Clearing;
using VocMatch.Matching.Clearing;
using VocMatch.Matching.Clearing.Markets;
using VocMatch.Matching.Clearing.Solving;
using VocMatch.Matching.WhatIf;

namespace VocMatch.Domain.Adjustments;

/// <summary>
/// Clears a round's inputs under any number of lotteries as the round itself is cleared: everybody's own choices first, then on what is left
/// over those who are unplaced and agreed to be completed. Safe for concurrent use.
/// </summary>
internal sealed class InputClearing
{
    private readonly ClearingInputs _inputs;
    private readonly OpenMarket _first;
    private readonly LotteryStore _lotteries;
    private readonly Lazy<CompletionMarket>? _second;

    /// <param name="sameStudents">A clearing of the same students, whose lotteries are these too.</param>
    public InputClearing(ClearingInputs inputs, InputClearing? sameStudents = null)
        : this(inputs, OpenMarket.Of(InputMarket.Build(inputs)), sameStudents?._lotteries)
    {
    }

    private InputClearing(ClearingInputs inputs, OpenMarket first, LotteryStore? lotteries)
    {
        _inputs = inputs;
        _first = first;
        _lotteries = lotteries ?? new(first.Market.Students);
        if (inputs.Students.Any(student => student.Pass == 2 || student.Completion is not null))
        {
            _second = new(() => InputMarket.Completions(inputs, first.Market));
        }
    }

    /// <summary>The same round with changes: where only lists change, what does not is shared with this one.</summary>
    /// <param name="sameStudents">A clearing of the students after the change, where there is one.</param>
    public InputClearing Changed(ClearingInputs changed, InputClearing? sameStudents = null)
    {
        if (!HasStudentsOf(changed))
        {
            return new(changed, sameStudents);
        }

        if (!changed.Placements.Equals(_inputs.Placements) || !ReferenceEquals(changed.Caps, _inputs.Caps))
        {
            return new(changed, this);
        }

        var lists = new List<MarketChange>();
        for (var student = 0; student < changed.Students.Length; student++)
        {
            if (!ReferenceEquals(changed.Students[student], _inputs.Students[student]))
            {
                lists.Add(new MarketChange.Relist(student, InputMarket.Wishes(changed.Students[student], pass: 1)));
            }
        }

        return new(changed, ChangedMarket.Of(_first, lists), _lotteries);
    }

    /// <summary>For every student the number of the placement held, or -1.</summary>
    public int[] Solve(string seed)
    {
        var lottery = _lotteries.Of(seed);
        var placements = Held(_inputs, ClearingSolver.Solve(_first, lottery));
        if (_second is { } second)
        {
            Add(ClearingSolver.Solve(second.Value.After(placements), lottery), placements);
        }

        return placements;
    }

    /// <summary>For every student the number of the placement held after the first pass, or -1.</summary>
    public static int[] Held(ClearingInputs inputs, SeatAssignment first)
    {
        var placements = new int[inputs.Students.Length];
        for (var student = 0; student < placements.Length; student++)
        {
            placements[student] = inputs.Students[student].Fixed ?? first.PlacementOf(student);
        }

        return placements;
    }

    private bool HasStudentsOf(ClearingInputs changed)
    {
        var same = changed.Students.Length == _inputs.Students.Length;
        for (var student = 0; same && student < changed.Students.Length; student++)
        {
            same = ReferenceEquals(changed.Students[student], _inputs.Students[student]) || changed.Students[student].Id == _inputs.Students[student].Id;
        }

        return same;
    }

    /// <summary>Adds what a second pass gave.</summary>
    public static void Add(SeatAssignment second, int[] placements)
    {
        for (var student = 0; student < placements.Length; student++)
        {
            if (second.PlacementOf(student) is >= 0 and var placement)
            {
                placements[student] = placement;
            }
        }
    }

    /// <summary>The inputs of the second pass: what the first leaves over, and of each list as many as may be ranked that have a seat left.</summary>
    /// <param name="placements">By student, the number of the placement held after the first pass, or -1.</param>
    public static ClearingInputs SecondPass(ClearingInputs inputs, int[] placements)
    {
        var left = LeftOver.Of(
            inputs.Placements.Select(placement => new FrozenPlacement(placement.Id, placement.Employer, placement.Facts.OpenSeats, placement.Reserves)).ToList(),
            inputs.Caps,
            Enumerable.Range(0, placements.Length).Where(student => placements[student] >= 0)
                .Select(student => (placements[student], inputs.Students[student].Tags)));
        return inputs with
        {
            Placements = [.. inputs.Placements.Select((placement, at) => Left(placement, left.Placements[at]))],
            Caps = left.Caps,
            Students =
            [
                .. inputs.Students.Select((student, at) => Completed(student, placements[at] >= 0) is { } completed
                    ? WithRoom(completed, left, inputs.MaximumRanks)
                    : student),
            ],
        };
    }

    /// <summary>The student as one of the second pass; null for who takes no part in it.</summary>
    private static InputStudent? Completed(InputStudent student, bool placed) =>
        student.Pass == 2 ? student
        : !placed && student.Completion is { } completion ? student with { Pass = 2, List = completion }
        : null;

    private static InputPlacement Left(InputPlacement placement, FrozenPlacement left) =>
        placement.Facts.OpenSeats == left.Seats
            ? placement with { Reserves = left.Reserves }
            : placement with { Facts = placement.Facts with { OpenSeats = left.Seats }, Reserves = left.Reserves };

    /// <summary>
    /// The list up to its last entry that counts: as many as may be ranked that have room. Those without stay, since somebody waits there, as
    /// far as a clearing takes so long a list.
    /// </summary>
    private static InputStudent WithRoom(InputStudent student, LeftOver left, int maximumRanks)
    {
        var (length, withRoom) = (0, 0);
        while (length < student.List.Length && withRoom < maximumRanks)
        {
            withRoom += Counts(student.List[length++]) ? 1 : 0;
        }

        var list = student.List[..length];
        for (var at = list.Length - 1; at >= 0 && list.Length > RankBounds.MaxLength; at--)
        {
            list = Counts(list[at]) ? list : list.RemoveAt(at);
        }

        return list.Length == student.List.Length ? student : student with { List = list };

        bool Counts(ListEntry entry) => left.HasRoom(entry.Placement) && !student.Forbidden.Contains(entry.Placement);
    }
}
