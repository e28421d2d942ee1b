using System.Collections.Immutable;
using VocMatch.Alignment.Data;
using VocMatch.Alignment.Disclosure;
using VocMatch.Alignment.Indicators;

namespace VocMatch.Alignment.Reports;

/// <summary>
/// Protects all tables of a report together with each other and with what was published before. Units that belong to a period (outcomes,
/// seats filled, searches, causes) stand beside those of other periods; units that belong to no period (teachers, completers of the last year)
/// are the same in every release, and so every release before counts as one of the same.
/// </summary>
internal static class ReportProtection
{
    public static ReportRelease Protect(DataIndex index, ReportInput input)
    {
        var families = new Families(index);
        var (rules, small) = (input.Rules, new SmallCounts());
        ImmutableArray<ReportRelease> all = [.. input.OtherReleases, .. input.EarlierReleases];
        var students = TableRelease.Protect(families.Students, small, rules, OfPeriod(release => release.Students));
        return new(
            students,
            TableRelease.Protect(families.Seats, families.SeatEmployers, rules with { RoundingBase = 1 }),
            TableRelease.Protect(families.Filled, small, rules, OfPeriod(release => release.Filled)),
            TableRelease.Protect(families.Teachers, small, rules, Standing(release => release.Teachers)),
            TableRelease.Protect(
                families.Mismatches(index), small, rules, OfPeriod(release => release.Mismatches), region => !NotPlacedAreShown(students, region)),
            TableRelease.Protect(families.Searches, small, rules, OfPeriod(release => release.Searches)),
            TableRelease.Protect(families.Supply, small, rules, Standing(release => release.Supply), alwaysEmpty: families.NobodyCompletes),
            UnknownShares(index, families, students, input));

        EarlierReleases OfPeriod(Func<ReportRelease, ReleasedFamily> family) =>
            new([.. input.EarlierReleases.Select(family)], [.. input.OtherReleases.Select(family)]);

        EarlierReleases Standing(Func<ReportRelease, ReleasedFamily> family) => new([.. all.Select(family)], []);
    }

    /// <summary>The causes of a region add up to its students without a place: where their count is hidden so are the causes.</summary>
    private static bool NotPlacedAreShown(ReleasedFamily students, int region) =>
        !students.IsHidden(students.Counts.Cell(region, (int)StudentOutcome.NotPlaced));

    /// <summary>
    /// How many outcomes are unknown, in coarse steps: whoever knows the known ones must not learn from it how many students there are, for with
    /// another period's figures that would tell of few.
    /// </summary>
    private static ImmutableDictionary<string, Cell> UnknownShares(DataIndex index, Families families, ReleasedFamily students, ReportInput input)
    {
        var shares = ImmutableDictionary.CreateBuilder<string, Cell>(StringComparer.Ordinal);
        for (var region = 0; region <= index.Regions.Length; region++)
        {
            var nation = region == index.Regions.Length;
            var code = nation ? "nation" : index.Regions[region].Id.Value;
            var held = nation ? students.HeldRegions.Length >= index.Regions.Length : students.HeldRegions.Contains(code);
            shares[code] = held && input.EarlierReleases is [.., var last] && last.UnknownShares.TryGetValue(code, out var before)
                ? before
                : Share(
                    students.Printed(students.Counts.Cell(nation ? students.Counts.AllRegions : region, students.Counts.AllStates)) is not null,
                    families.Students[families.Students.Cell(nation ? families.Students.AllRegions : region, families.Students.AllStates)],
                    families.Unknown[region],
                    input.Rules);
        }

        return shares.ToImmutable();
    }

    private static Cell Share(bool knownAreShown, int known, int unknown, DisclosureRules rules)
    {
        var all = known + unknown;
        if (all == 0)
        {
            return Cell.NotApplicable;
        }

        if (all < rules.MinimumStepBase)
        {
            return Cell.BaseTooSmall;
        }

        if (!knownAreShown || (unknown > 0 && unknown < rules.MinimumCell))
        {
            return Cell.Confidential;
        }

        var share = 100m * unknown / all;
        return Cell.Of(
            Columns.UnknownShare, rules.UnknownStep == 0 ? share : decimal.Round(share / rules.UnknownStep, MidpointRounding.AwayFromZero) * rules.UnknownStep);
    }
}
