using System.Collections.Immutable;
using System.Globalization;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Schools;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Data.Rows;
using VocMatch.Scenarios.Generation;

namespace VocMatch.Scenarios.UnitedStates;

/// <summary>Real institutions as schools, and each of their offerings as a program. Only the skills taught are inferred, from O*NET.</summary>
internal sealed class UsPrograms
{
    private const int SkillsOfMainTarget = 18;
    private const int SkillsOfOtherTarget = 4;
    private const int OtherTargets = 3;

    private readonly UsSupply supply;
    private readonly Dictionary<string, (ImmutableArray<OccupationId> Targets, ImmutableArray<SkillId> Skills)> contentOfField = new(StringComparer.Ordinal);

    public UsPrograms(UsSupply supply)
    {
        this.supply = supply;
        Schools = new GeneratedRows<ImportedSchool>(supply.Institutions.Count, School);
        Programs = new GeneratedRows<ImportedProgram>(supply.Offerings.Count, Program);
    }

    public GeneratedRows<ImportedSchool> Schools { get; }

    public GeneratedRows<ImportedProgram> Programs { get; }

    /// <summary>The skills by which an occupation is known: the essential ones first, otherwise in the order of their codes.</summary>
    public static IEnumerable<OccupationSkill> Leading(Occupation occupation) => occupation.Skills.OrderByDescending(s => s.Essential);

    public static SchoolId SchoolIdOf(string unitId) => SchoolId.Parse($"ipeds-{unitId}");

    public static ProgramId ProgramIdOf(Offering offering) =>
        ProgramId.Parse($"ipeds-{offering.UnitId}-{offering.Cip}-{offering.AwardLevel.ToString(CultureInfo.InvariantCulture)}");

    private ImportedSchool School(int index)
    {
        var (institution, region) = supply.Institutions[index];
        return new ImportedSchool(SchoolIdOf(institution.UnitId), new SchoolProfile
        {
            Name = institution.Name,
            Region = region.Id,
            Location = institution.Location,
            OfficialNumber = institution.UnitId,
        });
    }

    private ImportedProgram Program(int index)
    {
        var offering = supply.Offerings[index];
        var (targets, skills) = ContentOf(offering.Cip);
        var award = Award(offering.AwardLevel);
        return new ImportedProgram(
            ProgramIdOf(offering),
            new ProgramContent
            {
                School = SchoolIdOf(offering.UnitId),
                Title = $"{supply.Crosswalk.TitleOf(offering.Cip) ?? $"CIP {offering.Cip}"}, {award.Name}",
                Field = offering.Cip,
                Level = award.Level,
                Teaches = [.. skills.Select(s => new SkillLevel(s, award.Level >= 5 ? 4 : 3))],
                Intake = Math.Max(1, supply.CompletersOf(offering)),
                DurationMonths = award.Months,
                TargetOccupations = targets,
                History = [.. supply.Years.Where(y => y.SubBaccalaureate.ContainsKey(offering)).Select(y => new YearlyCompleters(y.Year, y.SubBaccalaureate[offering]))],
            },
            Publish: true);
    }

    /// <summary>The same for every offering of a field, so computed once.</summary>
    private (ImmutableArray<OccupationId> Targets, ImmutableArray<SkillId> Skills) ContentOf(string cip)
    {
        if (!contentOfField.TryGetValue(cip, out var content))
        {
            var targets = supply.TargetsOf(cip);
            var skills = targets.Take(1 + OtherTargets).SelectMany((target, i) => Leading(target).Take(i == 0 ? SkillsOfMainTarget : SkillsOfOtherTarget));
            contentOfField.Add(cip, content = ([.. targets.Select(t => t.Id)], [.. skills.Select(s => s.Skill).Distinct()]));
        }

        return content;
    }

    /// <summary>Award levels of IPEDS, with the level of the European Qualifications Framework that comes nearest.</summary>
    private static (string Name, int Level, int Months) Award(int awardLevel) => awardLevel switch
    {
        20 => ("certificate under 12 weeks", 3, 3),
        21 => ("certificate under 1 year", 3, 9),
        1 => ("certificate under 1 year", 3, 9),
        2 => ("certificate of 1 to 2 years", 4, 18),
        4 => ("certificate of 2 to 4 years", 4, 30),
        3 => ("associate degree", 5, 24),
        _ => throw new ArgumentOutOfRangeException(nameof(awardLevel), awardLevel, "It is no award below a bachelor's degree."),
    };
}
