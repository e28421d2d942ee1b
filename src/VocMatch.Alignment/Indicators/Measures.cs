using VocMatch.Alignment.Data;
using VocMatch.Contracts.Identity;

namespace VocMatch.Alignment.Indicators;

/// <summary>
/// Supply, demand and what follows from them, exact, before anything is hidden. Arrays are indexed by region, the last index being the
/// nation, and by field or occupation group.
/// </summary>
internal sealed class Measures
{
    private readonly DataIndex _index;
    private readonly int _nation;

    public Measures(DataIndex index)
    {
        _index = index;
        _nation = index.Regions.Length;
        SupplyByField = Table(index.Fields.Length);
        SupplyByGroup = Table(index.Groups.Length);
        DemandByField = Table(index.Fields.Length);
        DaysByGroup = Lists(index.Groups.Length);
        Days = [.. Lists(1).Select(lists => lists[0])];
        SkillCoverage = new decimal?[_nation + 1];
        AlignmentIndex = new decimal?[_nation + 1];
        var supply = OccupationSupply();
        var seats = OccupationSeats();
        ShareDemand(supply, seats);
        CollectDays();
        CoverSkills();
        for (var region = 0; region <= _nation; region++)
        {
            AlignmentIndex[region] = Likeness.Index(Of(supply, region), Of(seats, region));
        }
    }

    public decimal[][] SupplyByField { get; }

    public decimal[][] SupplyByGroup { get; }

    public decimal[][] DemandByField { get; }

    /// <summary>Days from publication to the last seat taken, of each filled placement.</summary>
    public List<int>[][] DaysByGroup { get; }

    public List<int>[] Days { get; }

    /// <summary>0 to 1; null where no skill is asked for.</summary>
    public decimal?[] SkillCoverage { get; }

    /// <summary>0 to 1; null without supply or without demand.</summary>
    public decimal?[] AlignmentIndex { get; }

    public decimal Supply(int region) => SupplyByField[region].Sum();

    /// <summary>Completers expected for each occupation and field; a program's are shared equally among its target occupations.</summary>
    private Dictionary<(int Region, OccupationId Occupation), Dictionary<int, decimal>> OccupationSupply()
    {
        var supply = new Dictionary<(int, OccupationId), Dictionary<int, decimal>>();
        foreach (var program in _index.Data.Programs.OrderBy(p => p.Id.Value, StringComparer.Ordinal))
        {
            var (region, field) = (_index.Region(program.Region), _index.Field(program.Field));
            var share = (decimal)program.ExpectedCompleters / program.Occupations.Length;
            foreach (var at in (ReadOnlySpan<int>)[region, _nation])
            {
                SupplyByField[at][field] += program.ExpectedCompleters;
                foreach (var occupation in program.Occupations)
                {
                    SupplyByGroup[at][_index.Group(occupation)] += share;
                    if (!supply.TryGetValue((at, occupation), out var fields))
                    {
                        supply[(at, occupation)] = fields = [];
                    }

                    fields[field] = fields.GetValueOrDefault(field) + share;
                }
            }
        }

        return supply;
    }

    private Dictionary<(int Region, OccupationId Occupation), decimal> OccupationSeats()
    {
        var seats = new Dictionary<(int, OccupationId), decimal>();
        foreach (var placement in _index.Data.Placements)
        {
            foreach (var at in (ReadOnlySpan<int>)[_index.Region(placement.Region), _nation])
            {
                seats[(at, placement.Occupation)] = seats.GetValueOrDefault((at, placement.Occupation)) + placement.Seats;
            }
        }

        return seats;
    }

    private void ShareDemand(
        Dictionary<(int Region, OccupationId Occupation), Dictionary<int, decimal>> supply,
        Dictionary<(int Region, OccupationId Occupation), decimal> seats)
    {
        foreach (var ((region, occupation), count) in seats.OrderBy(s => s.Key.Occupation.Value, StringComparer.Ordinal))
        {
            if (region == _nation)
            {
                continue;
            }

            var fields = Feeding(supply, region, occupation) ?? Feeding(supply, _nation, occupation);
            if (fields is null)
            {
                continue;
            }

            var total = fields.Values.Sum();
            foreach (var (field, completers) in fields)
            {
                var share = count * completers / total;
                DemandByField[region][field] += share;
                DemandByField[_nation][field] += share;
            }
        }
    }

    private static Dictionary<int, decimal>? Feeding(
        Dictionary<(int, OccupationId), Dictionary<int, decimal>> supply, int region, OccupationId occupation) =>
        supply.TryGetValue((region, occupation), out var fields) && fields.Values.Any(v => v > 0) ? fields : null;

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

    private static Dictionary<OccupationId, decimal> Of(
        Dictionary<(int Region, OccupationId Occupation), Dictionary<int, decimal>> supply, int region) =>
        supply.Where(s => s.Key.Region == region).ToDictionary(s => s.Key.Occupation, s => s.Value.Values.Sum());

    private static Dictionary<OccupationId, decimal> Of(
        Dictionary<(int Region, OccupationId Occupation), decimal> seats, int region) =>
        seats.Where(s => s.Key.Region == region).ToDictionary(s => s.Key.Occupation, s => s.Value);
}
