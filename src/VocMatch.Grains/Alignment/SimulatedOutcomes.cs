using System.Collections.Immutable;
using VocMatch.Alignment.Data;
using VocMatch.Contracts.Identity;
using VocMatch.Grains.Adjustments;

namespace VocMatch.Grains.Alignment;

/// <summary>Adds to a report's rows what a clearing of today would give.</summary>
internal static class SimulatedOutcomes
{
    public static AlignmentData AddTo(AlignmentData data, SolvedRound solved, Func<RegionId, ImmutableArray<RegionId>> reach)
    {
        var inputs = solved.Inputs;
        var programs = data.Programs.ToDictionary(program => program.Id);
        var occupations = data.Occupations.ToDictionary(occupation => occupation.Id, occupation => occupation.Group);
        var outcomes = new Dictionary<StudentId, StudentOutcome>(inputs.Students.Length);
        for (var student = 0; student < inputs.Students.Length; student++)
        {
            outcomes[inputs.Students[student].Id] = solved.PlacementOf[student] is >= 0 and var held
                ? Outcome(programs.GetValueOrDefault(inputs.Students[student].Program), inputs.Placements[held].Occupation, occupations)
                : StudentOutcome.NotPlaced;
        }

        var filled = Enumerable.Range(0, inputs.Placements.Length).ToDictionary(i => inputs.Placements[i].Id, i => solved.Filled[i]);
        var mismatches = new Mismatches(solved);
        return data with
        {
            Students = [.. data.Students.Select(student => student with { Outcome = outcomes.GetValueOrDefault(student.Id, StudentOutcome.Unknown) })],
            Placements =
            [
                .. data.Placements.Select(placement => placement with
                {
                    FilledSeats = Math.Min(placement.Seats, placement.FilledSeats + filled.GetValueOrDefault(placement.Id)),
                }),
            ],
            Mismatches =
            [
                .. data.Regions.SelectMany(region => mismatches.Cases(region.Id, reach(region.Id))
                    .Where(part => part.Cases > 0)
                    .Select(part => new MismatchRow(region.Id, part.Cause, part.Cases))),
            ],
            ProvisionGaps =
            [
                .. inputs.Students
                    .GroupBy(student => student.Question.Profile.Region, student => student.List.IsEmpty ? 1 : 0)
                    .Select(region => new ProvisionGapRow(region.Key, ProvisionGapKind.StudentWithoutMatch, region.Sum())),
            ],
        };
    }

    /// <summary>In field: in the same occupation group as one of the program's target occupations.</summary>
    private static StudentOutcome Outcome(
        ProgramRow? program, OccupationId occupation, Dictionary<OccupationId, string> groups) =>
        program is not null && program.Occupations.Any(target => groups.GetValueOrDefault(target) == groups.GetValueOrDefault(occupation))
            ? StudentOutcome.PlacedInField
            : StudentOutcome.PlacedElsewhere;
}
