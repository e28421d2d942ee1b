using System.Collections.Immutable;
using VocMatch.Alignment.Disclosure;

namespace VocMatch.Alignment.Reports;

/// <summary>The two statements that every report carries.</summary>
internal static class ReportWords
{
    /// <summary>What stands before everything else where it is true.</summary>
    public const string Generated = "The students, employers and placements in this report were generated, or are a sample that was. They are not real: no figure of theirs describes a labour market.";

    /// <summary>When it was published, what was revised, and what comes next.</summary>
    public static IEnumerable<(string Name, string Text)> Imprint(AlignmentReport report)
    {
        if (report.Imprint is not { } imprint)
        {
            yield break;
        }

        yield return ("Published", Day(imprint.Published));
        yield return ("Edition", imprint.Number == 1 ? "first" : FormattableString.Invariant($"revision {imprint.Number - 1}: {imprint.Note}"));
        yield return ("Next release", $"of the next period, not before {Day(imprint.NextRelease)}");
        yield return ("Revised", $"as a whole, at most once a quarter: not before {Day(imprint.NextRevision)}");
    }

    public static ImmutableArray<string> Limits(ReportInput input, ReportRelease release)
    {
        var limits = ImmutableArray.CreateBuilder<string>();
        limits.AddRange(input.Remarks);
        if (!input.Persons)
        {
            limits.Add("Figures of persons (supply, outcomes, seats filled, causes, teachers) are published by the year: a quarter's would tell of few.");
        }
        else if (input.Data.Mismatches.IsEmpty)
        {
            limits.Add("Seats and students that rounds left over were not split by cause for this report.");
        }

        limits.Add("Own figures count those who use the platform. Employers who recruit elsewhere, and students who find a place by themselves, are not in them.");
        limits.Add(Coverage(input));
        if (input.Persons)
        {
            limits.Add("Expected completers are those of the last year, or what colleges announce, not who will in fact complete.");
            limits.Add("An unknown outcome is not a bad outcome: rates are over known outcomes, and the unknown share stands beside them.");
        }

        limits.Add("Figures show what goes together, not what causes what.");
        Named(limits, release.Students.HeldRegions, "Figures of students repeat the release before in: {0}. Too few students changed since to be shown without giving them away.");
        Named(limits, release.Students.WithheldRegions, "No figures of students, and none of theirs in the totals, are published of: {0}. Too few differ from those of another period.");
        Named(limits, release.Filled.WithheldRegions, "No seats filled, and none of theirs in the totals, are published of: {0}.");
        Named(limits, release.Mismatches.WithheldRegions, "No causes, and none of theirs in the totals, are published of: {0}.");
        return limits.ToImmutable();
    }

    public static ImmutableArray<string> Method(DisclosureRules rules)
    {
        ImmutableArray<string> always =
        [
            $"Counts of persons from 1 to {rules.MinimumCell - 1} are never shown ([c]); a true zero is shown, unless it must be hidden to protect others.",
            $"Further cells, totals too if need be, are hidden so that nobody who solves all equations between all published tables and totals can bound a hidden count from 1 to {rules.MinimumCell - 1} to an interval narrower than {rules.MinimumWidth}. Method: hypercubes of hidden cells (Giessing and Repsilber, 2002) over linked tables with their totals; each protected cell has a hypercube along which persons can be moved without changing any shown figure.",
            $"Rates are computed from counts as printed, over at least {rules.MinimumBase} persons; medians over at least {rules.MinimumValues} values.",
            $"Seats are hidden where fewer than {rules.MinimumEmployers} employers stand behind them, or where the second largest could estimate the largest within {rules.DominancePercent} % (p % rule).",
            $"Only years of the authority's calendar that are over, and their quarters, are published; figures of persons by the year alone. A period is published once for all regions and revised as a whole at most once a quarter: a region repeats its figures until at least {rules.MinimumCell} persons have changed there, and what was hidden stays hidden. A region whose persons differ by fewer than {rules.MinimumCell} from another year's is left out of tables and totals.",
            "Only the tables of this report are published. Other crosses of region, field, occupation and personal traits are not made. Seats posted, skill coverage and trends rest on public postings and programs, not on persons.",
        ];
        return rules.RoundingBase > 1
            ? [always[0], $"Shown counts of persons are rounded to the nearest {rules.RoundingBase}, each by itself: they need not add up.", .. always[1..]]
            : always;
    }

    private static string Day(DateOnly day) => day.ToString("d MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture);

    private static string Coverage(ReportInput input) =>
        input.Data.OutsideOpenings.IsEmpty ? "No outside openings were imported for these regions: how much of the labour market is covered is not known."
        : input.Data.OutsideOpenings.All(row => row.Region is null)
            ? "The outside openings are the nation's. They are compared with the seats of all regions only where the colleges of these regions have most of the nation's completions; no region has openings of its own to compare with."
            : "Coverage compares a period's seats with a year's outside openings of the same region.";

    private static void Named(ImmutableArray<string>.Builder limits, ImmutableArray<string> regions, string sentence)
    {
        if (!regions.IsEmpty)
        {
            limits.Add(string.Format(System.Globalization.CultureInfo.InvariantCulture, sentence, string.Join(", ", regions)));
        }
    }
}
