using System.Collections.Immutable;
using System.Globalization;

namespace VocMatch.Matching.Scoring;

/// <summary>The hard constraints: one function decides each, and ranking and explaining both ask it.</summary>
internal static class Constraints
{
    /// <summary>All of them, in their order.</summary>
    public static readonly ImmutableArray<Constraint> All = [.. Enum.GetValues<Constraint>()];

    private static readonly Constraint[] BesideSkills =
        [.. All.Where(constraint => constraint is not (Constraint.RegionReachable or Constraint.SkillsRequired or Constraint.SkillFit))];

    public static bool AllHold(StudentFacts student, PlacementFacts placement, int metres, SkillCoverage skills) =>
        Holds(Constraint.RegionReachable, student, placement, metres, skills)
        && AllHoldBesideSkills(student, placement, metres, skills)
        && Holds(Constraint.SkillsRequired, student, placement, metres, skills)
        && Holds(Constraint.SkillFit, student, placement, metres, skills);

    /// <summary>As <see cref="AllHold"/>, where the region is known to be reachable and skills are judged by their numbers.</summary>
    public static bool AllHoldBesideSkills(StudentFacts student, PlacementFacts placement, int metres, SkillCoverage skills)
    {
        foreach (var constraint in BesideSkills)
        {
            if (!Holds(constraint, student, placement, metres, skills))
            {
                return false;
            }
        }

        return true;
    }

    public static bool Holds(Constraint constraint, StudentFacts student, PlacementFacts placement, int metres, SkillCoverage skills) => constraint switch
    {
        Constraint.SeatsOpen => placement.OpenSeats > 0,
        Constraint.PairAllowed => !Names(student.ForbiddenPlacements, placement.Id) && !Names(student.ForbiddenEmployers, placement.Employer),
        Constraint.RegionReachable => student.ReachableRegions.Contains(placement.Region),
        Constraint.WithinDistance => student.MaxDistanceKm is not { } most || metres <= most * 1_000L,
        Constraint.EducationLevel => student.EducationLevel >= placement.MinimumEducationLevel,
        Constraint.ProgramField => FieldAdmitted(student.ProgramField, placement.ProgramFields),
        Constraint.MinimumAge => BirthdayFor(placement.MinimumAge, student, out var birthday)
            || (birthday is { } day && placement.Work.FirstWorkingDay is { } first && day <= first),
        Constraint.ChecksValid => FirstInvalid(student, placement) is null,
        Constraint.Accommodation => !student.Minimum.AccommodationNeeded || placement.Accommodation,
        Constraint.Pay => student.Minimum.LowestPayPerMonth is not { } least || placement.PayPerMonth >= least,
        Constraint.HoursPerWeek => student.Minimum.MostHoursPerWeek is not { } most || placement.HoursPerWeek <= most,
        Constraint.WorkPatternFits => student.Free is null || placement.Work.Fits(student.Free),
        Constraint.CommitmentsFree => FirstCollision(student, placement) is null,
        Constraint.ApplicationsOpen => placement.TakesApplications(student.AskedAt),
        Constraint.SkillsRequired => skills.FirstLacking(placement) is null,
        Constraint.SkillFit => skills.Reaches(placement),
        _ => throw new ArgumentOutOfRangeException(nameof(constraint), constraint, "Not a constraint."),
    };

    /// <summary>The verdict with both values, in words that do not depend on a culture.</summary>
    public static ConstraintVerdict Explain(Constraint constraint, StudentFacts student, PlacementFacts placement, int metres, SkillCoverage skills)
    {
        var (asked, found) = constraint switch
        {
            Constraint.SeatsOpen => ("1 or more", Text(placement.OpenSeats)),
            Constraint.PairAllowed => ("not forbidden", Holds(constraint, student, placement, metres, skills) ? "not forbidden" : "forbidden"),
            Constraint.RegionReachable => (placement.Region, Listed(student.ReachableRegions.Order(Utf8Order.Instance))),
            Constraint.WithinDistance => (student.MaxDistanceKm is { } most ? $"at most {Text(most)} km" : "any", $"{Text(metres)} m"),
            Constraint.EducationLevel => ($"at least {Text(placement.MinimumEducationLevel)}", Text(student.EducationLevel)),
            Constraint.ProgramField => (placement.ProgramFields.IsEmpty ? "any" : Listed(placement.ProgramFields), student.ProgramField),
            Constraint.MinimumAge => AgeValues(student, placement),
            Constraint.ChecksValid => CheckValues(student, placement),
            Constraint.Accommodation => (student.Minimum.AccommodationNeeded ? "needed" : "not needed", placement.Accommodation ? "given" : "not given"),
            Constraint.Pay => (student.Minimum.LowestPayPerMonth is { } least ? $"at least {Text(least)}" : "any", placement.PayPerMonth is { } pay ? Text(pay) : "not stated"),
            Constraint.HoursPerWeek => (student.Minimum.MostHoursPerWeek is { } hours ? $"at most {Text(hours)}" : "any", Text(placement.HoursPerWeek)),
            Constraint.WorkPatternFits => ($"{Text(placement.Work.FirstWorkingDay)} to {Text(placement.Work.LastWorkingDay)}", student.Free is { } free && placement.Work.FirstDayOutside(free) is { } outside ? $"not free on {Text(outside)}" : "free"),
            Constraint.ApplicationsOpen => (placement.ApplyBy is { } last ? $"by {Text(last)}" : "any time", placement.TakesApplications(student.AskedAt) ? "in time" : $"closed since {Text(placement.ApplyBy!.Value)}"),
            Constraint.SkillsRequired => RequiredValues(placement, skills),
            Constraint.SkillFit => ($"at least {Text(placement.MinimumSkillFit)}", placement.MinimumSkillFit == 0 ? "any" : (skills.Hundredths(placement) / 100m).ToString("0.##", CultureInfo.InvariantCulture)),
            _ => ("free", FirstCollision(student, placement) is { } day ? $"committed on {Text(day)}" : "free"),
        };
        return new ConstraintVerdict(constraint, Holds(constraint, student, placement, metres, skills), asked, found);
    }

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

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static string Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "no day";
}
