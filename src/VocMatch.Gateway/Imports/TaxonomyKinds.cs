using System.Collections.Immutable;
using System.Text.RegularExpressions;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Taxonomy;

namespace VocMatch.Gateway.Imports;

/// <summary>The four kinds of taxonomy items.</summary>
internal static partial class TaxonomyKinds
{
    private const int MaxNameLength = 400;

    public static TaxonomyKind<Region> Regions { get; } = new(
        region => region.Id.Value,
        (snapshot, id) => snapshot.Regions.GetValueOrDefault(RegionId.Parse(id)),
        region => Broken(
            Name("name", region.Name),
            Rule(region.Centroid.Latitude is >= -90 and <= 90, "centroid.latitude", $"{region.Centroid.Latitude:R}", "Degrees north, -90 to 90."),
            Rule(region.Centroid.Longitude is >= -180 and <= 180, "centroid.longitude", $"{region.Centroid.Longitude:R}", "Degrees east, -180 to 180."),
            Rule(!region.Neighbours.Contains(region.Id), "neighbours", region.Id.Value, "A region is no neighbour of itself.")),
        region => region.Neighbours.Select((id, i) => new TaxonomyReference(
            $"neighbours[{i}]", "region", id.Value, OfSameKind: true, snapshot => snapshot.Regions.ContainsKey(id))),
        regions => new(regions, [], [], []));

    public static TaxonomyKind<SkillGroup> SkillGroups { get; } = new(
        group => group.Id.Value,
        (snapshot, id) => snapshot.SkillGroups.GetValueOrDefault(SkillGroupId.Parse(id)),
        group => Broken(
            Name("name", group.Name),
            Rule(group.Parent != group.Id, "parent", group.Id.Value, "A group is no part of itself.")),
        group => group.Parent is { } parent
            ? [new TaxonomyReference("parent", "skill group", parent.Value, OfSameKind: true, snapshot => snapshot.SkillGroups.ContainsKey(parent))]
            : [],
        groups => new([], groups, [], []));

    public static TaxonomyKind<Skill> Skills { get; } = new(
        skill => skill.Id.Value,
        (snapshot, id) => snapshot.Skills.GetValueOrDefault(SkillId.Parse(id)),
        skill => Broken([Name("name", skill.Name), .. skill.AlternativeNames.Select((name, i) => Name($"alternativeNames[{i}]", name))]),
        skill => skill.Groups.Select((id, i) => new TaxonomyReference(
            $"groups[{i}]", "skill group", id.Value, OfSameKind: false, snapshot => snapshot.SkillGroups.ContainsKey(id))),
        skills => new([], [], skills, []));

    public static TaxonomyKind<Occupation> Occupations { get; } = new(
        occupation => occupation.Id.Value,
        (snapshot, id) => snapshot.Occupations.GetValueOrDefault(OccupationId.Parse(id)),
        occupation => Broken(
            [
                Name("name", occupation.Name),
                occupation.Scheme == OccupationScheme.Isco
                    ? Rule(IscoCode().IsMatch(occupation.Code), "code", occupation.Code, "An ISCO-08 unit group: four digits.")
                    : Rule(SocCode().IsMatch(occupation.Code), "code", occupation.Code, "A SOC code such as 29-1141."),
                .. occupation.AlternativeNames.Select((name, i) => Name($"alternativeNames[{i}]", name)),
            ]),
        occupation => occupation.Skills.Select((skill, i) => new TaxonomyReference(
            $"skills[{i}].skill", "skill", skill.Skill.Value, OfSameKind: false, snapshot => snapshot.Skills.ContainsKey(skill.Skill))),
        occupations => new([], [], [], occupations));

    private static ImmutableArray<Violation> Broken(params ReadOnlySpan<Violation?> rules)
    {
        var broken = ImmutableArray.CreateBuilder<Violation>();
        foreach (var rule in rules)
        {
            if (rule is not null)
            {
                broken.Add(rule);
            }
        }

        return broken.ToImmutable();
    }

    private static Violation? Rule(bool holds, string field, string value, string rule) => holds ? null : new(field, value, rule);

    private static Violation? Name(string field, string name) => Rule(
        !string.IsNullOrWhiteSpace(name) && name.Length <= MaxNameLength && !name.Any(char.IsControl),
        field,
        Requests.Shown.Short(name),
        $"1 to {MaxNameLength} characters, not blank, no control characters.");

    [GeneratedRegex(@"^[0-9]{4}\z", RegexOptions.CultureInvariant)]
    private static partial Regex IscoCode();

    [GeneratedRegex(@"^[0-9]{2}-[0-9]{4}\z", RegexOptions.CultureInvariant)]
    private static partial Regex SocCode();
}
