using System.Collections.Immutable;

namespace VocMatch.Matching.Profiles;

/// <summary>
/// The occupations of a taxonomy as documents of what their skills say, and what skills of others resemble among them: tf-idf vectors
/// (Salton and Buckley, 1988) in three channels, skills, groups of skills and words of labels. Whole numbers throughout. Immutable.
/// </summary>
/// <remarks>
/// tf is counted in quarters: 4 for an essential skill or one held, 3 for an optional one. The value of a skill is tf idf, that of a group or a word
/// ln(1 + tf) idf, with idf = ln(1 + G/d) in thousandths over the unit groups of occupations with skills; in the sums of a student idf to the power of 1.5 stands for it. Transversal
/// skills are in no channel.
/// </remarks>
internal sealed class OccupationProfiles
{
    /// <summary>The length to which a vector is scaled in every channel.</summary>
    private const int VectorLength = 10_000;

    private const int QuartersEssential = 4;
    private const int QuartersOptional = 3;

    /// <summary>An advertisement resembles so many occupations at most.</summary>
    private const int BestOccupations = 6;

    private const int Channels = 3;

    // Of a resemblance of a student: 10^8 accumulated units are a thousandth of it, 10^5 thousandths are beyond every taxonomy and keep the cube
    // below 2^63. The half is at what little more than one skill is worth that a single unit group lists: so that a taxonomy of fifty occupations, all of whose skills are
    // worth less, gives as much as one of three thousand.
    private const long UnitsPerThousandth = 100_000_000;
    private const int HalfPermille = 1_073;
    private const long MaxThousandths = 100_000;
    private const long MaxCubed = MaxThousandths * MaxThousandths * MaxThousandths;
    private const int Faint = 40;

    private static readonly ImmutableArray<int> ChannelWeights = [10, 3, 6];
    private static readonly int[] s_logs = [.. Enumerable.Range(0, 1_024).Select(quarters => FixedLogarithm.Permille(QuartersEssential + quarters, QuartersEssential))];

    private static readonly Comparer<(int Term, int Value)> s_byTerm = Comparer<(int Term, int Value)>.Create((one, other) => one.Term.CompareTo(other.Term));

    private readonly bool[] _transversal;
    private readonly int[][] _terms;
    private readonly int[] _idf;
    private readonly int[] _studentIdf;
    private readonly int[] _starts;
    private readonly (int Document, int Value)[] _postings;
    private readonly (int Term, int Value)[][] _vectors;
    private readonly int _groupsFrom;
    private readonly int _wordsFrom;
    private readonly int[][] _featuresOf;
    private readonly int[][] _members;
    private readonly int _wholeWeight;
    private readonly long _halfCubed;

    /// <param name="descriptions">By skill.</param>
    /// <param name="occupations">Those with skills: id, groups, narrowest first, and the skills listed, each once.</param>
    public OccupationProfiles(
        IReadOnlyList<SkillDescription> descriptions,
        IReadOnlyList<(string Id, ImmutableArray<string> Path, ImmutableArray<ListedSkill> Skills)> occupations)
    {
        var skills = descriptions.Count;
        var groups = Numbered(descriptions.SelectMany(skill => skill.Groups));
        var words = Numbered(descriptions.SelectMany(skill => skill.Words));
        (_groupsFrom, _wordsFrom) = (skills, skills + groups.Count);
        _transversal = [.. descriptions.Select(skill => skill.Transversal)];
        _terms =
        [
            .. descriptions.Select((skill, number) => skill.Transversal
                ? Array.Empty<int>()
                : [number, .. skill.Groups.Select(group => _groupsFrom + groups[group]), .. skill.Words.Select(word => _wordsFrom + words[word])]),
        ];
        (_idf, var rarest) = Idf(occupations, _wordsFrom + words.Count);
        _studentIdf = Array.ConvertAll(_idf, StudentIdf);
        var half = (long)StudentIdf(rarest) * HalfPermille / 1_000;
        _halfCubed = half * half * half;
        var vectors = occupations.Select(occupation => Scaled(Counted(occupation.Skills))).ToArray();
        (_starts, _postings) = Inverted(vectors, _idf.Length);
        _vectors = Array.ConvertAll(vectors, vector => vector.ToArray());
        _wholeWeight = Enumerable.Range(0, Channels).Where(channel => vectors.Any(vector => vector.Any(entry => ChannelOf(entry.Term) == channel)))
            .Sum(channel => ChannelWeights[channel]);
        Occupations = [.. occupations.Select(occupation => occupation.Id)];
        (Features, _featuresOf, _members) = Leveled(occupations);
    }

