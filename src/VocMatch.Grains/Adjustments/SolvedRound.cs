using VocMatch.Matching.Clearing;
using VocMatch.Matching.WhatIf;

namespace VocMatch.Grains.Adjustments;

/// <summary>A round's inputs with the placement each student gets under the round's own lottery.</summary>
internal sealed class SolvedRound
{
    private readonly ClearingResult _result;

    public SolvedRound(RoundInputs inputs)
    {
        Inputs = inputs;
        _result = ClearingResult.Solve(InputMarket.Build(inputs), new ClearingSettings(inputs.Seed));
        Question = new WhatIfQuestion(_result);
        PlacementOf = new int[inputs.Students.Length];
        Filled = new int[inputs.Placements.Length];
        for (var student = 0; student < PlacementOf.Length; student++)
        {
            PlacementOf[student] = _result.Assignment.PlacementOf(student);
            if (PlacementOf[student] >= 0)
            {
                Filled[PlacementOf[student]]++;
            }
        }
    }

    public RoundInputs Inputs { get; }

    public WhatIfQuestion Question { get; }

    /// <summary>By student, the number of the placement held, or -1.</summary>
    public int[] PlacementOf { get; }

    /// <summary>By placement, students who got a seat.</summary>
    public int[] Filled { get; }

    public int Unplaced => PlacementOf.Count(placement => placement < 0);

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
