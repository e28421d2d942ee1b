using System.Collections.Immutable;
using System.Globalization;

namespace VocMatch.Matching.Scoring;

/// <summary>What must hold before a pair is scored at all, in the order in which it is cheapest to find that one fails.</summary>
public enum Constraint
{
    SeatsOpen,
    EducationLevel,
    WithinDistance,
    Accommodation,
    Pay,
    HoursPerWeek,
    MinimumAge,
    ProgramField,
    WorkPatternFits,
    RegionReachable,
    PairAllowed,
    ChecksValid,
    CommitmentsFree,
    ApplicationsOpen,
    SkillsRequired,
    SkillFit,
}

/// <summary>
/// The hard constraints, each declared once: ranking, lists, explanations, eligibility, causes and words all go by what stands here. A new one
/// is a member of <see cref="Constraint"/> and its entry in this table.
/// </summary>
public static class Constraints
{
    /// <summary>All of them, in their order.</summary>
    public static ImmutableArray<HardConstraint> All { get; } =
    [
        new(
            Constraint.SeatsOpen,
            "open seats",
            holds: static (_, placement, _, _) => placement.OpenSeats > 0,
            values: static (_, placement, _, _) => ("1 or more", Text(placement.OpenSeats)),
            reads: static placement => placement.OpenSeats > 0)
        {
            // Whether a seat is free to be given is for the placement's ledger to say, which has the last word on it.
            CheckedAt = CheckPoints.Search | CheckPoints.Lock,
            Cause = null,
        },
        new(
            Constraint.EducationLevel,
            "education level",
            holds: static (student, placement, _, _) => student.EducationLevel >= placement.MinimumEducationLevel,
            values: static (student, placement, _, _) => ($"at least {Text(placement.MinimumEducationLevel)}", Text(student.EducationLevel)),
            reads: static placement => placement.MinimumEducationLevel)
        {
            Cause = "level",
        },
        new(
            Constraint.WithinDistance,
            "distance",
            holds: static (student, _, metres, _) => student.MaxDistanceKm is not { } most || metres <= most * 1_000L,
            values: static (student, _, metres, _) => (student.MaxDistanceKm is { } most ? $"at most {Text(most)} km" : "any", $"{Text(metres)} m"),
            reads: static placement => placement.Location)
        {
            Cause = "distance",
        },
        new(
            Constraint.Accommodation,
            "accommodation",
            holds: static (student, placement, _, _) => !student.Minimum.AccommodationNeeded || placement.Accommodation,
            values: static (student, placement, _, _) =>
                (student.Minimum.AccommodationNeeded ? "needed" : "not needed", placement.Accommodation ? "given" : "not given"),
            reads: static placement => placement.Accommodation)
        {
            Cause = "conditions",
        },
        new(
            Constraint.Pay,
            "pay",
            holds: static (student, placement, _, _) => student.Minimum.LowestPayPerMonth is not { } least || placement.PayPerMonth >= least,
            values: static (student, placement, _, _) => (
                student.Minimum.LowestPayPerMonth is { } least ? $"at least {Text(least)}" : "any",
                placement.PayPerMonth is { } pay ? Text(pay) : "not stated"),
            reads: static placement => placement.PayPerMonth)
        {
            Cause = "conditions",
        },
        new(
            Constraint.HoursPerWeek,
            "hours per week",
            holds: static (student, placement, _, _) => student.Minimum.MaxHoursPerWeek is not { } most || placement.HoursPerWeek <= most,
            values: static (student, placement, _, _) =>
                (student.Minimum.MaxHoursPerWeek is { } hours ? $"at most {Text(hours)}" : "any", Text(placement.HoursPerWeek)),
            reads: static placement => placement.HoursPerWeek)
        {
            Cause = "conditions",
        },
        new(
            Constraint.MinimumAge,
            "minimum age",
            holds: static (student, placement, _, _) => BirthdayFor(placement.MinimumAge, student, out var birthday)
                || (birthday is { } day && placement.Work.FirstWorkingDay is { } first && day <= first),
            values: static (student, placement, _, _) => AgeValues(student, placement),
            reads: static placement => (placement.MinimumAge, placement.Work.FirstWorkingDay))
        {
            Cause = "age",
            Unknown = static student => student.SixteenOn is null && student.EighteenOn is null ? "birthDate" : null,
        },
        new(
            Constraint.ProgramField,
            "field of study",
            holds: static (student, placement, _, _) => FieldAdmitted(student.ProgramField, placement.ProgramFields),
            values: static (student, placement, _, _) => (placement.ProgramFields.IsEmpty ? "any" : Listed(placement.ProgramFields), student.ProgramField),
            reads: static placement => string.Join('\n', placement.ProgramFields))
        {
            Cause = "field",
        },
        new(
            Constraint.WorkPatternFits,
            "days free for the work",
            holds: static (student, placement, _, _) => student.Free is null || placement.Work.Fits(student.Free),
            values: static (student, placement, _, _) => (
                $"{Text(placement.Work.FirstWorkingDay)} to {Text(placement.Work.LastWorkingDay)}",
                student.Free is { } free && placement.Work.FirstDayOutside(free) is { } outside ? $"not free on {Text(outside)}" : "free"),
            reads: static placement => placement.Work)
        {
            Cause = "timing",
        },
        new(
            Constraint.RegionReachable,
            "reachable region",
            holds: static (student, placement, _, _) => student.ReachableRegions.Contains(placement.Region),
            values: static (student, placement, _, _) => (placement.Region, Listed(student.ReachableRegions.Order(Utf8Order.Instance))),
            reads: static placement => placement.Region)
        {
            Cause = "region",
        },
        new(
            Constraint.PairAllowed,
            "permission to be paired",
            holds: static (student, placement, _, _) => IsAllowed(student, placement),
            values: static (student, placement, _, _) => ("not forbidden", IsAllowed(student, placement) ? "not forbidden" : "forbidden"),
            reads: static placement => (placement.Id, placement.Employer))
        {
            Cause = "barred",
        },
        new(
            Constraint.ChecksValid,
            "valid checks",
            holds: static (student, placement, _, _) => FirstInvalid(student, placement) is null,
            values: static (student, placement, _, _) => CheckValues(student, placement),
            reads: static placement => (
                string.Join('\n', placement.RequiredChecks.Select(check => FormattableString.Invariant($"{check.Name}\t{check.ValidThrough:O}"))),
                placement.RequiredChecks.Any(check => check.ValidThrough is null) ? placement.Work.LastWorkingDay : null))
        {
            Cause = "requirements",
        },
        new(
            Constraint.CommitmentsFree,
            "days free of other commitments",
            holds: static (student, placement, _, _) => FirstCollision(student, placement) is null,
            values: static (student, placement, _, _) => ("free", FirstCollision(student, placement) is { } day ? $"committed on {Text(day)}" : "free"),
            reads: static placement => placement.Work)
        {
            // A collision with an offer that stands is for the student's commitments to say, which have the last word on it.
            CheckedAt = CheckPoints.All & ~(CheckPoints.Acceptance | CheckPoints.Promotion),
            Cause = "timing",
        },
        new(
            Constraint.ApplicationsOpen,
            "applications open",
            holds: static (student, placement, _, _) => placement.TakesApplications(student.AskedAt),
            values: static (student, placement, _, _) => (
                placement.ApplyBy is { } last ? $"by {Text(last)}" : "any time",
                placement.TakesApplications(student.AskedAt) ? "in time" : $"closed since {Text(placement.ApplyBy!.Value)}"),
            reads: static placement => placement.ApplyBy)
        {
            Cause = "timing",
        },
        new(
            Constraint.SkillsRequired,
            "required skills",
            holds: static (_, placement, _, skills) => skills.FirstLacking(placement) is null,
            values: static (_, placement, _, skills) => RequiredValues(placement, skills),
            reads: static placement => string.Join('\n', placement.Skills.Where(demand => demand.Required).Select(Text)))
        {
            Cause = "skills",
        },
        new(
            Constraint.SkillFit,
            "minimum skill fit",
            holds: static (_, placement, _, skills) => skills.Reaches(placement),
            values: static (_, placement, _, skills) => (
                $"at least {Text(placement.MinimumSkillFit)}",
                placement.MinimumSkillFit == 0 ? "any" : (skills.Hundredths(placement) / 100m).ToString("0.##", CultureInfo.InvariantCulture)),
            reads: static placement => placement.MinimumSkillFit == 0 ? null : (placement.MinimumSkillFit, SkillsAsked(placement)))
        {
            // Its figure moves with the market though nothing about the student or the posting has changed: whoever reached it when they asked has
            // reached it. Only an offer that was made is held against what is known now, under the figures of the offer.
            CheckedAt = CheckPoints.All & ~(CheckPoints.OfferToApplicant | CheckPoints.Publication | CheckPoints.Repair | CheckPoints.Swap),
            Cause = "skills",
        },
    ];