    /// <summary>Ids of the occupations with skills, in the byte order of ids.</summary>
    public ImmutableArray<string> Occupations { get; }

    /// <summary>All that can be resembled, by number: occupations first.</summary>
    public ImmutableArray<ProfileFeature> Features { get; }

    /// <summary>Whether skills resemble anything here.</summary>
    public bool Any => _wholeWeight > 0;

    /// <summary>Whether there is anything to resemble at a level.</summary>
    public bool Has(FeatureLevel level) => Any && Features.Any(feature => feature.Level == level);

    public bool IsTransversal(int skill) => skill >= 0 && _transversal[skill];

    /// <summary>
    /// What an advertisement resembles, by feature: its six best occupations weighted by the fourth power of their share of the best, added up to
    /// each level, and each level scaled to a length of 1,000. One that names fewer than two skills that are not transversal resembles nothing.
    /// </summary>
    public ImmutableArray<FeatureShare> OfAdvertisement(ReadOnlySpan<ListedSkill> skills)
    {
        if (!Any || IsThin(skills))
        {
            return [];
        }

        var similar = new long[Occupations.Length];
        foreach (var (term, value) in Scaled(Counted(skills)))
        {
            var weighted = (long)value * ChannelWeights[ChannelOf(term)];
            foreach (var (document, own) in PostingsOf(term))
            {
                similar[document] += weighted * own;
            }
        }

        Span<int> best = stackalloc int[BestOccupations];
        var found = Best(similar, best);
        var weights = new SortedDictionary<int, long>();
        for (var i = 0; i < found; i++)
        {
            var share = similar[best[i]] * VectorLength / similar[best[0]];
            var weight = share * share / VectorLength * share / VectorLength * share / VectorLength;
            foreach (var feature in _featuresOf[best[i]])
            {
                weights[feature] = weights.GetValueOrDefault(feature) + weight;
            }
        }

        return ScaledByLevel(weights);
    }

    /// <summary>What the skills of a student resemble.</summary>
    public ProfileSums OfStudent(IEnumerable<int> skills)
    {
        var sums = new ProfileSums(this);
        foreach (var skill in skills)
        {
            sums.Add(skill);
        }

        return sums;
    }

    /// <summary>What one skill alone says for a feature: for naming those that a resemblance comes from.</summary>
    public long ShareOf(int skill, int feature)
    {
        long share = 0;
        foreach (var document in _members[feature])
        {
            var vector = _vectors[document];
            foreach (var term in _terms[skill])
            {
                var at = Array.BinarySearch(vector, (term, 0), s_byTerm);
                share += at >= 0 ? StudentWeight(term, 1) * vector[at].Value : 0;
            }
        }

        return share;
    }

    /// <summary>Whether an advertisement names fewer than two skills that are not transversal.</summary>
    public bool IsThin(ReadOnlySpan<ListedSkill> skills)
    {
        var specific = 0;
        foreach (var (skill, _) in skills)
        {
            specific += IsTransversal(skill) ? 0 : 1;
        }

        return specific < 2;
    }

    /// <summary>The channels a skill speaks in: the skill itself, its groups, its words.</summary>
    internal ReadOnlySpan<int> TermsOf(int skill) => _terms[skill];

    internal ReadOnlySpan<int> MembersOf(int feature) => _members[feature];

    internal ReadOnlySpan<int> FeaturesOf(int document) => _featuresOf[document];

    internal ReadOnlySpan<(int Document, int Value)> PostingsOf(int term) => _postings.AsSpan(_starts[term].._starts[term + 1]);

