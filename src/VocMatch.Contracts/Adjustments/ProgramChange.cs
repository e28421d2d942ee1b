using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Programs;

namespace VocMatch.Contracts.Adjustments;

/// <summary>Exactly what would change in the program's content.</summary>
[GenerateSerializer, Immutable, Alias("VocMatch.ProgramChange")]
public sealed record ProgramChange
{
    [Id(0)] public ImmutableArray<SkillLevel> AddedSkills { get; init; } = [];

    [Id(1)] public ImmutableArray<SkillId> DroppedSkills { get; init; } = [];

    [Id(2)] public ImmutableArray<OccupationId> AddedOccupations { get; init; } = [];

    /// <summary>Students admitted a year from then on; null: as now.</summary>
    [Id(3)] public int? Intake { get; init; }

    [Id(4)] public ImmutableArray<OccupationId> DroppedOccupations { get; init; } = [];

    /// <summary>What takes the change back from a program that had this content before it.</summary>
    public ProgramChange Undo(ProgramContent before)
    {
        var taught = before.Teaches.ToDictionary(one => one.Skill);
        return new()
        {
            AddedSkills = [.. AddedSkills.Select(added => added.Skill).Concat(DroppedSkills).Distinct().Where(taught.ContainsKey).Select(skill => taught[skill])],
            DroppedSkills = [.. AddedSkills.Select(added => added.Skill).Where(skill => !taught.ContainsKey(skill))],
            AddedOccupations = [.. DroppedOccupations.Where(before.TargetOccupations.Contains)],
            DroppedOccupations = [.. AddedOccupations.Where(occupation => !before.TargetOccupations.Contains(occupation))],
            Intake = Intake is null ? null : before.Intake,
        };
    }

    /// <summary>The content with the change; applying it twice changes nothing more.</summary>
    public ProgramContent ApplyTo(ProgramContent content) => content with
    {
        Teaches =
        [
            .. content.Teaches.Where(taught => !DroppedSkills.Contains(taught.Skill) && AddedSkills.All(added => added.Skill != taught.Skill)),
            .. AddedSkills,
        ],
        TargetOccupations = [.. content.TargetOccupations.Except(DroppedOccupations).Union(AddedOccupations)],
        Intake = Intake ?? content.Intake,
    };
}
