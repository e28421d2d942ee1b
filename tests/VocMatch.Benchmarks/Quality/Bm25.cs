namespace VocMatch.Benchmarks.Quality;

/// <summary>Okapi BM25 (Robertson and others, 1994) over skills as words: k1 = 1.2, b = 0.75, idf = ln(1 + (N - d + .5) / (d + .5)).</summary>
internal sealed class Bm25
{
    private const double K1 = 1.2;
    private const double B = .75;
    private readonly Dictionary<int, List<int>> _postings = [];
    private readonly double[] _lengthNorms;

    public Bm25(IReadOnlyList<Advertisement> ads)
    {
        var average = ads.Average(ad => ad.Skills.Count);
        _lengthNorms = [.. ads.Select(ad => K1 * (1 - B + (B * ad.Skills.Count / average)))];
        for (var ad = 0; ad < ads.Count; ad++)
        {
            foreach (var relation in ads[ad].Skills)
            {
                if (!_postings.TryGetValue(relation.Skill, out var list))
                {
                    _postings.Add(relation.Skill, list = []);
                }

                list.Add(ad);
            }
        }
    }

    /// <summary>The best advertisements, equal scores by number.</summary>
    public int[] Top(IEnumerable<int> skills, int k)
    {
        var scores = new double[_lengthNorms.Length];
        foreach (var skill in skills)
        {
            if (_postings.TryGetValue(skill, out var list))
            {
                var idf = Math.Log(1 + ((scores.Length - list.Count + .5) / (list.Count + .5)));
                foreach (var ad in list)
                {
                    scores[ad] += idf * (K1 + 1) / (1 + _lengthNorms[ad]);
                }
            }
        }

        return [.. Enumerable.Range(0, scores.Length).OrderByDescending(ad => scores[ad]).ThenBy(ad => ad).Take(k)];
    }
}
