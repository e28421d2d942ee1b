using System.Collections.Immutable;

namespace VocMatch.Matching.Scoring;

/// <summary>
/// Builds a <see cref="SkillTable"/>. The table depends on what was added, not on the order of adding. Related skills are learned
/// from the occupations added with their skills, unless they are given.
/// </summary>
public sealed class SkillTableBuilder
{
    private readonly HashSet<string> _skills = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<string>> _paths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _lists = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(string Skill, int CosinePermille)>> _given = new(StringComparer.Ordinal);

    /// <summary>How many nearest skills each skill keeps.</summary>
    public int Neighbours { get; init; } = 5;

    /// <summary>Adds a skill; repeating it changes nothing.</summary>
    public SkillTableBuilder AddSkill(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        _skills.Add(id);
        return this;
    }

    /// <summary>Adds an occupation with its groups (narrowest first) and the skills it lists, which are added too.</summary>
    /// <exception cref="ArgumentException">The occupation was added before with other groups.</exception>
    public SkillTableBuilder AddOccupation(string id, ImmutableArray<string> path, IEnumerable<string> skills)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentNullException.ThrowIfNull(skills);
        if (!_paths.TryAdd(id, path) && !_paths[id].SequenceEqual(path))
        {
            throw new ArgumentException($"Occupation '{id}' was added with other groups.", nameof(path));
        }

        LearnFrom(id, skills);
        return this;
    }

    /// <summary>Adds a list of skills that related skills are learned from, without making its name an occupation.</summary>
    public SkillTableBuilder LearnFrom(string list, IEnumerable<string> skills)
    {
        ArgumentNullException.ThrowIfNull(skills);
        if (!_lists.TryGetValue(list, out var listed))
        {
            _lists.Add(list, listed = new HashSet<string>(StringComparer.Ordinal));
        }

        foreach (var skill in skills)
        {
            AddSkill(skill);
            listed.Add(skill);
        }

        return this;
    }

    /// <summary>Gives a related skill of <paramref name="held"/>; where any is given for a skill, none is learned for it.</summary>
    public SkillTableBuilder Relate(string held, string related, int cosinePermille)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(cosinePermille, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(cosinePermille, 1_000);
        AddSkill(held).AddSkill(related);
        if (!_given.TryGetValue(held, out var list))
        {
            _given.Add(held, list = []);
        }

        list.Add((related, cosinePermille));
        return this;
    }

    /// <summary>The table of what was added so far.</summary>
    public SkillTable Build()
    {
        var skillIds = Sorted(_skills);
        var occupationIds = Sorted(_paths.Keys);
        var number = skillIds.Select((id, n) => (id, n)).ToDictionary(pair => pair.id, pair => pair.n, StringComparer.Ordinal);
        var lists = _lists.OrderBy(pair => pair.Key, Utf8Order.Instance)
            .Select(pair => pair.Value.Select(skill => number[skill]).Order().ToArray())
            .ToArray();
        var related = RelatedSkills.Learn(skillIds.Length, lists, Neighbours);
        foreach (var (held, given) in _given)
        {
            related[number[held]] =
            [
                .. given.OrderByDescending(pair => pair.CosinePermille).ThenBy(pair => pair.Skill, Utf8Order.Instance)
                    .Take(Neighbours).Select(pair => new RelatedSkill(number[pair.Skill], pair.CosinePermille)),
            ];
        }

        return new SkillTable(skillIds, related, occupationIds, [.. occupationIds.Select(id => _paths[id])]);
    }

    private static string[] Sorted(IEnumerable<string> ids) => [.. ids.Order(Utf8Order.Instance)];
}
