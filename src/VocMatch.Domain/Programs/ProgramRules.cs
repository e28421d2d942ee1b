using System.Collections.Immutable;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Domain.Rules;

namespace VocMatch.Domain.Programs;

/// <summary>What the content of a program must meet to be stored, each rule with its field.</summary>
internal static class ProgramRules
{
    public static ImmutableArray<Violation> Check(ProgramContent content, bool schoolExists, TaxonomySnapshot taxonomy)
    {
        var violations = new Violations();
        violations.Require(schoolExists, "school", content.School.Value, $"The school '{content.School}' does not exist.");
        violations.Line("title", content.Title);
        violations.Field("field", content.Field);
        violations.EducationLevel("level", content.Level);
        violations.Skills("teaches", content.Teaches, taught => (taught.Skill, taught.Level), taxonomy);
        violations.Range("intake", content.Intake, 1, 100_000);
        violations.Range("durationMonths", content.DurationMonths, 1, 120);
        violations.Occupations("targetOccupations", content.TargetOccupations, taxonomy);
        if (content.Placement is { } placement)
        {
            Requirement(violations, placement);
        }

        violations.Count("history", content.History, 100);
        violations.Distinct("history", content.History, year => year.Year, ".year");
        for (var i = 0; i < content.History.Length; i++)
        {
            violations.Range($"history[{i}].year", content.History[i].Year, 1900, 2100);
            violations.Range($"history[{i}].completers", content.History[i].Completers, 0, 10_000_000);
        }

        return violations.ToImmutable();
    }

    private static void Requirement(Violations violations, PlacementRequirement placement)
    {
        violations.Range("placement.minimumHours", placement.MinimumHours, 0, 10_000);
        violations.Distinct("placement.kinds", placement.Kinds, kind => kind);
        foreach (var kind in placement.Kinds)
        {
            violations.Defined("placement.kinds", kind);
        }

        violations.Range("placement.maximumEmployers", placement.MaximumEmployers, 1, 100);
        violations.Range("placement.maximumRemotePercent", placement.MaximumRemotePercent, 0, 100);
        if (placement.Period is { } period)
        {
            violations.Dates("placement.period", period.FirstDay, period.LastDay);
        }
    }
}
