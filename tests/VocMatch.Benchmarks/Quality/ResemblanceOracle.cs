using System.Collections.Immutable;

namespace VocMatch.Benchmarks.Quality;

/// <summary>
/// Score R as it was first written down (<c>score.md</c>), plainly and in floating point: what the product's whole numbers are held against. Every
/// advertisement is scored.
/// </summary>
internal sealed class ResemblanceOracle
{
    private const double Cap = 1_000_000;
    private const double Scale = .8;
    private static readonly double[] s_levelBudgets = [200_000, 200_000, 100_000];
    private static readonly double[] s_channelWeights = [10, 3, 6];
    private const double SkillBudget = 500_000;

    private readonly Esco _esco;
    private readonly HashSet<int> _transversal;
    private readonly IReadOnlySet<int> _notLearnedFrom;
    private readonly int[][] _terms;
    private readonly int _groupsFrom;
    private readonly int _wordsFrom;
    private readonly double[] _idf;
    private readonly double _half;
    private readonly List<(int Occupation, double Value)>[] _documents;
    private readonly Dictionary<int, List<(int Ad, double Units)>> _skillPostings = [];
    private readonly Dictionary<(int Level, string Id), List<(int Ad, double Share)>> _featurePostings = [];
    private readonly int _ads;

    public ResemblanceOracle(Esco esco, IReadOnlyList<Advertisement> ads, IReadOnlySet<int> notLearnedFrom)
    {
        (_esco, _notLearnedFrom, _ads, _transversal) = (esco, notLearnedFrom, ads.Count, [.. esco.AllTransversal]);
        var groups = esco.SkillGroups.SelectMany(list => list).Distinct(StringComparer.Ordinal).Select((id, n) => (id, n)).ToDictionary(pair => pair.id, pair => pair.n);
        var stems = Array.ConvertAll(esco.SkillLabels, Words.Stems);
        var words = stems.SelectMany(set => set).Distinct(StringComparer.Ordinal).Select((id, n) => (id, n)).ToDictionary(pair => pair.id, pair => pair.n);
        (_groupsFrom, _wordsFrom) = (esco.SkillUris.Length, esco.SkillUris.Length + groups.Count);
        _terms = [.. Enumerable.Range(0, esco.SkillUris.Length).Select(skill => _transversal.Contains(skill) ? Array.Empty<int>()
            : [skill, .. esco.SkillGroups[skill].Select(group => _groupsFrom + groups[group]), .. stems[skill].Select(word => _wordsFrom + words[word])])];
        var learned = Enumerable.Range(0, esco.OccupationUris.Length).Where(occupation => !notLearnedFrom.Contains(occupation) && esco.Relations[occupation].Length > 0).ToArray();
        var unitGroups = learned.Select(occupation => esco.Isco[occupation]).Distinct().Count();
        var asking = Array.ConvertAll(new int[_wordsFrom + words.Count], _ => new HashSet<string>());
        foreach (var occupation in learned)
        {
            foreach (var term in esco.Relations[occupation].SelectMany(relation => _terms[relation.Skill]))
            {
                asking[term].Add(esco.Isco[occupation]);
            }
        }

        _idf = Array.ConvertAll(asking, own => Math.Round(1_000 * Math.Log(1 + ((double)unitGroups / Math.Max(1, own.Count)))));
        _half = 1.073 * Math.Pow(Math.Log(1 + unitGroups), 1.5);
        _documents = Array.ConvertAll(asking, _ => new List<(int, double)>());
        foreach (var occupation in learned)
        {
            foreach (var (term, value) in Scaled(esco.Relations[occupation]))
            {
                _documents[term].Add((occupation, value));
            }
        }

        PostSkills(ads);
        PostFeatures(ads);
    }

    /// <summary>The best advertisements, equal scores by number.</summary>
    public int[] Top(IReadOnlyCollection<int> skills, int k)
    {
        var scores = Scores(skills);
        return [.. Enumerable.Range(0, _ads).OrderByDescending(ad => scores[ad]).ThenBy(ad => ad).Take(k)];
    }

    /// <summary>By advertisement the score in ten-thousandths of a point.</summary>
    public double[] Scores(IReadOnlyCollection<int> skills)
    {
        var scores = new double[_ads];
        foreach (var skill in skills)
        {
            foreach (var (ad, units) in _skillPostings.GetValueOrDefault(skill, []))
            {
                scores[ad] += units;
            }
        }

        foreach (var (feature, q) in StudentFeatures(skills))
        {
            foreach (var (ad, share) in _featurePostings.GetValueOrDefault(feature, []))
            {
                scores[ad] += Math.Floor(s_levelBudgets[feature.Level] * q * share / 1e6);
            }
        }

        return Array.ConvertAll(scores, score => Math.Min(Cap, Scale * score));
    }

