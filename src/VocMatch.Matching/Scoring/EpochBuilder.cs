using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace VocMatch.Matching.Scoring;

/// <summary>
/// Counts open placements, one after another and in any order, into an <see cref="Epoch"/>. Keeps some bytes for every skill
/// demanded, because the median weight can be known only when every idf is.
/// </summary>
public sealed class EpochBuilder(ScoringPolicy policy, SkillTable table)
{
    private readonly ScoringPolicy _policy = policy.Validated();
    private readonly Dictionary<string, int> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _skills = new(StringComparer.Ordinal);
    private readonly List<HashSet<int>> _groupsOfSkill = [];
    private readonly List<int> _demands = [];
    private readonly List<int> _ends = [];
    private readonly Dictionary<(string Region, string Occupation), List<int>> _pay = [];

    /// <summary>Counts a placement; one without open seats is passed over.</summary>
    public EpochBuilder Add(PlacementFacts placement)
    {
        ArgumentNullException.ThrowIfNull(placement);
        if (placement.OpenSeats <= 0)
        {
            return this;
        }

        var unitGroup = table.UnitGroup(placement.Occupation);
        var group = NumberIn(_groups, unitGroup);
        foreach (var demand in placement.Skills)
        {
            var skill = NumberIn(_skills, demand.Skill);
            if (skill == _groupsOfSkill.Count)
            {
                _groupsOfSkill.Add([]);
            }

            _groupsOfSkill[skill].Add(group);
            _demands.Add(demand.Essential ? skill : ~skill);
        }

        _ends.Add(_demands.Count);
        if (placement.PayPerMonth is { } pay)
        {
            PayIn(placement.Region, placement.Occupation).Add(pay);
            if (unitGroup != placement.Occupation)
            {
                PayIn(placement.Region, unitGroup).Add(pay);
            }
        }

        return this;
    }

    /// <summary>Freezes what was counted.</summary>
    public Epoch Build(int number)
    {
        var idf = _groupsOfSkill.ConvertAll(groups => Epoch.Idf(_groups.Count, groups.Count));
        var medians = _pay
            .OrderBy(pair => pair.Key.Region, Utf8Order.Instance).ThenBy(pair => pair.Key.Occupation, Utf8Order.Instance)
            .Select(pair => new PayMedian(pair.Key.Region, pair.Key.Occupation, LowerMedian(pair.Value)));
        return new Epoch(
            number, _policy.Version, _groups.Count, MedianWeight(idf),
            _skills.ToImmutableSortedDictionary(pair => pair.Key, pair => idf[pair.Value], StringComparer.Ordinal), [.. medians]);
    }

    private long MedianWeight(List<int> idf)
    {
        var weights = new List<long>(_ends.Count);
        var next = 0;
        foreach (var end in _ends)
        {
            long weight = 0;
            for (; next < end; next++)
            {
                var demand = _demands[next];
                weight += demand >= 0 ? SkillFit.Weight(idf[demand], true, _policy) : SkillFit.Weight(idf[~demand], false, _policy);
            }

            weights.Add(weight);
        }

        return weights.Count == 0 ? 0 : LowerMedian(weights);
    }

    private List<int> PayIn(string region, string occupation)
    {
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(_pay, (region, occupation), out _);
        return list ??= [];
    }

    private static int NumberIn(Dictionary<string, int> numbers, string id)
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, id, out var known);
        return known ? number : number = numbers.Count - 1;
    }

    private static T LowerMedian<T>(List<T> values)
    {
        values.Sort();
        return values[(values.Count - 1) / 2];
    }
}
