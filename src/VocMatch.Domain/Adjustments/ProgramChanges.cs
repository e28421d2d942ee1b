using System.Collections.Immutable;
using System.Globalization;
using VocMatch.Alignment.Adjustments;
using VocMatch.Contracts.Adjustments;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Taxonomy;

namespace VocMatch.Domain.Adjustments;

/// <summary>What a candidate means for the program's content, and in words.</summary>
internal sealed class ProgramChanges(TaxonomySnapshot taxonomy)
{
    public ProgramChange Of(CandidateChange candidate) => candidate switch
    {
        AddSkill add => new() { AddedSkills = [new(add.Skill, add.Level)] },
        RaiseLevel raise => new() { AddedSkills = [new(raise.Skill, raise.To)] },
        AddTransversalSkills bundle => new() { AddedSkills = bundle.Skills },
        DropSkill drop => new() { DroppedSkills = [drop.Skill] },
        ChangeIntake intake => new() { Intake = intake.To },
        TargetOccupation target => new() { AddedOccupations = [target.Occupation], AddedSkills = target.AddedSkills },
        _ => throw new ArgumentOutOfRangeException(nameof(candidate), candidate.GetType().Name, "It changes no program."),
    };

    public static AdjustmentKind KindOf(CandidateChange candidate) => candidate switch
    {
        AddSkill => AdjustmentKind.AddSkill,
        RaiseLevel => AdjustmentKind.RaiseLevel,
        AddTransversalSkills => AdjustmentKind.TransversalSkills,
        DropSkill => AdjustmentKind.DropSkill,
        ChangeIntake => AdjustmentKind.ChangeIntake,
        TargetOccupation => AdjustmentKind.TargetOccupation,
        _ => throw new ArgumentOutOfRangeException(nameof(candidate), candidate.GetType().Name, "It changes no program."),
    };

    public string Title(CandidateChange candidate) => candidate switch
    {
        AddSkill add => $"Teach {Named(new(add.Skill, add.Level))}",
        RaiseLevel raise => string.Create(CultureInfo.InvariantCulture, $"Teach {Name(raise.Skill)} to level {raise.To} instead of {raise.From}"),
        AddTransversalSkills bundle => $"Teach transversal skills: {string.Join(", ", bundle.Skills.Select(Named))}",
        DropSkill drop => $"Stop teaching {Name(drop.Skill)}: no seat within reach has asked for it in a year",
        ChangeIntake intake => string.Create(
            CultureInfo.InvariantCulture,
            $"Admit {intake.To} instead of {intake.From} students a year: {intake.ExpectedSeats:0.#} seats fall to the program"),
        TargetOccupation { AddedSkills.Length: > 0 } target =>
            $"Aim at {Name(target.Occupation)} too, and teach {string.Join(" and ", target.AddedSkills.Select(Named))}",
        TargetOccupation target => $"Aim at {Name(target.Occupation)} too: its common skills are taught already",
        _ => throw new ArgumentOutOfRangeException(nameof(candidate), candidate.GetType().Name, "It changes no program."),
    };

    public string Name(OccupationId occupation) => taxonomy.Occupations.GetValueOrDefault(occupation)?.Name ?? occupation.Value;

    private string Named(SkillLevel taught) => string.Create(CultureInfo.InvariantCulture, $"{Name(taught.Skill)} (level {taught.Level})");

    private string Name(SkillId skill) => taxonomy.Skills.GetValueOrDefault(skill)?.Name ?? skill.Value;
}
