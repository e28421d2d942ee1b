using VocMatch.Alignment.Data;
using VocMatch.Contracts.Identity;

namespace VocMatch.Domain.Alignment;

/// <summary>Tells whether work is in the field of a program: in the same occupation group as one of its target occupations.</summary>
internal sealed class PlacedOutcomes(AlignmentData data)
{
    private readonly Dictionary<ProgramId, ProgramRow> _programs = data.Programs.ToDictionary(program => program.Id);

    private readonly Dictionary<OccupationId, string> _groups =
        data.Occupations.ToDictionary(occupation => occupation.Id, occupation => occupation.Group);

    public StudentOutcome Of(ProgramId program, OccupationId occupation) =>
        _programs.TryGetValue(program, out var taught)
        && _groups.TryGetValue(occupation, out var group)
        && taught.Occupations.Any(target => _groups.GetValueOrDefault(target) == group)
            ? StudentOutcome.PlacedInField
            : StudentOutcome.PlacedElsewhere;
}
