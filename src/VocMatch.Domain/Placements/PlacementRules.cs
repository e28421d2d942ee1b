using System.Collections.Immutable;
using System.Globalization;
using VocMatch.Contracts.Employers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Domain.Rules;

namespace VocMatch.Domain.Placements;

/// <summary>What a posting must meet to be stored and to be published, each rule with its field.</summary>
internal static class PlacementRules
{
    public const int MaxSeats = 10_000;

    /// <param name="employer">The employer named by the posting, null where there is none of that id.</param>
    public static ImmutableArray<Violation> Check(PlacementPosting posting, Employer? employer, TaxonomySnapshot taxonomy)
    {
        var violations = new Violations();
        violations.Require(employer is not null, "employer", posting.Employer.Value, $"The employer '{posting.Employer}' does not exist.");
        if (employer is not null)
        {
            AtASite(violations, posting, employer, taxonomy);
        }

        violations.Line("title", posting.Title);
        violations.OptionalText("description", posting.Description);
        violations.Occupation("occupation", posting.Occupation, taxonomy);
        violations.Defined("kind", posting.Kind);
        violations.Range("seats", posting.Seats, 1, MaxSeats);
        violations.Skills("skills", posting.Skills, asked => (asked.Skill, asked.Level), taxonomy);
        Threshold(violations, posting);
        violations.Pattern("pattern", posting.Pattern);
        violations.Work("pattern", posting.Pattern);
        ApplyBy(violations, posting);
        violations.Pay("pay", posting.Pay);
        if (posting.WaitingList is { } waitingList)
        {
            violations.Defined("waitingList", waitingList);
        }

        violations.Range("conditions.remotePercent", posting.Conditions.RemotePercent, 0, 100);
        violations.Require(
            posting.MinimumAge is null or 16 or 18, "minimumAge", posting.MinimumAge?.ToString(CultureInfo.InvariantCulture), "16, 18 or none.");
        violations.EducationLevel("minimumLevel", posting.MinimumLevel);
        violations.Fields("fields", posting.Fields, 100);
        Requirements(violations, posting.Requirements);
        Reserves(violations, posting);
        return violations.ToImmutable();
    }

    /// <summary>What must hold beside <see cref="Check"/> for a placement to be offered to students now.</summary>
    public static ImmutableArray<Violation> CheckPublication(PlacementPosting posting, DateTimeOffset now)
    {
        var violations = new Violations();

        // The day that has begun anywhere on Earth: nobody's last day is cut short by the clock of the server.
        var lastDay = posting.Pattern.LastDay;
        violations.Require(
            lastDay >= DateOnly.FromDateTime(now.UtcDateTime.AddHours(-12)),
            "pattern.blocks",
            lastDay.ToString("O", CultureInfo.InvariantCulture),
            "The last day of work is past.");
        return violations.ToImmutable();
    }

    /// <summary>What must hold of a deadline that is set now.</summary>
    public static ImmutableArray<Violation> CheckDeadline(PlacementPosting posting, DateTimeOffset now)
    {
        var violations = new Violations();
        violations.Require(
            !(now > posting.ApplyBy), "applyBy", posting.ApplyBy?.ToString("O", CultureInfo.InvariantCulture), "The deadline is past.");
        return violations.ToImmutable();
    }

    public static Site? SiteOf(PlacementPosting posting, Employer employer) =>
        employer.Profile.Sites.FirstOrDefault(site => site.Id == posting.Site);

    private static void AtASite(Violations violations, PlacementPosting posting, Employer employer, TaxonomySnapshot taxonomy)
    {
        if (SiteOf(posting, employer) is { } site)
        {
            violations.Region("site", site.Region, taxonomy);
        }
        else
        {
            violations.Add("site", posting.Site.Value, $"The employer '{posting.Employer}' has no site '{posting.Site}'.");
        }
    }

    /// <summary>A threshold that could turn nobody away, or a skill that is required and yet optional, is a slip.</summary>
    private static void Threshold(Violations violations, PlacementPosting posting)
    {
        violations.Range("minimumSkillFit", posting.MinimumSkillFit, 0, 100);
        violations.Require(
            posting.MinimumSkillFit <= 0 || posting.Skills.Length > 0,
            "minimumSkillFit",
            posting.MinimumSkillFit.ToString(CultureInfo.InvariantCulture),
            "0 where no skills are asked for: it is the share of them that is held.");
        for (var i = 0; i < posting.Skills.Length; i++)
        {
            violations.Require(
                posting.Skills[i] is not { Required: true, Essential: false }, $"skills[{i}].essential", "false", "A skill that is required is essential.");
        }
    }

    private static void Requirements(Violations violations, ImmutableArray<string> requirements)
    {
        violations.Count("requirements", requirements, CheckRules.Max);
        violations.Distinct("requirements", requirements, name => name);
        for (var i = 0; i < requirements.Length; i++)
        {
            violations.Check($"requirements[{i}]", requirements[i]);
        }
    }

    /// <summary>An application after the work is over is of no use: nobody means such a day.</summary>
    private static void ApplyBy(Violations violations, PlacementPosting posting)
    {
        if (posting.ApplyBy is { } deadline && posting.Pattern.Blocks.Length > 0 && posting.Pattern.LastDay < DateOnly.MaxValue)
        {
            // The last day ends anywhere on Earth at most half a day after it does at Greenwich.
            var end = posting.Pattern.LastDay.ToDateTime(TimeOnly.MaxValue, DateTimeKind.Utc).AddHours(12);
            violations.Require(
                deadline.UtcDateTime <= end,
                "applyBy",
                deadline.ToString("O", CultureInfo.InvariantCulture),
                $"Not after the last day of work, {posting.Pattern.LastDay:yyyy-MM-dd}.");
        }
    }

    private static void Reserves(Violations violations, PlacementPosting posting)
    {
        violations.Count("reserves", posting.Reserves, TextRules.Tags);
        violations.Distinct("reserves", posting.Reserves, reserve => reserve.Tag, ".tag");
        var reserved = 0L;
        for (var i = 0; i < posting.Reserves.Length; i++)
        {
            violations.Tag($"reserves[{i}].tag", posting.Reserves[i].Tag);
            violations.Range($"reserves[{i}].seats", posting.Reserves[i].Seats, 1, MaxSeats);
            reserved += posting.Reserves[i].Seats;
        }

        violations.Require(
            reserved <= posting.Seats, "reserves", reserved.ToString(CultureInfo.InvariantCulture), "Reserves may not add up to more than the seats.");
    }
}
