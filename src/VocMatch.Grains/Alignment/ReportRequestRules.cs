using System.Collections.Immutable;
using System.Globalization;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Grains.Rules;

namespace VocMatch.Grains.Alignment;

internal static class ReportRequestRules
{
    private const int MostYears = 5;

    private const string CountedDays = "A day of 1900 to 2200.";

    public static async Task<ImmutableArray<Violation>> Check(ReportRequest request, TaxonomySnapshot taxonomy, IGrainFactory grains)
    {
        var violations = new Violations();
        violations.Require(IsCounted(request.From), "from", Text(request.From), CountedDays);
        violations.Require(IsCounted(request.Through), "through", Text(request.Through), CountedDays);
        if (!IsCounted(request.From) || !IsCounted(request.Through))
        {
            return violations.ToImmutable();
        }

        violations.Require(request.From.Day == 1, "from", Text(request.From), "The first day of a month.");
        violations.Require(request.Through.Day == DateTime.DaysInMonth(request.Through.Year, request.Through.Month), "through", Text(request.Through), "The last day of a month.");
        violations.Require(
            request.Through > request.From && request.Through < request.From.AddYears(MostYears),
            "through",
            Text(request.Through),
            $"After the first day, and at most {MostYears} years later.");
        if (request.Region is { } region)
        {
            violations.Region("region", region, taxonomy);
        }

        violations.OptionalLine("publisher", request.Publisher, 200);
        if (request.Compare is { } compare)
        {
            violations.Require(
                Contracts.Identity.IdRule.IsValid(compare) && await grains.GetGrain<IReportGrain>(compare).Find() is not null,
                "compare",
                compare.Length <= Contracts.Identity.IdRule.MaxLength ? compare : null,
                "The id of a report that exists.");
        }

        violations.Require(taxonomy.Regions.Count > 0, "region", null, "There are no regions yet: import them first.");
        return violations.ToImmutable();
    }

    /// <summary>Whether years can be added to the day.</summary>
    private static bool IsCounted(DateOnly day) => day.Year is >= 1900 and <= 2200;

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
