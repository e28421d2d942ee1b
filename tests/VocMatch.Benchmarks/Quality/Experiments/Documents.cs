using System.Globalization;
using System.Runtime.InteropServices;

namespace VocMatch.Benchmarks.Quality.Experiments;

/// <summary>An O*NET occupation as a document: skills linked from its words, the words of its tasks, and the ISCO-4 groups that the crosswalk gives it.</summary>
internal sealed record OnetDocument(string Code, IReadOnlySet<int> Skills, int[] Words, string[] UnitGroups);

/// <summary>Occupations as vectors of terms, and the features that each one stands for.</summary>
internal sealed class Documents
{
    public const int Levels = 4;
    private const int Neighbours = 5;
    private readonly Terms _terms;
    private readonly double[] _idf;
    private readonly double[] _information;
    private readonly Variant _variant;
    private readonly Dictionary<string, int>[] _features = [.. Enumerable.Range(0, Levels).Select(_ => new Dictionary<string, int>(StringComparer.Ordinal))];
    private readonly List<(int Document, float Value)>[] _postings;
    private readonly Dictionary<int, (int Skill, double Cosine)[]> _related;
    private readonly double[] _termTotals;
    private readonly double[] _channelTotals = new double[Enum.GetValues<Channel>().Length];

    public Documents(Esco esco, Terms terms, IReadOnlySet<int> notLearnedFrom, IReadOnlyList<OnetDocument> onet, Variant variant)
    {
        (_terms, _variant, Occupations) = (terms, variant, esco.Isco.Length);
        Count = Occupations + onet.Count;
        _termTotals = new double[terms.Count];
        int[] learned = [.. Enumerable.Range(0, Occupations).Where(occupation => !notLearnedFrom.Contains(occupation) && esco.Relations[occupation].Length > 0)];
        (_idf, _information) = Weigh(esco, learned);
        FeaturesOf = [.. Enumerable.Range(0, Levels).Select(_ => new (int, double)[Count][])];
        for (var document = 0; document < Count; document++)
        {
            string[] groups = document < Occupations ? [esco.Isco[document]] : onet[document - Occupations].UnitGroups;
            for (var level = 0; level < Levels; level++)
            {
                string[] ids = level == 0 ? [document.ToString(CultureInfo.InvariantCulture)] : Array.ConvertAll(groups, group => group[..Math.Min(5 - level, group.Length)]);
                FeaturesOf[level][document] = [.. ids.GroupBy(id => id).Select(group => (Feature(level, group.Key), (double)group.Count() / ids.Length))];
            }
        }

        _postings = [.. Enumerable.Range(0, terms.Count).Select(_ => new List<(int, float)>())];
        foreach (var occupation in learned)
        {
            Post(occupation, Counts(esco.Relations[occupation].Select(relation => (relation.Skill, relation.Essential ? 1 : .75)), []), 1);
        }

        for (var n = 0; n < onet.Count; n++)
        {
            Post(Occupations + n, Counts(variant.OnetWordsOnly ? [] : onet[n].Skills.Select(skill => (skill, 1.0)), onet[n].Words), variant.Onet);
        }

        _related = variant.Smoothing > 0 ? Nearest(esco, learned) : [];
    }

    public int Occupations { get; }

    public int Count { get; }

    /// <summary>By level and document the features with their shares.</summary>
    public (int Feature, double Share)[][][] FeaturesOf { get; }

    public int FeatureCount(int level) => _features[level].Count;

    /// <summary>Adds what a vector has in common with every document, every channel with its weight.</summary>
    public void AddSimilar(Dictionary<int, double> vector, double[] channels, float[] sum, double power)
    {
        foreach (var (term, value) in vector)
        {
            var scale = (float)(value * channels[(int)_terms.ChannelOf(term)]);
            if (scale > 0)
            {
                foreach (var (document, own) in CollectionsMarshal.AsSpan(_postings[term]))
                {
                    sum[document] += power == 1 ? scale * own : MathF.Pow(scale * own, (float)power);
                }
            }
        }
    }

    public double IdfOf(int skill) => _terms.OfSkill[skill] is [var term, ..] ? _idf[term] : 0;

    /// <summary>The vector of a student: natural units, scaled to nothing.</summary>
    public Dictionary<int, double> OfStudent(IReadOnlyCollection<int> skills, double idfPower)
    {
        var vector = Counts(Smoothed(skills.Select(skill => (skill, 1.0))), []);
        foreach (var (term, count) in vector)
        {
            vector[term] = Math.Pow(_idf[term], idfPower) * (_terms.ChannelOf(term) is Channel.Skills ? count : Math.Log(1 + count)) * Informed(term);
        }

        return _variant.StudentNormalised ? Scaled(vector) : vector;
    }

    /// <summary>The vector of an advertisement or document, scaled in every channel.</summary>
    public Dictionary<int, double> OfAdvertisement(Advertisement ad) =>
        Scaled(Weighed(Counts(Smoothed(ad.Skills.Select(relation => (relation.Skill, relation.Essential ? 1 : .75))), [])));

    private IEnumerable<(int Skill, double Count)> Smoothed(IEnumerable<(int Skill, double Count)> skills) =>
        _variant.Smoothing == 0 ? skills
            : skills.SelectMany(held => _related.GetValueOrDefault(held.Skill, []).Select(other => (other.Skill, Count: held.Count * _variant.Smoothing * other.Cosine)).Append(held))
                .GroupBy(pair => pair.Skill).Select(group => (group.Key, group.Max(pair => pair.Count)));

