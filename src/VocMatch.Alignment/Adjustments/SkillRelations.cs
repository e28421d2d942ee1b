using System.Collections.Frozen;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Taxonomy;

namespace VocMatch.Alignment.Adjustments;

/// <summary>What a taxonomy says about which skills belong to which occupations. Made once a version of it.</summary>
public sealed class SkillRelations
{
    /// <summary>Fewer unit groups have no tenth to speak of.</summary>
    private const int MinUnitGroups = 50;

    private readonly TaxonomySnapshot _taxonomy;
    private readonly FrozenDictionary<OccupationId, FrozenDictionary<SkillId, bool>> _skills;
    private readonly FrozenDictionary<string, OccupationId[]> _members;
    private readonly FrozenDictionary<SkillId, HashSet<string>> _groupsOfSkill;

    public SkillRelations(TaxonomySnapshot taxonomy)
    {
        _taxonomy = taxonomy;
        _skills = taxonomy.Occupations.Values.ToFrozenDictionary(
            occupation => occupation.Id,
            occupation => occupation.Skills.GroupBy(related => related.Skill).ToFrozenDictionary(related => related.Key, related => related.Any(one => one.Essential)));
        _members = taxonomy.Occupations.Values.GroupBy(UnitGroup, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.Select(occupation => occupation.Id).ToArray(), StringComparer.Ordinal);
        _groupsOfSkill = taxonomy.Occupations.Values
            .SelectMany(occupation => occupation.Skills.Select(related => (related.Skill, Group: UnitGroup(occupation))))
            .GroupBy(related => related.Skill, related => related.Group)
            .ToFrozenDictionary(skill => skill.Key, skill => skill.ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>What it was made of.</summary>
    public TaxonomySnapshot Taxonomy => _taxonomy;

    public static SkillRelations None { get; } = new(TaxonomySnapshot.Empty);

    /// <summary>The occupations and the others of their unit groups (ISCO-08 four digits, SOC 2018 broad occupations).</summary>
    public HashSet<OccupationId> Kin(IEnumerable<OccupationId> occupations) =>
        [.. occupations.SelectMany(occupation => _members.GetValueOrDefault(UnitGroup(occupation), [occupation]))];

    /// <summary>Whether an occupation takes the skill, by the taxonomy.</summary>
    public bool Relates(OccupationId occupation, SkillId skill) => _skills.GetValueOrDefault(occupation)?.ContainsKey(skill) == true;

    /// <summary>Whether an occupation cannot be done without the skill, by the taxonomy.</summary>
    public bool IsEssential(OccupationId occupation, SkillId skill) => _skills.GetValueOrDefault(occupation)?.GetValueOrDefault(skill) == true;

    /// <summary>The skills without which an occupation cannot be done.</summary>
    public IEnumerable<SkillId> Essential(OccupationId occupation) =>
        _skills.GetValueOrDefault(occupation)?.Where(related => related.Value).Select(related => related.Key) ?? [];

    /// <summary>The unit group, in which occupations count as one; an occupation that the taxonomy does not hold is one of its own.</summary>
    public string UnitGroup(OccupationId occupation) =>
        _taxonomy.Occupations.TryGetValue(occupation, out var found) ? UnitGroup(found) : occupation.Value;

    /// <summary>
    /// The skills that are no trade's own: those under ESCO's pillar T, and those that more than a tenth of all unit groups take or ask for.
    /// A unit group asks for what a tenth of its seats ask for: one advertisement out of place makes no skill transversal.
    /// </summary>
    public HashSet<SkillId> Transversal(IEnumerable<ReachableSeats> demand)
    {
        var seats = new Dictionary<string, long>(StringComparer.Ordinal);
        var asking = new Dictionary<(SkillId Skill, string Group), long>();
        foreach (var one in demand.Where(one => one.Seats > 0))
        {
            var group = UnitGroup(one.Occupation);
            seats[group] = seats.GetValueOrDefault(group) + one.Seats;
            foreach (var asked in one.Skills)
            {
                asking[(asked.Skill, group)] = asking.GetValueOrDefault((asked.Skill, group)) + one.Seats;
            }
        }

        var posted = asking.Where(asked => 10 * asked.Value >= seats[asked.Key.Group])
            .GroupBy(asked => asked.Key.Skill).ToDictionary(skill => skill.Key, skill => skill.Count());
        return
        [
            .. _groupsOfSkill.Where(skill => IsMoreThanATenth(skill.Value.Count, _members.Count)).Select(skill => skill.Key),
            .. posted.Where(skill => IsMoreThanATenth(skill.Value, seats.Count)).Select(skill => skill.Key),
            .. _taxonomy.Skills.Values.Where(_taxonomy.IsTransversal).Select(skill => skill.Id),
        ];
    }

    private static bool IsMoreThanATenth(int groups, int all) => all >= MinUnitGroups && 10 * groups > all;

    private static string UnitGroup(Occupation occupation) => occupation.Scheme switch
    {
        OccupationScheme.Soc when occupation.Code.Length >= 6 => occupation.Code[..6],
        OccupationScheme.Isco when occupation.Code.Length >= 4 => occupation.Code[..4],
        _ => occupation.Code,
    };
}
