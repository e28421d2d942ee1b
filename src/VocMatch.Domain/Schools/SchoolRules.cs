using System.Collections.Immutable;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Schools;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Domain.Rules;

namespace VocMatch.Domain.Schools;

/// <summary>What a profile must meet to be stored, each rule with its field.</summary>
internal static class SchoolRules
{
    public static ImmutableArray<Violation> Check(SchoolProfile profile, TaxonomySnapshot taxonomy)
    {
        var violations = new Violations();
        violations.Line("name", profile.Name);
        violations.Region("region", profile.Region, taxonomy);
        violations.Point("location", profile.Location);
        violations.OptionalLine("officialNumber", profile.OfficialNumber, 64);
        if (profile.Staff is { } staff)
        {
            violations.Range("staff.teachers", staff.Teachers, 0, 100_000);
            violations.Range("staff.doubleQualified", staff.DoubleQualified, 0, Math.Max(0, staff.Teachers));
        }

        return violations.ToImmutable();
    }
}
