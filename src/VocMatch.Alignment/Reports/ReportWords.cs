using System.Collections.Immutable;
using VocMatch.Alignment.Disclosure;

namespace VocMatch.Alignment.Reports;

/// <summary>The two statements that every report carries.</summary>
internal static class ReportWords
{
    public static ImmutableArray<string> Limits(ReportInput input, ReportRelease release)
    {
        var limits = ImmutableArray.CreateBuilder<string>();
        if (input.Generated)
        {
            limits.Add("The students, employers and placements in this report were generated for a demonstration. They are not real.");
        }

        limits.AddRange(input.Remarks);
        if (input.Data.Mismatches.IsEmpty)
        {
            limits.Add("Unfilled seats and unplaced students were not split by cause for this report.");
        }

        limits.Add("Own figures count those who use the platform. Employers who recruit elsewhere, and students who find a place by themselves, are not in them.");
        limits.Add(input.Data.OutsideOpenings.IsEmpty
            ? "No outside openings were imported for these regions: how much of the labour market is covered is not known."
            : "Coverage compares a period's seats with a year's outside openings; where the period is not a year they differ for that reason too.");
        limits.Add("Expected completers are what colleges announce, not who will in fact complete.");
        limits.Add("An unknown outcome is not a bad outcome: rates are over known outcomes, and the unknown share stands beside them.");
        limits.Add("Figures show what goes together, not what causes what.");
        if (!release.Students.HeldRegions.IsEmpty)
        {
            limits.Add(
                $"Figures of students repeat the release before in: {string.Join(", ", release.Students.HeldRegions)}. Too few students changed since to be shown without giving them away.");
        }

        return limits.ToImmutable();
    }

    public static ImmutableArray<string> Method(DisclosureRules rules)
    {
        ImmutableArray<string> always =
        [
            $"Counts of persons from 1 to {rules.MinimumCell - 1} are never shown ([c]); a true zero is shown, unless it must be hidden to protect others.",
            $"Further cells, totals too if need be, are hidden so that nobody who solves all equations between all published tables and totals can bound a hidden count from 1 to {rules.MinimumCell - 1} to an interval narrower than {rules.MinimumWidth}. Method: hypercubes of hidden cells (Giessing and Repsilber, 2002) over linked tables with their totals; each protected cell has a hypercube along which persons can be moved without changing any shown figure.",
            $"Rates are shown over at least {rules.MinimumBase} persons, and only where the counts they come from are shown; medians over at least {rules.MinimumValues} values.",
            $"Seats are hidden where fewer than {rules.MinimumEmployers} employers stand behind them, or where the second largest could estimate the largest within {rules.DominancePercent} % (p % rule).",
            $"A later release of the same period repeats a region's figures until at least {rules.MinimumCell} persons have changed there, and is protected together with the release before.",
            "Only the tables of this report are published. Other crosses of region, field, occupation and personal traits are not made. Supply from colleges' announcements, days to fill, skill coverage and the alignment index rest on public postings and programs, not on persons.",
        ];
        return rules.RoundingBase > 1
            ? [always[0], $"Shown counts of persons are rounded to the nearest {rules.RoundingBase}; rates are computed from unrounded shown counts.", .. always[1..]]
            : always;
    }
}
