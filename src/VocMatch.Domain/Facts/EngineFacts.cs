using System.Collections.Immutable;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Work;
using Engine = VocMatch.Matching.Scoring;

namespace VocMatch.Domain.Facts;

/// <summary>Placements and students as the engine takes them. Ids become the taxonomy's own strings, so that a market holds each once.</summary>
internal static class EngineFacts
{
    public static Engine.PlacementFacts Of(Placement placement, Engine.SkillTable table, int legalMinimumAge, PatternPool? patterns = null)
    {
        var posting = placement.Posting;
        return new Engine.PlacementFacts
        {
            Id = placement.Id.Value,
            Employer = posting.Employer.Value,
            Occupation = table.Occupation(posting.Occupation.Value),
            Skills = [.. posting.Skills.Select(asked => new Engine.DemandedSkill(table.Skill(asked.Skill.Value), asked.Essential, asked.Level, asked.Required))],
            Location = Point(placement.Location),
            Region = placement.Region.Value,
            OpenSeats = placement.OpenSeats,
            Work = patterns?.Of(posting.Pattern) ?? posting.Pattern.ToEngine(),
            MinimumAge = (Engine.MinimumAge)Math.Max(posting.MinimumAge ?? 0, legalMinimumAge),
            MinimumEducationLevel = posting.MinimumLevel ?? 0,
            ProgramFields = posting.Fields,
            RequiredChecks = [.. posting.Requirements.Select(name => new Engine.RequiredCheck(name))],
            PayPerMonth = posting.Pay?.AmountPerMonth,
            Accommodation = posting.Conditions.Accommodation,
            HoursPerWeek = posting.Pattern.HoursPerWeek(),
            MinimumSkillFit = posting.MinimumSkillFit,
            ApplyBy = posting.ApplyBy,
            Tags = [.. posting.Reserves.Select(reserve => reserve.Tag)],
        };
    }

    /// <param name="askedAt">The instant against which deadlines are held; null: against none.</param>
    public static Engine.StudentFacts Of(StudentQuestion question, Engine.SkillTable table, PatternPool? patterns = null, DateTimeOffset? askedAt = null)
    {
        var profile = question.Profile;
        return new Engine.StudentFacts
        {
            Id = question.Student.Value,
            Skills = Skills(question, table),
            ProgramField = question.Field,
            EducationLevel = question.Level,
            Occupations = Occupations(question, table),
            Home = Point(question.Home),
            MaxDistanceKm = profile.MaximumDistanceKm,
            ReachableRegions = question.Regions.Select(region => region.Value).ToImmutableHashSet(StringComparer.Ordinal),
            Free = patterns?.Of(profile.Free) ?? profile.Free.ToEngine(),
            SixteenOn = question.Ages?.Sixteen,
            EighteenOn = question.Ages?.Eighteen,
            Checks = [.. profile.Checks.Select(check => new Engine.CheckHeld(check.Requirement, check.ValidThrough))],
            Minimum = profile.NeedsAccommodation ? new() { AccommodationNeeded = true } : Engine.MinimumConditions.None,
            Commitments = [.. (question.Commitments ?? []).Select(pattern => pattern.ToEngine())],
            AskedAt = askedAt,
            ForbiddenEmployers = profile.Barred.Select(barred => barred.Employer.Value).ToImmutableHashSet(StringComparer.Ordinal),
        };
    }

    /// <summary>The same student with other skills and occupations; all else is shared.</summary>
    public static Engine.StudentFacts Taught(Engine.StudentFacts student, StudentQuestion question, Engine.SkillTable table) => student with
    {
        Skills = Skills(question, table),
        Occupations = Occupations(question, table),
    };

    private static ImmutableArray<Engine.SkillHeld> Skills(StudentQuestion question, Engine.SkillTable table) =>
        [.. question.Skills.Select(held => new Engine.SkillHeld(table.Skill(held.Skill.Value), held.Level))];

    private static ImmutableArray<string> Occupations(StudentQuestion question, Engine.SkillTable table) =>
        [.. question.Occupations.Select(occupation => table.Occupation(occupation.Value))];

    private static Engine.Coordinates Point(GeoPoint point) => new(point.Latitude, point.Longitude);

    private static string Skill(this Engine.SkillTable table, string id) =>
        table.SkillNumber(id) is >= 0 and var number ? table.SkillIds[number] : id;

    private static string Occupation(this Engine.SkillTable table, string id) =>
        table.OccupationNumber(id) is >= 0 and var number ? table.OccupationIds[number] : id;
}
