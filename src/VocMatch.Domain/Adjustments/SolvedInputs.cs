using VocMatch.Matching.Clearing;
using VocMatch.Matching.Clearing.Markets;
using VocMatch.Matching.WhatIf;

namespace VocMatch.Domain.Adjustments;

/// <summary>A round's inputs with the placement each student gets under the round's own lottery.</summary>
internal sealed class SolvedInputs
{
    private readonly WhatIfQuestion _first;
    private readonly WhatIfQuestion? _second;

    public SolvedInputs(ClearingInputs inputs)
    {
        Inputs = inputs;
        var settings = new ClearingSettings(inputs.Seed);
        var first = ClearingResult.Solve(InputMarket.Build(inputs), settings);
        PlacementOf = InputClearing.Held(inputs, first.Assignment);
        _first = new(first);
        if (inputs.Students.Any(student => student.Pass == 2 || student.Completion is not null))
        {
            var second = ClearingResult.Solve(InputMarket.Build(InputClearing.SecondPass(inputs, PlacementOf), pass: 2), settings);
            InputClearing.Add(second.Assignment, PlacementOf);
            _second = new(second);
        }

        Filled = new int[inputs.Placements.Length];
        foreach (var placement in PlacementOf.Where(placement => placement >= 0))
        {
            Filled[placement]++;
        }

        Seats = new(inputs, _first, _second, PlacementOf);
    }

    public ClearingInputs Inputs { get; }

    /// <summary>What one more seat sets off.</summary>
    public SeatChains Seats { get; }

    /// <summary>By student, the number of the placement held, or -1.</summary>
    public int[] PlacementOf { get; }

    /// <summary>By placement, students who got a seat.</summary>
    public int[] Filled { get; }

    /// <summary>Students whom the clearing leaves without a place.</summary>
    public int LeftWithoutPlace => PlacementOf.Count(placement => placement < 0);

    /// <summary>The fewest points more at one placement that would place a student who has no place: on the own list, else in the second pass.</summary>
    public (int Placement, Priority Rise)? PointsThatPlace(int student) =>
        (_first.PointsThatPlace(student) ?? _second?.PointsThatPlace(student)) is { } found ? (found.Placement, found.Rise) : null;

    /// <summary>Seats nobody got and somebody could: an employer at its cap has none left.</summary>
    public int[] FreeSeats()
    {
        var takenOfEmployer = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var placement = 0; placement < Filled.Length; placement++)
        {
            var employer = Inputs.Placements[placement].Employer.Value;
            takenOfEmployer[employer] = takenOfEmployer.GetValueOrDefault(employer) + Filled[placement];
        }

        var free = new int[Filled.Length];
        for (var placement = 0; placement < free.Length; placement++)
        {
            var (employer, seats) = (Inputs.Placements[placement].Employer, Inputs.Placements[placement].Facts.OpenSeats - Filled[placement]);
            free[placement] = Inputs.Caps.TryGetValue(employer, out var cap)
                ? Math.Clamp(cap - takenOfEmployer[employer.Value], 0, seats)
                : seats;
            takenOfEmployer[employer.Value] += free[placement];
        }

        return free;
    }
}