    private void PostSkills(IReadOnlyList<Advertisement> ads)
    {
        var unitGroups = ads.Select(ad => _esco.Isco[ad.Occupation]).Distinct().Count();
        var asking = ads.SelectMany(ad => ad.Skills.Select(relation => (relation.Skill, Isco: _esco.Isco[ad.Occupation]))).Distinct()
            .GroupBy(pair => pair.Skill).ToDictionary(group => group.Key, group => group.Count());
        var weights = ads.Select(ad => ad.Skills.Select(Weight).ToArray()).ToArray();
        var sums = weights.Select(list => list.Sum()).ToArray();
        var median = sums.Order().ElementAt((sums.Length - 1) / 2);
        for (var ad = 0; ad < ads.Count; ad++)
        {
            var thin = IsThin(ads[ad]);
            for (var i = 0; i < weights[ad].Length; i++)
            {
                Posting(_skillPostings, ads[ad].Skills[i].Skill).Add((ad, Math.Floor(SkillBudget * 5 * weights[ad][i] / ((2 * sums[ad]) + (3 * median) + (thin ? 60 * median : 0)))));
            }
        }

        double Weight(Relation relation)
        {
            var log = Math.Log(1 + ((double)unitGroups / asking[relation.Skill]));
            return Math.Round(1_000 * log * log) * (relation.Essential ? 4 : 3);
        }
    }

    private void PostFeatures(IReadOnlyList<Advertisement> ads)
    {
        for (var ad = 0; ad < ads.Count; ad++)
        {
            if (IsThin(ads[ad]))
            {
                continue;
            }

            var similar = new double[_esco.Isco.Length];
            foreach (var (term, value) in Scaled(ads[ad].Skills))
            {
                foreach (var (occupation, own) in _documents[term])
                {
                    similar[occupation] += s_channelWeights[ChannelOf(term)] * value * own;
                }
            }

            var best = Enumerable.Range(0, similar.Length).Where(occupation => similar[occupation] > 0).OrderByDescending(occupation => similar[occupation]).ThenBy(occupation => occupation).Take(6).ToArray();
            for (var level = 0; level < s_levelBudgets.Length; level++)
            {
                var weights = best.GroupBy(occupation => FeatureOf(level, occupation)).Select(group => (group.Key, Weight: group.Sum(occupation => Math.Pow(similar[occupation] / similar[best[0]], 4)))).ToArray();
                var length = Math.Sqrt(weights.Sum(pair => pair.Weight * pair.Weight));
                foreach (var (feature, weight) in weights)
                {
                    Posting(_featurePostings, feature).Add((ad, 1_000 * weight / length));
                }
            }
        }
    }

    private Dictionary<(int Level, string Id), double> StudentFeatures(IReadOnlyCollection<int> skills)
    {
        var counts = skills.SelectMany(skill => _terms[skill]).GroupBy(term => term).ToDictionary(group => group.Key, group => group.Count());
        var similar = new double[_esco.Isco.Length];
        foreach (var (term, count) in counts)
        {
            var value = Math.Pow(_idf[term] / 1_000, 1.5) * (ChannelOf(term) == 0 ? count : Math.Log(1 + count));
            foreach (var (occupation, own) in _documents[term])
            {
                similar[occupation] += s_channelWeights[ChannelOf(term)] / 10 * value * own / 10_000;
            }
        }

        var sums = new Dictionary<(int, string), double>();
        for (var occupation = 0; occupation < similar.Length; occupation++)
        {
            for (var level = 0; similar[occupation] > 0 && level < s_levelBudgets.Length; level++)
            {
                var feature = FeatureOf(level, occupation);
                sums[feature] = sums.GetValueOrDefault(feature) + Math.Pow(similar[occupation] / _half, 3);
            }
        }

        return sums.Select(pair => (pair.Key, Value: Math.Max(0, (1_000 * pair.Value / (1 + pair.Value)) - 40) * 1_000 / 960)).Where(pair => pair.Value > 0).ToDictionary(pair => pair.Key, pair => pair.Value);
    }

    private (int Level, string Id) FeatureOf(int level, int occupation) =>
        (level, level switch { 0 => _esco.OccupationUris[occupation], 1 => _esco.Isco[occupation], _ => _esco.Isco[occupation][..Math.Min(3, _esco.Isco[occupation].Length)] });

    private bool IsThin(Advertisement ad) => ad.Skills.Count(relation => !_transversal.Contains(relation.Skill)) < 2;

    private int ChannelOf(int term) => term < _groupsFrom ? 0 : term < _wordsFrom ? 1 : 2;

    private Dictionary<int, double> Scaled(IEnumerable<Relation> relations)
    {
        var counts = new Dictionary<int, double>();
        foreach (var relation in relations)
        {
            foreach (var term in _terms[relation.Skill])
            {
                counts[term] = counts.GetValueOrDefault(term) + (relation.Essential ? 1 : .75);
            }
        }

        var values = counts.ToDictionary(pair => pair.Key, pair => _idf[pair.Key] * (ChannelOf(pair.Key) == 0 ? pair.Value : Math.Round(1_000 * Math.Log(1 + pair.Value))));
        var lengths = new double[s_channelWeights.Length];
        foreach (var (term, value) in values)
        {
            lengths[ChannelOf(term)] += value * value;
        }

        return values.ToDictionary(pair => pair.Key, pair => 10_000 * pair.Value / Math.Sqrt(lengths[ChannelOf(pair.Key)]));
    }

    private static List<TValue> Posting<TKey, TValue>(Dictionary<TKey, List<TValue>> postings, TKey key)
        where TKey : notnull
    {
        if (!postings.TryGetValue(key, out var list))
        {
            postings.Add(key, list = []);
        }

        return list;
    }
}