    /// <summary>The weight in a student's sums of a term that is there so many times; what the count before weighed is taken off by the caller.</summary>
    internal long StudentWeight(int term, int count) =>
        (long)ChannelWeights[ChannelOf(term)] * _studentIdf[term] * (ChannelOf(term) == 0 ? 1_000 : LogOf(count * QuartersEssential));

    /// <summary>The cube of a resemblance in thousandths.</summary>
    internal long Cubed(long sum)
    {
        var thousandths = Math.Min(MaxThousandths, (long)((Int128)sum * ChannelWeights.Sum() / _wholeWeight / UnitsPerThousandth));
        return thousandths * thousandths * thousandths;
    }

    /// <summary>A sum of cubes as a share that saturates: x / (1 + x) in thousandths, what is faint cut off.</summary>
    internal int Saturated(long cubes)
    {
        var x = Math.Min(MaxCubed, cubes);
        var permille = (int)(1_000 * x / (_halfCubed + x));
        return Math.Max(0, permille - Faint) * 1_000 / (1_000 - Faint);
    }

    private static Dictionary<string, int> Numbered(IEnumerable<string> names) =>
        names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select((name, number) => (name, number))
            .ToDictionary(pair => pair.name, pair => pair.number, StringComparer.Ordinal);

    /// <summary>1000 ln(1 + tf), tf in quarters.</summary>
    private static int LogOf(int quarters) =>
        quarters < s_logs.Length ? s_logs[quarters] : FixedLogarithm.Permille(QuartersEssential + quarters, QuartersEssential);

    private int ChannelOf(int term) => term < _groupsFrom ? 0 : term < _wordsFrom ? 1 : 2;

    /// <summary>An idf, in thousandths, to the power of 1.5.</summary>
    private static int StudentIdf(int idf) => (int)Root((Int128)idf * idf * idf / 1_000);

    /// <returns>By term, and of a term that one unit group has.</returns>
    private (int[] Idf, int Rarest) Idf(IReadOnlyList<(string Id, ImmutableArray<string> Path, ImmutableArray<ListedSkill> Skills)> occupations, int terms)
    {
        var (last, asking) = (new string?[terms], new int[terms]);
        var unitGroups = 0;
        foreach (var group in occupations.GroupBy(occupation => occupation.Path is [var unit, ..] ? unit : occupation.Id, StringComparer.Ordinal))
        {
            unitGroups++;
            foreach (var skill in group.SelectMany(occupation => occupation.Skills))
            {
                foreach (var term in _terms[skill.Skill])
                {
                    if (!ReferenceEquals(last[term], group.Key))
                    {
                        (last[term], asking[term]) = (group.Key, asking[term] + 1);
                    }
                }
            }
        }

        return (
            [.. asking.Select(groups => FixedLogarithm.Permille(Math.Max(1, groups) + unitGroups, Math.Max(1, groups)))],
            FixedLogarithm.Permille(1 + unitGroups, 1));
    }

    /// <summary>By term its tf in quarters.</summary>
    private SortedDictionary<int, int> Counted(ReadOnlySpan<ListedSkill> skills)
    {
        var counts = new SortedDictionary<int, int>();
        foreach (var (skill, essential) in skills)
        {
            if (skill >= 0)
            {
                foreach (var term in _terms[skill])
                {
                    counts[term] = counts.GetValueOrDefault(term) + (essential ? QuartersEssential : QuartersOptional);
                }
            }
        }

        return counts;
    }

    private SortedDictionary<int, int> Counted(ImmutableArray<ListedSkill> skills) => Counted(skills.AsSpan());

    private List<(int Term, int Value)> Scaled(SortedDictionary<int, int> counts)
    {
        Span<Int128> squares = stackalloc Int128[Channels];
        var values = new List<(int Term, long Value)>(counts.Count);
        foreach (var (term, quarters) in counts)
        {
            var value = (long)_idf[term] * (ChannelOf(term) == 0 ? quarters : LogOf(quarters));
            values.Add((term, value));
            squares[ChannelOf(term)] += (Int128)value * value;
        }

        var scaled = new List<(int, int)>(values.Count);
        foreach (var (term, value) in values)
        {
            var length = Root(squares[ChannelOf(term)]);
            if (length > 0 && value * VectorLength / length is > 0 and var share)
            {
                scaled.Add((term, (int)share));
            }
        }

        return scaled;
    }

