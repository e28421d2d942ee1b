using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using VocMatch.Matching.Profiles;

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
    private readonly Dictionary<string, Dictionary<string, bool>> _listed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SkillDescription> _descriptions = new(StringComparer.Ordinal);

    /// <summary>How many nearest skills each skill keeps.</summary>
    public int Neighbours { get; init; } = 5;

    /// <summary>Adds a skill; repeating it changes nothing.</summary>
    public SkillTableBuilder AddSkill(string id)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        _skills.Add(id);
        return this;
    }

    /// <summary>Says what is known of a skill, which is added too; the last description counts.</summary>
    public SkillTableBuilder Describe(string skill, SkillDescription description)
    {
        ArgumentNullException.ThrowIfNull(description);
        _descriptions[skill] = description;
        return AddSkill(skill);
    }

    /// <summary>Adds an occupation with its groups (narrowest first) and the skills it lists, essential ones all, which are added too.</summary>
    /// <exception cref="ArgumentException">The occupation was added before with other groups.</exception>
    [OverloadResolutionPriority(1)]
    public SkillTableBuilder AddOccupation(string id, ImmutableArray<string> path, IEnumerable<string> skills) =>
        AddOccupation(id, path, skills.Select(skill => (skill, true)));

    /// <summary>Adds an occupation with its groups (narrowest first) and the skills it lists, which are added too. Of a skill that is both, essential wins.</summary>
    /// <exception cref="ArgumentException">The occupation was added before with other groups.</exception>
    public SkillTableBuilder AddOccupation(string id, ImmutableArray<string> path, IEnumerable<(string Skill, bool Essential)> skills)
    {
        List(id, path, skills);
        return LearnFrom(id, _listed[id].Keys);
    }

    /// <summary>The same, without learning related skills from it: for a table whose related skills are given.</summary>
    /// <exception cref="ArgumentException">The occupation was added before with other groups.</exception>
    public SkillTableBuilder List(string id, ImmutableArray<string> path, IEnumerable<(string Skill, bool Essential)> skills)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        ArgumentNullException.ThrowIfNull(skills);
        if (!_paths.TryAdd(id, path) && !_paths[id].SequenceEqual(path))
        {
            throw new ArgumentException($"Occupation '{id}' was added with other groups.", nameof(path));
        }

        if (!_listed.TryGetValue(id, out var listed))
        {
            _listed.Add(id, listed = new(StringComparer.Ordinal));
        }

        foreach (var (skill, essential) in skills)
        {
            listed[skill] = essential || listed.GetValueOrDefault(skill);
            AddSkill(skill);
        }

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

        var source = new ProfileSource(
            [.. skillIds.Select(id => _descriptions.GetValueOrDefault(id, SkillDescription.None))],
            [
                .. occupationIds.Select(id => _listed[id].Select(pair => new ListedSkill(number[pair.Key], pair.Value)).OrderBy(listed => listed.Skill).ToImmutableArray()),
            ]);
        return new SkillTable(skillIds, related, occupationIds, [.. occupationIds.Select(id => _paths[id])], source);
    }

    private static string[] Sorted(IEnumerable<string> ids) => [.. ids.Order(Utf8Order.Instance)];
}
