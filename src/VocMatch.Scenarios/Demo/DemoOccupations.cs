using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Taxonomy;

namespace VocMatch.Scenarios.Demo;

/// <summary>An occupation of the demonstration with what generating rows for it takes.</summary>
/// <param name="Field">Field of study, ISCED-F 2013.</param>
/// <param name="Level">Level of the usual qualification, EQF.</param>
/// <param name="MonthlyPay">Gross median, EUR.</param>
/// <param name="Titles">As employers write them.</param>
/// <param name="Requires">Checks usually asked for.</param>
internal sealed record DemoOccupation(
    Occupation Occupation,
    string Sector,
    string Field,
    int Level,
    int MonthlyPay,
    ImmutableArray<string> Titles,
    ImmutableArray<string> Requires)
{
    public OccupationId Id => Occupation.Id;
}

/// <summary>The built-in taxonomy, read from the resource <c>occupations.txt</c>, which describes its own form.</summary>
internal sealed class DemoOccupations
{
    private readonly Dictionary<string, Skill> skills = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SkillGroup> groups = new(StringComparer.Ordinal);
    private readonly List<DemoOccupation> occupations = [];
    private readonly List<SkillId> transversal = [];

    private DemoOccupations()
    {
        using var stream = typeof(DemoOccupations).Assembly.GetManifestResourceStream("occupations.txt")!;
        using var reader = new StreamReader(stream);
        var blocks = reader.ReadToEnd().ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        foreach (var block in blocks)
        {
            ReadBlock([.. block.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith('#'))]);
        }

        Sectors = [.. occupations.Select(o => o.Sector).Distinct()];
        BySector = Sectors.ToImmutableDictionary(s => s, s => occupations.Where(o => o.Sector == s).ToImmutableArray(), StringComparer.Ordinal);
    }

    public static DemoOccupations Instance { get; } = new();

    public IReadOnlyList<DemoOccupation> All => occupations;

    public ImmutableArray<string> Sectors { get; }

    public ImmutableDictionary<string, ImmutableArray<DemoOccupation>> BySector { get; }

    /// <summary>Skills that every occupation takes and none is known by.</summary>
    public IReadOnlyList<SkillId> Transversal => transversal;

    public IReadOnlyCollection<Skill> Skills => skills.Values;

    public IReadOnlyCollection<SkillGroup> SkillGroups => groups.Values;

    private void ReadBlock(string[] lines)
    {
        if (lines is ["transversal", .. var transversalLines])
        {
            transversal.AddRange(transversalLines.SelectMany(ReadSkills).Select(s => s.Skill));
            foreach (var group in transversal.SelectMany(skill => skills[skill.Value].Groups).Distinct().ToList())
            {
                groups[group.Value] = groups[group.Value] with { Transversal = true };
            }

            return;
        }

        var facts = lines.TakeWhile(line => line.Contains(" = ", StringComparison.Ordinal))
            .SelectMany(line => line.StartsWith("titles", StringComparison.Ordinal) ? [line] : line.Split("; "))
            .Select(fact => fact.Split(" = "))
            .ToDictionary(fact => fact[0], fact => fact[1], StringComparer.Ordinal);
        if (facts.Count == 0)
        {
            return;
        }

        var (code, name) = (facts["occupation"][..4], facts["occupation"][5..]);
        var titles = facts["titles"].Split("; ");
        occupations.Add(new DemoOccupation(
            new Occupation
            {
                Id = OccupationId.Parse(code),
                Name = name,
                Scheme = OccupationScheme.Isco,
                Code = code,
                Skills = [.. lines.Where(line => !line.Contains(" = ", StringComparison.Ordinal)).SelectMany(ReadSkills)],
                AlternativeNames = [.. titles],
                Source = "demo",
            },
            facts["sector"],
            facts["field"],
            int.Parse(facts["level"]),
            int.Parse(facts["pay"]),
            [.. titles],
            facts["requires"] == "none" ? [] : [.. facts["requires"].Split(", ")]));
    }

    private IEnumerable<OccupationSkill> ReadSkills(string line)
    {
        var (groupName, names) = line.Split(": ") is [var left, var right] ? (left, right) : throw new FormatException($"'{line}' is no line of skills.");
        var group = SkillGroupId.Parse(Slug(groupName));
        groups.TryAdd(group.Value, new SkillGroup { Id = group, Name = groupName });
        foreach (var name in names.Split("; "))
        {
            var essential = name.StartsWith('*');
            var skill = AddSkill(essential ? name[1..] : name, group);
            yield return new OccupationSkill(skill.Id, essential);
        }
    }

    /// <summary>A skill that stands under two groups belongs to both.</summary>
    private Skill AddSkill(string name, SkillGroupId group)
    {
        var id = SkillId.Parse(Slug(name));
        var known = skills.GetValueOrDefault(id.Value) ?? new Skill { Id = id, Name = name, Source = "demo" };
        return skills[id.Value] = known.Groups.Contains(group) ? known : known with { Groups = known.Groups.Add(group) };
    }

    private static string Slug(string name) =>
        string.Join('-', name.ToLowerInvariant().Split([' ', ',', '\'', '/'], StringSplitOptions.RemoveEmptyEntries));
}
