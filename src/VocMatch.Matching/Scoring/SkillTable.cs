using System.Collections.Frozen;
using System.Collections.Immutable;
using VocMatch.Matching.Profiles;

namespace VocMatch.Matching.Scoring;

/// <summary>A skill near another one; the cosine is in thousandths.</summary>
public readonly record struct RelatedSkill(int Skill, int CosinePermille);

/// <summary>
/// The taxonomy as the engine needs it: skills and occupations as dense numbers in the byte order of their ids, the groups of
/// every occupation, and the skills related to each skill. Immutable; a new taxonomy is a new table.
/// </summary>
public sealed class SkillTable
{
    private readonly FrozenDictionary<string, int> _skills;
    private readonly FrozenDictionary<string, int> _occupations;
    private readonly ImmutableArray<string>[] _paths;
    private readonly RelatedSkill[][] _related;
    private readonly Lazy<OccupationRanks> _ranks;
    private readonly Lazy<OccupationProfiles> _profiles;

    internal SkillTable(string[] skillIds, RelatedSkill[][] related, string[] occupationIds, ImmutableArray<string>[] paths, ProfileSource source)
    {
        Source = source;
        SkillIds = [.. skillIds];
        OccupationIds = [.. occupationIds];
        _related = related;
        _paths = paths;
        _skills = Numbered(skillIds);
        _occupations = Numbered(occupationIds);
        _ranks = new(() => new OccupationRanks(this));
        _profiles = new(() => new OccupationProfiles(
            source.Skills,
            [
                .. Enumerable.Range(0, occupationIds.Length).Where(number => !source.Listed[number].IsEmpty)
                    .Select(number => (occupationIds[number], paths[number], source.Listed[number])),
            ]));
    }

    /// <summary>A table that knows nothing: every skill and occupation matches only itself.</summary>
    public static SkillTable Empty { get; } = new SkillTableBuilder().Build();

    /// <summary>Ids by number.</summary>
    public ImmutableArray<string> SkillIds { get; }

    /// <summary>Ids by number.</summary>
    public ImmutableArray<string> OccupationIds { get; }

    /// <summary>What the profiles of occupations are made of.</summary>
    public ProfileSource Source { get; }

    /// <summary>What skills of others resemble; made when it is first asked for.</summary>
    internal OccupationProfiles Profiles => _profiles.Value;

    /// <summary>Occupations in the order of the classification; made when it is first asked for.</summary>
    internal OccupationRanks OccupationRanks => _ranks.Value;

    /// <summary>The number of a skill, or -1 when the taxonomy does not have it.</summary>
    public int SkillNumber(string id) => _skills.TryGetValue(id, out var number) ? number : -1;

    /// <summary>The number of an occupation, or -1 when the taxonomy does not have it.</summary>
    public int OccupationNumber(string id) => _occupations.TryGetValue(id, out var number) ? number : -1;

    /// <summary>The nearest skills of a skill, nearest first.</summary>
    public ReadOnlySpan<RelatedSkill> Related(int skill) => _related[skill];

    /// <summary>The groups of an occupation, narrowest first; empty when the taxonomy does not have it.</summary>
    public ImmutableArray<string> Path(string occupation) => _occupations.TryGetValue(occupation, out var number) ? _paths[number] : [];

    /// <summary>The unit group of an occupation; an occupation without one is a group of its own.</summary>
    public string UnitGroup(string occupation) => Path(occupation) is { Length: > 0 } path ? path[0] : occupation;

    private static FrozenDictionary<string, int> Numbered(string[] ids) =>
        ids.Select((id, number) => KeyValuePair.Create(id, number)).ToFrozenDictionary(StringComparer.Ordinal);
}
