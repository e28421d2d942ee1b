using System.Collections.Immutable;
using VocMatch.Contracts.Adjustments;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Taxonomy;

namespace VocMatch.Domain.Adjustments;

/// <summary>What one more seat is worth, for every placement at once, and added up as a call list.</summary>
internal sealed class SeatValues(SolvedInputs solved, RegionId region, TaxonomySnapshot taxonomy)
{
    /// <summary>Groups in the order in which to call them; names that the taxonomy does not hold are the keys.</summary>
    public ImmutableArray<SeatValue> By(SeatGrouping by)
    {
        var placements = solved.Inputs.Placements;
        var groups = new Dictionary<string, Group>(StringComparer.Ordinal);
        for (var placement = 0; placement < placements.Length; placement++)
        {
            if (by != SeatGrouping.Region && placements[placement].Region != region)
            {
                continue;
            }

            var chain = solved.Seats.Of(placement);
            var last = chain.Count > 0 ? chain[^1] : -1;
            if (by == SeatGrouping.School && last < 0)
            {
                continue;
            }

            var key = Key(by, placements[placement], last);
            if (!groups.TryGetValue(key, out var group))
            {
                groups[key] = group = new(Name(by, key, placements[placement]));
            }

            group.Count(last, chain.Count);
        }

        return
        [
            .. groups
                .Select(group => group.Value.ToValue(group.Key))
                .OrderByDescending(value => value.Students)
                .ThenByDescending(value => value.Worth)
                .ThenBy(value => value.Key, StringComparer.Ordinal),
        ];
    }

    private string Key(SeatGrouping by, InputPlacement placement, int last) => by switch
    {
        SeatGrouping.Placement => placement.Id.Value,
        SeatGrouping.Employer => placement.Employer.Value,
        SeatGrouping.Occupation => placement.Occupation.Value,
        SeatGrouping.Region => placement.Region.Value,
        SeatGrouping.School => solved.Inputs.Students[last].Question.Profile.School.Value,
        _ => throw new ArgumentOutOfRangeException(nameof(by), by, "A grouping that does not exist."),
    };

    private string Name(SeatGrouping by, string key, InputPlacement placement) => by switch
    {
        SeatGrouping.Placement => placement.Title,
        SeatGrouping.Occupation => taxonomy.Occupations.GetValueOrDefault(placement.Occupation)?.Name ?? key,
        SeatGrouping.Region => taxonomy.Regions.GetValueOrDefault(placement.Region)?.Name ?? key,
        _ => key,
    };

    private sealed class Group(string name)
    {
        private readonly HashSet<int> _students = [];
        private int _placements;
        private int _worth;
        private int _moved;

        /// <param name="last">The student who is newly placed, or -1.</param>
        public void Count(int last, int chain)
        {
            _placements++;
            if (last >= 0)
            {
                _worth++;
                _moved += chain - 1;
                _students.Add(last);
            }
        }

        public SeatValue ToValue(string key) => new(key, name, _placements, _worth, _students.Count, _moved);
    }
}