    private static readonly HardConstraint[] BesideSkills =
        [.. All.Where(constraint => constraint.Constraint is not (Constraint.RegionReachable or Constraint.SkillsRequired or Constraint.SkillFit))];

    public static HardConstraint Of(Constraint constraint) => All[(int)constraint];

    internal static bool AllHold(StudentFacts student, PlacementFacts placement, int metres, SkillCoverage skills) =>
        Of(Constraint.RegionReachable).Holds(student, placement, metres, skills)
        && AllHoldBesideSkills(student, placement, metres, skills)
        && Of(Constraint.SkillsRequired).Holds(student, placement, metres, skills)
        && Of(Constraint.SkillFit).Holds(student, placement, metres, skills);

    /// <summary>As <see cref="AllHold"/>, where the region is known to be reachable and skills are judged by their numbers.</summary>
    internal static bool AllHoldBesideSkills(StudentFacts student, PlacementFacts placement, int metres, SkillCoverage skills)
    {
        foreach (var constraint in BesideSkills)
        {
            if (!constraint.Holds(student, placement, metres, skills))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsAllowed(StudentFacts student, PlacementFacts placement) =>
        !Names(student.ForbiddenPlacements, placement.Id) && !Names(student.ForbiddenEmployers, placement.Employer);

    /// <summary>Most sets are empty, and then no id need be hashed.</summary>
    private static bool Names(ImmutableHashSet<string> ids, string id) => !ids.IsEmpty && ids.Contains(id);

    /// <summary>Whether a field of study is one of those admitted, or lies in one; nothing admitted admits all.</summary>
    internal static bool FieldAdmitted(string field, ImmutableArray<string> admitted)
    {
        foreach (var code in admitted)
        {
            if (field.StartsWith(code, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return admitted.IsEmpty;
    }

    /// <summary>True when no age is asked; else the birthday that must have come by the first day.</summary>
    private static bool BirthdayFor(MinimumAge age, StudentFacts student, out DateOnly? birthday)
    {
        birthday = age == MinimumAge.Sixteen ? student.SixteenOn ?? student.EighteenOn : student.EighteenOn;
        return age == MinimumAge.None;
    }

    private static RequiredCheck? FirstInvalid(StudentFacts student, PlacementFacts placement)
    {
        foreach (var required in placement.RequiredChecks)
        {
            if (ThroughDay(required, placement) is not { } day || HeldThrough(student, required.Name) is not { } held || held < day)
            {
                return required;
            }
        }

        return null;
    }

    /// <summary>The day through which a check must be valid; null where the placement has no working day, and then nobody meets it.</summary>
    internal static DateOnly? ThroughDay(RequiredCheck required, PlacementFacts placement) => required.ValidThrough ?? placement.Work.LastWorkingDay;

    private static DateOnly? HeldThrough(StudentFacts student, string name)
    {
        DateOnly? latest = null;
        foreach (var check in student.Checks)
        {
            if (check.Name == name && !(check.ValidThrough <= latest))
            {
                latest = check.ValidThrough;
            }
        }

        return latest;
    }

    private static DateOnly? FirstCollision(StudentFacts student, PlacementFacts placement)
    {
        foreach (var commitment in student.Commitments)
        {
            if (placement.Work.FirstCommonDay(commitment) is { } day)
            {
                return day;
            }
        }

        return null;
    }

    private static (string Asked, string Found) AgeValues(StudentFacts student, PlacementFacts placement) =>
        BirthdayFor(placement.MinimumAge, student, out var birthday)
            ? ("any", "any")
            : ($"{Text((int)placement.MinimumAge)} by {Text(placement.Work.FirstWorkingDay)}", birthday is { } day ? $"on {Text(day)}" : "unknown");

    private static (string Asked, string Found) CheckValues(StudentFacts student, PlacementFacts placement)
    {
        if (FirstInvalid(student, placement) is not { } required)
        {
            return (placement.RequiredChecks.IsEmpty ? "none" : Listed(placement.RequiredChecks.Select(check => check.Name)), "valid");
        }

        return ($"{required.Name} valid through {Text(ThroughDay(required, placement))}",
            HeldThrough(student, required.Name) is { } held ? $"valid through {Text(held)}" : "not held");
    }

    private static (string Asked, string Found) RequiredValues(PlacementFacts placement, SkillCoverage skills) =>
        skills.FirstLacking(placement) is { } lacking
            ? ($"{lacking.Skill} at level {Text(lacking.Level)}", skills.LevelOf(lacking.Skill) is > 0 and var level ? $"level {Text(level)}" : "not held")
            : (placement.Skills.Any(demand => demand.Required) ? Listed(placement.Skills.Where(demand => demand.Required).Select(demand => demand.Skill)) : "none", "held");

    private static string Listed(IEnumerable<string> values) => string.Join(", ", values);

    /// <summary>The skills of a placement as one value, which is equal where they are.</summary>
    internal static string SkillsAsked(PlacementFacts placement) => string.Join('\n', placement.Skills.Select(Text));

    private static string Text(DemandedSkill demand) => FormattableString.Invariant($"{demand.Skill}\t{demand.Level}\t{demand.Essential}");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static string Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "no day";
}
