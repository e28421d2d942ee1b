using VocMatch.Alignment.Data;
using VocMatch.Alignment.Disclosure;
using VocMatch.Contracts.Identity;

namespace VocMatch.Alignment.Indicators;

/// <summary>
/// What follows from postings, programs and the supply as it is printed: nothing here tells more about persons than the printed
/// counts do. Arrays are indexed by region, the last index being the nation, and by field or occupation group.
/// </summary>
internal sealed class Measures
{
    private readonly DataIndex _index;
    private readonly int _nation;
    private readonly ReleasedFamily _supply;
    private readonly ReleasedFamily _seats;

    /// <param name="supply">Completers by field and by occupation group.</param>
    /// <param name="seats">Seats by occupation group.</param>
    public Measures(DataIndex index, ReleasedFamily supply, ReleasedFamily seats)
    {
        (_index, _supply, _seats) = (index, supply, seats);
        _nation = index.Regions.Length;
        DemandByField = Table(index.Fields.Length);
        DaysByGroup = Lists(index.Groups.Length);
        Days = [.. Lists(1).Select(lists => lists[0])];
        SkillCoverage = new decimal?[_nation + 1];
        AlignmentIndex = new decimal?[_nation + 1];
        ShareDemand();
        CollectDays();
        CoverSkills();
        for (var region = 0; region <= _nation; region++)
        {
            AlignmentIndex[region] = Likeness.Index(ByGroup(region, supply), ByGroup(region, seats));
        }
    }

    public decimal[][] DemandByField { get; }

    /// <summary>Days from publication to the last seat taken, of each filled placement.</summary>
    public List<int>[][] DaysByGroup { get; }

    public List<int>[] Days { get; }

    /// <summary>0 to 1; null where no skill is asked for.</summary>
    public decimal?[] SkillCoverage { get; }

    /// <summary>0 to 1; null without supply or without demand.</summary>
    public decimal?[] AlignmentIndex { get; }

    /// <summary>
    /// Shares as they are shown; what is hidden in either of the two counts together, as the rest of the total, with the key -1. Nothing
    /// where the total is hidden.
    /// </summary>
    private Dictionary<int, decimal> ByGroup(int region, ReleasedFamily family)
    {
        var shares = new Dictionary<int, decimal>();
        if (Shown(family, Cell(family, region, -1, 0)) is not { } total)
        {
            return shares;
        }

        var rest = (decimal)total;
        for (var group = 0; group < _index.Groups.Length; group++)
        {
            if (Shown(_supply, Cell(_supply, region, Families.SupplyByGroup, group)) is null
                || Shown(_seats, Cell(_seats, region, Families.SeatsByGroup, group)) is null)
            {
                continue;
            }

            shares[group] = Shown(family, Cell(family, region, family == _supply ? Families.SupplyByGroup : Families.SeatsByGroup, group))!.Value;
            rest -= shares[group];
        }

        shares[-1] = Math.Max(0, rest);
        return shares;
    }

    private int? Shown(ReleasedFamily family, int cell) => family == _supply ? family.Printed(cell) : family.Exact(cell);

    private int Cell(ReleasedFamily family, int region, int classification, int category)
    {
        var at = region == _nation ? family.Counts.AllRegions : region;
        return classification < 0 ? family.Counts.Cell(at, 0) : family.Counts.Cell(at, 0, classification, category);
    }

    private void ShareDemand()
    {
        var seats = new Dictionary<(int Region, OccupationId Occupation), int>();
        foreach (var placement in _index.Data.Placements)
        {
            var key = (_index.Region(placement.Region), placement.Occupation);
            seats[key] = seats.GetValueOrDefault(key) + placement.Seats;
        }

        var feeding = new Dictionary<(int Region, OccupationId Occupation), SortedSet<int>>();
        foreach (var program in _index.Data.Programs)
        {
            foreach (var occupation in program.Occupations)
            {
                foreach (var at in (ReadOnlySpan<int>)[_index.Region(program.Region), _nation])
                {
                    if (!feeding.TryGetValue((at, occupation), out var fields))
                    {
                        feeding[(at, occupation)] = fields = [];
                    }

                    fields.Add(_index.Field(program.Field));
                }
            }
        }

        foreach (var ((region, occupation), count) in seats.OrderBy(s => s.Key.Occupation.Value, StringComparer.Ordinal).ThenBy(s => s.Key.Region))
        {
            var shares = Feeding(feeding, region, occupation) ?? Feeding(feeding, _nation, occupation);
            if (shares is null)
            {
                continue;
            }

            var total = shares.Sum(share => share.Weight);
            foreach (var (field, weight) in shares)
            {
                var share = count * weight / total;
                DemandByField[region][field] += share;
                DemandByField[_nation][field] += share;
            }
        }
    }

    /// <summary>The fields that feed an occupation with their supply as printed; half the minimum cell where it is hidden.</summary>
    private List<(int Field, decimal Weight)>? Feeding(
        Dictionary<(int Region, OccupationId Occupation), SortedSet<int>> feeding, int region, OccupationId occupation)
    {
        if (!feeding.TryGetValue((region, occupation), out var fields))
        {
            return null;
        }

        var weights = fields
            .Select(field => (field, (decimal?)_supply.Printed(Cell(_supply, region, Families.SupplyByField, field)) ?? _supply.Rules.MinimumCell / 2m))
            .Where(share => share.Item2 > 0)
            .ToList();
        return weights.Count > 0 ? weights : null;
    }

    private void CollectDays()
    {
        foreach (var placement in _index.Data.Placements)
        {
            if (placement.DaysToFill is not { } days)
            {
                continue;
            }

            foreach (var at in (ReadOnlySpan<int>)[_index.Region(placement.Region), _nation])
            {
                Days[at].Add(days);
                DaysByGroup[at][_index.Group(placement.Occupation)].Add(days);
            }
        }
    }

    private void CoverSkills()
    {
        var taught = new HashSet<SkillId>[_nation + 1];
        for (var region = 0; region <= _nation; region++)
        {
            taught[region] = [];
        }

        foreach (var program in _index.Data.Programs)
        {
            taught[_index.Region(program.Region)].UnionWith(program.Teaches);
            taught[_nation].UnionWith(program.Teaches);
        }

        var asked = new decimal[_nation + 1];
        var covered = new decimal[_nation + 1];
        foreach (var placement in _index.Data.Placements)
        {
            foreach (var skill in placement.Skills)
            {
                var weight = (decimal)placement.Seats * skill.Weight;
                foreach (var at in (ReadOnlySpan<int>)[_index.Region(placement.Region), _nation])
                {
                    asked[at] += weight;
                    covered[at] += taught[at].Contains(skill.Skill) ? weight : 0;
                }
            }
        }

        for (var region = 0; region <= _nation; region++)
        {
            SkillCoverage[region] = asked[region] > 0 ? covered[region] / asked[region] : null;
        }
    }

    private decimal[][] Table(int columns) => [.. Enumerable.Range(0, _nation + 1).Select(_ => new decimal[columns])];

    private List<int>[][] Lists(int columns) =>
        [.. Enumerable.Range(0, _nation + 1).Select(_ => Enumerable.Range(0, columns).Select(_ => new List<int>()).ToArray())];
}
