using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Taxonomy;

namespace VocMatch.Domain.Rules;

/// <summary>Skills and occupations of the taxonomy.</summary>
internal static class SkillRules
{
    /// <summary>More than the longest occupation of any taxonomy asks for.</summary>
    public const int MaxSkills = 300;

    public const int MaxOccupations = 50;

    /// <summary>Levels run from 1 (beginner) to 5 (expert).</summary>
    public static void Skills<T>(
        this Violations violations,
        string field,
        ImmutableArray<T> items,
        Func<T, (SkillId Skill, int Level)> read,
        TaxonomySnapshot taxonomy)
    {
        violations.Count(field, items, MaxSkills);
        violations.Distinct(field, items, item => read(item).Skill, ".skill");
        for (var i = 0; i < items.Length; i++)
        {
            var (skill, level) = read(items[i]);
            violations.Require(
                taxonomy.Skills.ContainsKey(skill), $"{field}[{i}].skill", skill.Value, $"The skill '{skill.Value}' does not exist.");
            violations.Range($"{field}[{i}].level", level, 1, 5);
        }
    }

    public static void Occupation(this Violations violations, string field, OccupationId occupation, TaxonomySnapshot taxonomy) =>
        violations.Require(
            taxonomy.Occupations.ContainsKey(occupation), field, occupation.Value, $"The occupation '{occupation.Value}' does not exist.");

    public static void Occupations(
        this Violations violations, string field, ImmutableArray<OccupationId> occupations, TaxonomySnapshot taxonomy)
    {
        violations.Count(field, occupations, MaxOccupations);
        violations.Distinct(field, occupations, o => o);
        for (var i = 0; i < occupations.Length; i++)
        {
            violations.Occupation($"{field}[{i}]", occupations[i], taxonomy);
        }
    }
}
