namespace VocMatch.Benchmarks.Quality;

/// <summary>Finds the ESCO skills whose labels a text covers by its words, weighted by their rarity among labels.</summary>
internal sealed class SkillLinker
{
    private const double MinCoverage = .75;
    private const int ShortLabel = 2;
    private readonly Dictionary<string, (double Idf, List<int> Skills)> _stems = new(StringComparer.Ordinal);
    private readonly double[] _weights;
    private readonly int[] _lengths;

    public SkillLinker(Esco esco)
    {
        var labels = Array.ConvertAll(esco.SkillLabels, Words.Stems);
        foreach (var (stem, skills) in labels.SelectMany((stems, skill) => stems.Select(stem => (stem, skill))).GroupBy(pair => pair.stem, pair => pair.skill, StringComparer.Ordinal).Select(group => (group.Key, group.ToList())))
        {
            _stems.Add(stem, (Math.Log((double)labels.Length / skills.Count), skills));
        }

        _weights = Array.ConvertAll(labels, stems => stems.Sum(stem => _stems[stem].Idf));
        _lengths = Array.ConvertAll(labels, stems => stems.Count);
    }

    /// <summary>The skills linked to a text, those with the heaviest matching words first.</summary>
    public IEnumerable<int> Link(string text, int most, bool wholeLabels)
    {
        var matched = new Dictionary<int, (double Weight, int Words)>();
        foreach (var stem in Words.Stems(text))
        {
            if (_stems.TryGetValue(stem, out var entry))
            {
                foreach (var skill in entry.Skills)
                {
                    var (weight, words) = matched.GetValueOrDefault(skill);
                    matched[skill] = (weight + entry.Idf, words + 1);
                }
            }
        }

        return matched
            .Where(pair => pair.Value.Words == _lengths[pair.Key]
                || (!wholeLabels && _lengths[pair.Key] > ShortLabel && pair.Value.Weight >= MinCoverage * _weights[pair.Key]))
            .OrderByDescending(pair => pair.Value.Weight).ThenBy(pair => pair.Key)
            .Take(most)
            .Select(pair => pair.Key);
    }
}
