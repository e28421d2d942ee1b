using VocMatch.Matching.Profiles;
using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Tests.Profiles;

/// <summary>Profiles as score.md defines them, in floating point and by dictionaries: what the whole numbers are held against.</summary>
internal sealed class PlainProfiles
{
    private static readonly string[] s_channels = ["skill", "group", "word"];
    private static readonly double[] s_weights = [1, .3, .6];
    private readonly SkillTable _table;
    private readonly Dictionary<string, double> _idf = [];
    private readonly Dictionary<string, Dictionary<string, double>> _vectors = [];
    private readonly double _scale;
    private readonly double _half;

    public PlainProfiles(SkillTable table)
    {
        _table = table;
        var listing = Enumerable.Range(0, table.OccupationIds.Length).Where(o => !table.Source.Listed[o].IsEmpty).ToArray();
        var groups = listing.GroupBy(o => table.UnitGroup(table.OccupationIds[o])).ToArray();
        foreach (var term in groups.SelectMany(group => group.SelectMany(o => table.Source.Listed[o]).SelectMany(listed => Terms(table.SkillIds[listed.Skill])).Distinct()).GroupBy(term => term))
        {
            _idf[term.Key] = Math.Round(1_000 * Math.Log(1 + ((double)groups.Length / term.Count())));
        }

        Whole = Math.Round(1_000 * Math.Log(1 + (double)groups.Length));
        _half = 1.073 * Math.Pow(Whole / 1_000, 1.5);
        foreach (var o in listing)
        {
            _vectors[table.OccupationIds[o]] = Scaled(table.Source.Listed[o].Select(listed => (table.SkillIds[listed.Skill], listed.Essential)));
        }

        _scale = s_weights.Sum() / s_channels.Select((channel, i) => _vectors.Values.Any(vector => vector.Keys.Any(term => term.StartsWith(channel, StringComparison.Ordinal))) ? s_weights[i] : 0).Sum();
    }

    private double Whole { get; }

    public Dictionary<ProfileFeature, double> OfStudent(IEnumerable<string> skills)
    {
        var counts = skills.Distinct().SelectMany(Terms).GroupBy(term => term).ToDictionary(group => group.Key, group => group.Count());
        var sums = new Dictionary<ProfileFeature, double>();
        foreach (var (occupation, vector) in _vectors)
        {
            var similar = _scale * counts.Sum(pair => vector.GetValueOrDefault(pair.Key) * Weight(pair.Key) * Math.Pow(_idf.GetValueOrDefault(pair.Key, Whole) / 1_000, 1.5)
                * (pair.Key.StartsWith("skill", StringComparison.Ordinal) ? pair.Value : Math.Log(1 + pair.Value)));
            foreach (var feature in FeaturesOf(occupation))
            {
                sums[feature] = sums.GetValueOrDefault(feature) + Math.Pow(similar / _half, 3);
            }
        }

        return sums.ToDictionary(pair => pair.Key, pair => Math.Max(0, (1_000 * pair.Value / (1 + pair.Value)) - 40) / .96);
    }

    public Dictionary<ProfileFeature, double> OfAdvertisement(IReadOnlyList<(string Skill, bool Essential)> skills)
    {
        if (skills.Count(listed => !IsTransversal(listed.Skill)) < 2)
        {
            return [];
        }

        var own = Scaled(skills);
        var best = _vectors.Select(pair => (Occupation: pair.Key, Similar: own.Sum(term => Weight(term.Key) * term.Value * pair.Value.GetValueOrDefault(term.Key))))
            .Where(pair => pair.Similar > 0).OrderByDescending(pair => Math.Round(pair.Similar, 6)).ThenBy(pair => _table.OccupationNumber(pair.Occupation)).Take(6).ToArray();
        var weights = best.SelectMany(pair => FeaturesOf(pair.Occupation).Select(feature => (feature, Weight: Math.Pow(pair.Similar / best[0].Similar, 4))))
            .GroupBy(pair => pair.feature).ToDictionary(group => group.Key, group => group.Sum(pair => pair.Weight));
        return weights.ToDictionary(pair => pair.Key, pair => 1_000 * pair.Value / Math.Sqrt(weights.Where(other => other.Key.Level == pair.Key.Level).Sum(other => other.Value * other.Value)));
    }

    private IEnumerable<ProfileFeature> FeaturesOf(string occupation)
    {
        var path = _table.Path(occupation);
        yield return new(FeatureLevel.Occupation, occupation);
        if (path.Length > 0)
        {
            yield return new(FeatureLevel.UnitGroup, path[0]);
        }

        if (path.Length > 1)
        {
            yield return new(FeatureLevel.MinorGroup, path[1]);
        }
    }

    private Dictionary<string, double> Scaled(IEnumerable<(string Skill, bool Essential)> skills)
    {
        var counts = new Dictionary<string, double>();
        foreach (var (skill, essential) in skills)
        {
            foreach (var term in Terms(skill))
            {
                counts[term] = counts.GetValueOrDefault(term) + (essential ? 1 : .75);
            }
        }

        var values = counts.ToDictionary(pair => pair.Key, pair => _idf.GetValueOrDefault(pair.Key, Whole) * (pair.Key.StartsWith("skill", StringComparison.Ordinal) ? pair.Value : Math.Log(1 + pair.Value)));
        return values.ToDictionary(pair => pair.Key, pair => pair.Value / Math.Sqrt(values.Where(other => Channel(other.Key) == Channel(pair.Key)).Sum(other => other.Value * other.Value)));
    }

    private IEnumerable<string> Terms(string skill)
    {
        if (_table.SkillNumber(skill) is not (>= 0 and var number) || _table.Source.Skills[number] is not { Transversal: false } said)
        {
            return [];
        }

        return [$"skill:{skill}", .. said.Groups.Select(group => $"group:{group}"), .. said.Words.Select(word => $"word:{word}")];
    }

    private bool IsTransversal(string skill) => _table.SkillNumber(skill) is >= 0 and var number && _table.Source.Skills[number].Transversal;

    private static string Channel(string term) => term[..term.IndexOf(':', StringComparison.Ordinal)];

    private static double Weight(string term) => s_weights[Array.IndexOf(s_channels, Channel(term))];
}
