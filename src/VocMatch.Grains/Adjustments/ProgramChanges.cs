using System.Collections.Immutable;
using System.Globalization;
using VocMatch.Alignment.Adjustments;
using VocMatch.Contracts.Adjustments;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Taxonomy;

namespace VocMatch.Grains.Adjustments;

/// <summary>What a candidate means for the program's content, and in words.</summary>
/// <param name="levels">The highest level that reachable demand asks of each skill: whoever reaches it satisfies all of it.</param>
internal sealed class ProgramChanges(IReadOnlyDictionary<SkillId, int> levels, TaxonomySnapshot taxonomy)
{
    public ProgramChange Of(Candidate candidate) => candidate switch
    {
        AddSkill add => new() { AddedSkills = [Level(add.Skill)] },
        DropSkill drop => new() { DroppedSkills = [drop.Skill] },
        ChangeIntake intake => new() { Intake = intake.To },
        TargetOccupation target => new() { AddedOccupations = [target.Occupation], AddedSkills = [.. target.AddedSkills.Select(Level)] },
        _ => throw new ArgumentOutOfRangeException(nameof(candidate), candidate.GetType().Name, "It changes no program."),
    };

    public static AdjustmentKind KindOf(Candidate candidate) => candidate switch
    {
        AddSkill => AdjustmentKind.AddSkill,
        DropSkill => AdjustmentKind.DropSkill,
        ChangeIntake => AdjustmentKind.ChangeIntake,
        TargetOccupation => AdjustmentKind.TargetOccupation,
        _ => throw new ArgumentOutOfRangeException(nameof(candidate), candidate.GetType().Name, "It changes no program."),
    };

    public string Title(Candidate candidate) => candidate switch
    {
        AddSkill add => $"Teach {Named(Level(add.Skill))}",
        DropSkill drop => $"Stop teaching {Name(drop.Skill)}: no open seat within reach asks for it",
        ChangeIntake intake => string.Create(
            CultureInfo.InvariantCulture,
            $"Admit {intake.To} instead of {intake.From} students a year: {intake.ExpectedSeats:0.#} seats fall to the program"),
        TargetOccupation { AddedSkills.Length: > 0 } target =>
            $"Aim at {Name(target.Occupation)} too, and teach {string.Join(" and ", target.AddedSkills.Select(Level).Select(Named))}",
        TargetOccupation target => $"Aim at {Name(target.Occupation)} too: its common skills are taught already",
        _ => throw new ArgumentOutOfRangeException(nameof(candidate), candidate.GetType().Name, "It changes no program."),
    };

    public string Name(OccupationId occupation) => taxonomy.Occupations.GetValueOrDefault(occupation)?.Name ?? occupation.Value;

    private SkillLevel Level(SkillId skill) => new(skill, levels.GetValueOrDefault(skill, 1));

    private string Named(SkillLevel taught) => string.Create(CultureInfo.InvariantCulture, $"{Name(taught.Skill)} (level {taught.Level})");

    private string Name(SkillId skill) => taxonomy.Skills.GetValueOrDefault(skill)?.Name ?? skill.Value;
}
