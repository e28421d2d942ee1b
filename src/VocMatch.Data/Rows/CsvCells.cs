using System.Collections.Immutable;
using System.Globalization;
using VocMatch.Contracts.Employers;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.Students;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Contracts.Work;

namespace VocMatch.Data.Rows;

/// <summary>
/// How the text of one cell becomes a value. Readers are separated by <c>;</c>: skills asked <c>id:essential:3</c> (or <c>optional</c>, <c>required</c>), skills held or
/// taught <c>id:3</c>, an occupation's skills <c>id:optional</c>, reserves <c>tag:2</c>, checks <c>medical:2027-06-30</c>,
/// completers <c>2023:41</c>, barred employers <c>id reason</c>, sites <c>id|name|region|latitude|longitude|part of|rural</c>.
/// </summary>
internal static class CsvCells
{
    /// <summary>The cell that takes away what is stored; an empty one keeps it.</summary>
    public const string Cleared = "(none)";

    private static readonly Dictionary<Type, Func<string, object>> Readers = new()
    {
        [typeof(ImmutableArray<SkillDemand>)] = text => List(text, SkillDemand),
        [typeof(ImmutableArray<SkillLevel>)] = text => List(text, SkillLevel),
        [typeof(ImmutableArray<OccupationSkill>)] = text => List(text, OccupationSkill),
        [typeof(ImmutableArray<Reserve>)] = text => List(text, item => Split(item, 2) is [var tag, var seats] ? new Reserve(tag, Whole(seats)) : throw Wrong(item, "women-in-trade:2")),
        [typeof(ImmutableArray<HeldCheck>)] = text => List(text, item => Split(item, 2) is [var check, var day] ? new HeldCheck(check, Day(day)) : throw Wrong(item, "medical:2027-06-30")),
        [typeof(ImmutableArray<YearlyCompleters>)] = text => List(text, item => Split(item, 2) is [var year, var number] ? new YearlyCompleters(Whole(year), Whole(number)) : throw Wrong(item, "2023:41")),
        [typeof(ImmutableArray<BarredEmployer>)] = text => List(text, BarredEmployer),
        [typeof(ImmutableArray<Site>)] = text => List(text, Site),
        [typeof(ImmutableArray<string>)] = text => List(text, item => item),
        [typeof(ImmutableArray<RegionId>)] = text => List(text, item => RegionId.Parse(item)),
        [typeof(ImmutableArray<SkillGroupId>)] = text => List(text, item => SkillGroupId.Parse(item)),
        [typeof(ImmutableArray<OccupationId>)] = text => List(text, item => OccupationId.Parse(item)),
        [typeof(ImmutableArray<PlacementId>)] = text => List(text, item => PlacementId.Parse(item)),
        [typeof(ImmutableArray<PlacementKind>)] = text => List(text, Kind),
        [typeof(WorkPattern)] = WorkPatternText.Parse,
        [typeof(DateRange)] = WorkPatternText.ParseRange,
        [typeof(int)] = text => Whole(text),
        [typeof(double)] = text => Number(text),
        [typeof(bool)] = text => YesOrNo(text),
    };

    /// <summary>True where a value of the type fits in one cell; other types are spread over columns, one a member.</summary>
    public static bool FitsInOne(Type type) =>
        Readers.ContainsKey(type) || type.IsEnum || type == typeof(string) || type == typeof(DateOnly) || type == typeof(DateTimeOffset)
        || type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IId<>));

    /// <summary>The cell's value; a text that JSON reads as it stands is returned unchanged.</summary>
    /// <exception cref="FormatException">The text is no such value.</exception>
    public static object Value(Type type, string text) => Readers.TryGetValue(type, out var read) ? read(text) : text;

    private static ImmutableArray<T> List<T>(string text, Func<string, T> item) =>
        [.. text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(item)];

    private static SkillDemand SkillDemand(string item) => Split(item, 3) is [var skill, var need, var level]
        ? new SkillDemand(SkillId.Parse(skill), Need(need) is not SkillNeed.Optional, Whole(level), Need(need) is SkillNeed.Required)
        : throw Wrong(item, "skill-id:essential:3");

    private static SkillLevel SkillLevel(string item) => Split(item, 2) is [var skill, var level]
        ? new SkillLevel(SkillId.Parse(skill), Whole(level))
        : throw Wrong(item, "skill-id:3");

    private static OccupationSkill OccupationSkill(string item) => Split(item, 2) is [var skill, var need]
        ? new OccupationSkill(SkillId.Parse(skill), Essential(need))
        : throw Wrong(item, "skill-id:essential");

    private static BarredEmployer BarredEmployer(string item) => item.Split(' ', 2) is [var employer, var reason]
        ? new BarredEmployer(EmployerId.Parse(employer), reason.Trim())
        : throw Wrong(item, "employer-id a relative works there");

    private static Site Site(string item)
    {
        var parts = item.Split('|', StringSplitOptions.TrimEntries);
        if (parts.Length is < 3 or > 7 || parts.Length == 4)
        {
            throw Wrong(item, "site-id|name|region or site-id|name|region|51.05|13.74|part-of-site-id|true, the last for a rural site");
        }

        return new Site
        {
            Id = SiteId.Parse(parts[0]),
            Name = parts[1],
            Region = RegionId.Parse(parts[2]),
            Location = parts.Length > 4 && (parts[3], parts[4]) is not ("", "") ? new GeoPoint(Number(parts[3]), Number(parts[4])) : null,
            PartOf = parts.Length > 5 && parts[5].Length > 0 ? SiteId.Parse(parts[5]) : null,
            Rural = parts.Length > 6 && parts[6].Length > 0 ? YesOrNo(parts[6]) : null,
        };
    }

    /// <summary>Splits at the last colons, for an id may hold colons itself.</summary>
    private static string[] Split(string item, int parts)
    {
        var split = item.Split(':');
        return split.Length < parts ? [] : [string.Join(':', split[..^(parts - 1)]), .. split[^(parts - 1)..]];
    }

    private static SkillNeed Need(string text) => text switch
    {
        "required" => SkillNeed.Required,
        "essential" => SkillNeed.Essential,
        "optional" => SkillNeed.Optional,
        _ => throw new FormatException($"'{text}' is none of required, essential, optional."),
    };

    private static bool Essential(string text) => text switch
    {
        "essential" => true,
        "optional" => false,
        _ => throw new FormatException($"'{text}' is neither essential nor optional."),
    };

    private static bool YesOrNo(string text) => text switch
    {
        "true" => true,
        "false" => false,
        _ => throw new FormatException("Expected: true or false."),
    };

    private static PlacementKind Kind(string text) => text switch
    {
        "internship" => PlacementKind.Internship,
        "apprenticeship" => PlacementKind.Apprenticeship,
        "job" => PlacementKind.Job,
        _ => throw new FormatException($"'{text}' is none of internship, apprenticeship, job."),
    };

    private static int Whole(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new FormatException($"'{text}' is no whole number.");

    private static double Number(string text) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new FormatException($"'{text}' is no number.");

    private static DateOnly Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new FormatException($"'{text}' is no date such as 2027-01-31.");

    private static FormatException Wrong(string item, string example) => new($"'{item}' is not of the form {example}.");

    /// <summary>How much a placement needs a skill; what is required is essential too.</summary>
    private enum SkillNeed
    {
        Optional,
        Essential,
        Required,
    }
}
