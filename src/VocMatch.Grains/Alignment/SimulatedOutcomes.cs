using VocMatch.Alignment.Data;
using VocMatch.Contracts.Identity;
using VocMatch.Domain.Adjustments;
using VocMatch.Domain.Alignment;

namespace VocMatch.Grains.Alignment;

/// <summary>Adds to a report's rows what a clearing of today would give. Who takes no part in it keeps the outcome that was recorded.</summary>
internal static class SimulatedOutcomes
{
    public static AlignmentData AddTo(AlignmentData data, SolvedInputs solved, RoundCauses causes)
    {
        var inputs = solved.Inputs;
        var placed = new PlacedOutcomes(data);
        var outcomes = new Dictionary<StudentId, StudentOutcome>(inputs.Students.Length);
        for (var student = 0; student < inputs.Students.Length; student++)
        {
            outcomes[inputs.Students[student].Id] = solved.PlacementOf[student] is >= 0 and var held
                ? placed.Of(inputs.Students[student].Program, inputs.Placements[held].Occupation)
                : StudentOutcome.NotPlaced;
        }

        var filled = Enumerable.Range(0, inputs.Placements.Length).ToDictionary(i => inputs.Placements[i].Id, i => solved.Filled[i]);
        var mismatches = new Mismatches(solved);
        return data with
        {
            Students = [.. data.Students.Select(student => student with { Outcome = outcomes.GetValueOrDefault(student.Id, student.Outcome) })],
            Placements =
            [
                .. data.Placements.Select(placement => placement with
                {
                    FilledSeats = Math.Min(placement.Seats, placement.FilledSeats + filled.GetValueOrDefault(placement.Id)),
                }),
            ],
            Mismatches = [.. data.Regions.SelectMany(region => causes.Rows(mismatches, region.Id))],
        };
    }
}
