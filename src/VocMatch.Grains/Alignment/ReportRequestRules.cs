using System.Collections.Immutable;
using System.Globalization;
using VocMatch.Alignment.Data;
using VocMatch.Contracts.Alignment;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Domain.Rules;

namespace VocMatch.Grains.Alignment;

internal static class ReportRequestRules
{
    private const int MaxYears = 5;
    private const int MaxRegions = 500;
    private const int MaxWage = 1_000_000_000;

    /// <param name="today">In UTC.</param>
    public static async Task<ImmutableArray<Violation>> Check(
        ReportRequest request, Editions editions, DateOnly today, TaxonomySnapshot taxonomy, IGrainFactory grains)
    {
        var violations = new Violations();
        if (request.Simulate)
        {
            Months(violations, request);
        }
        else
        {
            Period(violations, request, editions, today);
        }

        violations.Require(
            !(request.Revise && request.Simulate), "revise", "true", "A simulation is not published, so there is nothing to revise.");
        violations.Require(
            request.Revise == (request.RevisionNote is not null),
            "revisionNote",
            request.RevisionNote,
            request.Revise ? "A revision needs a note: why, and what it changes." : "A note belongs to a revision: say \"revise\": true.");
        if (request.Region is { } region)
        {
            violations.Region("region", region, taxonomy);
        }

        Regions(violations, request, taxonomy);
        violations.OptionalLine("publisher", request.Publisher, 200);
        violations.OptionalLine("contact", request.Contact, 300);
        violations.OptionalLine("revisionNote", request.RevisionNote, 1_000);
        if (request.LivingWage is { } wage)
        {
            violations.Require(wage is > 0 and <= MaxWage, "livingWage", wage.ToString(CultureInfo.InvariantCulture), "Whole units of the currency a year, above 0.");
        }

        if (request.Compare is { } compare)
        {
            violations.Require(
                Contracts.Identity.IdRule.IsValid(compare) && await grains.GetGrain<IReportGrain>(compare).Find() is { } found && (request.Simulate || !found.Simulated),
                "compare",
                compare.Length <= Contracts.Identity.IdRule.MaxLength ? compare : null,
                "The id of a published report that exists.");
        }

        violations.Require(taxonomy.Regions.Count > 0, "region", null, "There are no regions yet: import them first.");
        return violations.ToImmutable();
    }

    private static void Regions(Violations violations, ReportRequest request, TaxonomySnapshot taxonomy)
    {
        var regions = request.Regions.IsDefault ? [] : request.Regions;
        foreach (var region in regions.Distinct())
        {
            violations.Region("regions", region, taxonomy);
        }

        foreach (var twice in regions.GroupBy(region => region).Where(same => same.Count() > 1))
        {
            violations.Require(false, "regions", twice.Key.Value, "Each region once: a part that counts twice makes no sum.");
        }

        violations.Require(
            regions.Length is 0 or (>= 2 and <= MaxRegions), "regions", regions.Length.ToString(CultureInfo.InvariantCulture), $"2 to {MaxRegions} regions; one alone is named in region.");
        violations.Require(regions.IsEmpty || request.Region is null, "region", request.Region?.Value, "One region or several, not both.");
        violations.Require(
            regions.IsEmpty == request.RegionsName is null,
            "regionsName",
            request.RegionsName,
            regions.IsEmpty ? "The name of several regions: name them in regions." : "Needed: what these regions are called together.");
        violations.OptionalLine("regionsName", request.RegionsName);
    }

    /// <summary>Whole months, for what is not published.</summary>
    private static void Months(Violations violations, ReportRequest request)
    {
        violations.Require(request.From.Day == 1, "from", Text(request.From), "The first day of a month.");
        violations.Require(request.From.Year is >= 1900 and <= 2200, "from", Text(request.From), "A day of 1900 to 2200.");
        violations.Require(
            request.Through.Year is >= 1900 and <= 2210 && request.Through.AddDays(1).Day == 1, "through", Text(request.Through), "The last day of a month, of 1900 to 2210.");
        violations.Require(
            request.Through > request.From && (request.From.Year > 2200 || request.Through < request.From.AddYears(MaxYears)),
            "through",
            Text(request.Through),
            $"After the first day, and at most {MaxYears} years later.");
    }

    private static void Period(Violations violations, ReportRequest request, Editions editions, DateOnly today)
    {
        var (calendar, period) = (editions.Calendar, new Period(request.From, request.Through));
        var nearest = string.Join(" or ", calendar.Nearest(request.From, today).Select(near => $"{Text(near.From)} to {Text(near.Through)}"));
        var aligned = request.From.Day == 1 && (request.From.Month - calendar.FirstMonth + PublicationCalendar.MonthsOfYear) % PublicationCalendar.MonthsOfQuarter == 0;
        violations.Require(
            aligned,
            "from",
            Text(request.From),
            $"The first day of a year or a quarter of the authority's calendar, whose years begin in month {calendar.FirstMonth}; the nearest that may be published: {nearest}.");
        violations.Require(
            !aligned || calendar.Has(period),
            "through",
            Text(request.Through),
            $"The last day of the year or the quarter that begins on the first day; the nearest that may be published: {nearest}.");
        violations.Require(
            !calendar.Has(period) || period.Through < today,
            "through",
            Text(request.Through),
            $"Over before today: what is still changing is not published. The nearest that may be: {nearest}.");
        if (request.Revise && calendar.Has(period))
        {
            var last = editions.Last(period);
            violations.Require(last is not null, "revise", "true", "This period has not been published yet, so there is nothing to revise.");
            violations.Require(
                last is null || today >= last.NextRevision,
                "revise",
                "true",
                $"A period is revised at most once a quarter: this one from {(last is null ? "" : Text(last.NextRevision))} on.");
        }
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