    private static (int[] Starts, (int Document, int Value)[] Postings) Inverted(List<(int Term, int Value)>[] vectors, int terms)
    {
        var starts = new int[terms + 1];
        foreach (var (term, _) in vectors.SelectMany(vector => vector))
        {
            starts[term + 1]++;
        }

        for (var term = 0; term < terms; term++)
        {
            starts[term + 1] += starts[term];
        }

        var (next, postings) = (starts.ToArray(), new (int, int)[starts[^1]]);
        for (var document = 0; document < vectors.Length; document++)
        {
            foreach (var (term, value) in vectors[document])
            {
                postings[next[term]++] = (document, value);
            }
        }

        return (starts, postings);
    }

    private static (ImmutableArray<ProfileFeature> Features, int[][] FeaturesOf, int[][] Members) Leveled(
        IReadOnlyList<(string Id, ImmutableArray<string> Path, ImmutableArray<ListedSkill> Skills)> occupations)
    {
        var features = occupations.Select(occupation => new ProfileFeature(FeatureLevel.Occupation, occupation.Id)).ToList();
        var featuresOf = occupations.Select((_, document) => new List<int> { document }).ToArray();
        foreach (var (level, depth) in new[] { (FeatureLevel.UnitGroup, 0), (FeatureLevel.MinorGroup, 1) })
        {
            var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var code in occupations.Where(occupation => occupation.Path.Length > depth).Select(occupation => occupation.Path[depth]).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                numbers.Add(code, features.Count);
                features.Add(new ProfileFeature(level, code));
            }

            for (var document = 0; document < featuresOf.Length; document++)
            {
                if (occupations[document].Path.Length > depth)
                {
                    featuresOf[document].Add(numbers[occupations[document].Path[depth]]);
                }
            }
        }

        var members = features.ConvertAll(_ => new List<int>());
        for (var document = 0; document < featuresOf.Length; document++)
        {
            foreach (var feature in featuresOf[document])
            {
                members[feature].Add(document);
            }
        }

        return ([.. features], Array.ConvertAll(featuresOf, list => list.ToArray()), [.. members.Select(list => list.ToArray())]);
    }

    /// <summary>The documents most alike, of equals the earlier; those alike in nothing are left out.</summary>
    private static int Best(long[] similar, Span<int> best)
    {
        var found = 0;
        for (var document = 0; document < similar.Length; document++)
        {
            if (similar[document] == 0 || (found == best.Length && similar[document] <= similar[best[^1]]))
            {
                continue;
            }

            var at = found < best.Length ? found++ : found - 1;
            for (; at > 0 && similar[document] > similar[best[at - 1]]; at--)
            {
                best[at] = best[at - 1];
            }

            best[at] = document;
        }

        return found;
    }

    private ImmutableArray<FeatureShare> ScaledByLevel(SortedDictionary<int, long> weights)
    {
        Span<Int128> squares = stackalloc Int128[Channels];
        foreach (var (feature, weight) in weights)
        {
            squares[(int)Features[feature].Level] += (Int128)weight * weight;
        }

        var shares = ImmutableArray.CreateBuilder<FeatureShare>(weights.Count);
        foreach (var (feature, weight) in weights)
        {
            if (Root(squares[(int)Features[feature].Level]) is > 0 and var length && weight * 1_000 / length is > 0 and var share)
            {
                shares.Add(new(feature, (int)share));
            }
        }

        return shares.ToImmutable();
    }

    /// <summary>The square root, rounded down.</summary>
    private static long Root(Int128 square)
    {
        var root = (long)Math.Sqrt((double)square);
        while ((Int128)root * root > square)
        {
            root--;
        }

        while ((Int128)(root + 1) * (root + 1) <= square)
        {
            root++;
        }

        return root;
    }
}