    private Dictionary<int, double> Counts(IEnumerable<(int Skill, double Count)> skills, int[] words)
    {
        var counts = new Dictionary<int, double>();
        foreach (var (skill, count) in skills)
        {
            foreach (var term in _terms.OfSkill[skill])
            {
                counts[term] = counts.GetValueOrDefault(term) + count;
            }
        }

        foreach (var term in words)
        {
            counts[term] = counts.GetValueOrDefault(term) + 1;
        }

        return counts;
    }

    private double Informed(int term) => _variant.Weight == TermWeight.Information ? _information[term] : 1;

    private Dictionary<int, double> Weighed(Dictionary<int, double> counts)
    {
        foreach (var (term, count) in counts)
        {
            counts[term] = _idf[term] * (_terms.ChannelOf(term) is Channel.Skills ? count : Math.Log(1 + count)) * Informed(term);
        }

        return counts;
    }

    private Dictionary<int, double> Scaled(Dictionary<int, double> vector)
    {
        var squares = new double[Enum.GetValues<Channel>().Length];
        foreach (var (term, value) in vector)
        {
            squares[(int)_terms.ChannelOf(term)] += value * value;
        }

        foreach (var (term, value) in vector)
        {
            vector[term] = value / Math.Sqrt(squares[(int)_terms.ChannelOf(term)]);
        }

        return vector;
    }

    private void Post(int document, Dictionary<int, double> counts, double weight)
    {
        var vector = _variant.Weight == TermWeight.Ppmi ? Ppmi(counts) : Weighed(counts);
        foreach (var (term, value) in Scaled(vector))
        {
            if (value > 0)
            {
                _postings[term].Add((document, (float)(weight * value)));
            }
        }
    }

    /// <summary>max(0, ln(n(t,o) N / (n(t) n(o)))), n summed over a channel.</summary>
    private Dictionary<int, double> Ppmi(Dictionary<int, double> counts)
    {
        var own = new double[_channelTotals.Length];
        foreach (var (term, count) in counts)
        {
            own[(int)_terms.ChannelOf(term)] += count;
        }

        foreach (var (term, count) in counts)
        {
            var channel = (int)_terms.ChannelOf(term);
            counts[term] = Math.Max(0, Math.Log(count * _channelTotals[channel] / (Math.Max(count, _termTotals[term]) * own[channel])));
        }

        return counts;
    }

    private (double[] Idf, double[] Information) Weigh(Esco esco, int[] learned)
    {
        var asking = Array.ConvertAll(new int[_terms.Count], _ => new HashSet<string>());
        var minors = Array.ConvertAll(new int[_terms.Count], _ => new Dictionary<string, int>());
        foreach (var occupation in learned)
        {
            foreach (var relation in esco.Relations[occupation])
            {
                foreach (var term in _terms.OfSkill[relation.Skill])
                {
                    asking[term].Add(esco.Isco[occupation]);
                    var minor = esco.Isco[occupation][..3];
                    minors[term][minor] = minors[term].GetValueOrDefault(minor) + 1;
                    var count = relation.Essential ? 1 : .75;
                    _termTotals[term] += count;
                    _channelTotals[(int)_terms.ChannelOf(term)] += count;
                }
            }
        }

        var groups = learned.Select(occupation => esco.Isco[occupation]).Distinct().Count();
        var minorCount = learned.Select(occupation => esco.Isco[occupation][..3]).Distinct().Count();
        // One less the entropy of minor groups given the term, as a share of the largest.
        var information = Array.ConvertAll(minors, list =>
        {
            double total = list.Values.Sum();
            return total == 0 ? 1 : 1 - (list.Values.Sum(n => n / total * -Math.Log(n / total)) / Math.Log(minorCount));
        });
        return (Array.ConvertAll(asking, own => Math.Log(1 + ((double)groups / Math.Max(1, own.Count)))), information);
    }

    private int Feature(int level, string id)
    {
        if (!_features[level].TryGetValue(id, out var number))
        {
            _features[level].Add(id, number = _features[level].Count);
        }

        return number;
    }

    /// <summary>By skill those that occur with it most, with the cosine.</summary>
    private Dictionary<int, (int, double)[]> Nearest(Esco esco, int[] learned)
    {
        var listing = learned.SelectMany(occupation => esco.Relations[occupation].Select(relation => (relation.Skill, occupation))).Where(pair => !_terms.Transversal.Contains(pair.Skill)).ToLookup(pair => pair.Skill, pair => pair.occupation);
        var counts = listing.ToDictionary(group => group.Key, group => group.Count());
        return listing.ToDictionary(group => group.Key, group => group.SelectMany(occupation => esco.Relations[occupation]).Where(relation => relation.Skill != group.Key && counts.ContainsKey(relation.Skill))
            .GroupBy(relation => relation.Skill).Select(other => (other.Key, Together: other.Count())).Where(other => other.Together >= 2)
            .Select(other => (other.Key, Cosine: (other.Together - 1) / Math.Sqrt((double)counts[group.Key] * counts[other.Key]))).Where(other => other.Cosine >= .15)
            .OrderByDescending(other => other.Cosine).ThenBy(other => other.Key).Take(Neighbours).ToArray());
    }
}
