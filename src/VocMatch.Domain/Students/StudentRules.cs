using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Students;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Domain.Rules;

namespace VocMatch.Domain.Students;

/// <summary>What a profile must meet to be stored, each rule with its field.</summary>
internal static class StudentRules
{
    /// <summary>Most kilometres that mean anything: half the way around the Earth.</summary>
    public const int MaxDistanceKm = 20_040;

    /// <param name="program">The program named by the profile, null where there is none of that id.</param>
    /// <param name="employers">Those of the barred employers that exist.</param>
    public static ImmutableArray<Violation> Check(
        StudentProfile profile, bool schoolExists, Program? program, IReadOnlySet<EmployerId> employers, TaxonomySnapshot taxonomy)
    {
        var violations = new Violations();
        violations.Require(schoolExists, "school", profile.School.Value, $"The school '{profile.School}' does not exist.");
        violations.Require(program is not null, "program", profile.Program.Value, $"The program '{profile.Program}' does not exist.");
        violations.Require(
            program is null || program.Content.School == profile.School,
            "program",
            profile.Program.Value,
            $"The program '{profile.Program}' is not one of the school '{profile.School}'.");
        violations.Skills("skills", profile.Skills, held => (held.Skill, held.Level), taxonomy);
        violations.Region("region", profile.Region, taxonomy);
        violations.Point("home", profile.Home);
        violations.Count("reachableRegions", profile.ReachableRegions, 100);
        violations.Distinct("reachableRegions", profile.ReachableRegions, region => region);
        for (var i = 0; i < profile.ReachableRegions.Length; i++)
        {
            violations.Region($"reachableRegions[{i}]", profile.ReachableRegions[i], taxonomy);
        }

        violations.Range("maximumDistanceKm", profile.MaximumDistanceKm, 1, MaxDistanceKm);
        violations.Pattern("free", profile.Free);
        violations.Occupations("occupations", profile.Occupations, taxonomy);
        violations.Count("tags", profile.Tags, TextRules.Tags);
        violations.Distinct("tags", profile.Tags, tag => tag);
        for (var i = 0; i < profile.Tags.Length; i++)
        {
            violations.Tag($"tags[{i}]", profile.Tags[i]);
        }

        Checks(violations, profile.Checks);
        Barred(violations, profile.Barred, employers);
        return violations.ToImmutable();
    }

    private static void Checks(Violations violations, ImmutableArray<HeldCheck> checks)
    {
        violations.Count("checks", checks, CheckRules.Max);
        violations.Distinct("checks", checks, check => check.Requirement, ".requirement");
        for (var i = 0; i < checks.Length; i++)
        {
            violations.Check($"checks[{i}].requirement", checks[i].Requirement);
            violations.Day($"checks[{i}].validThrough", checks[i].ValidThrough);
        }
    }

    private static void Barred(Violations violations, ImmutableArray<BarredEmployer> barred, IReadOnlySet<EmployerId> employers)
    {
        violations.Count("barred", barred, 100);
        violations.Distinct("barred", barred, entry => entry.Employer, ".employer");
        for (var i = 0; i < barred.Length; i++)
        {
            var employer = barred[i].Employer;
            violations.Require(
                employers.Contains(employer), $"barred[{i}].employer", employer.Value, $"The employer '{employer}' does not exist: nobody would be barred.");
            violations.Line($"barred[{i}].reason", barred[i].Reason, 500);
        }
    }
}
