namespace VocMatch.Benchmarks.Quality.Experiments;

/// <summary>How good the best twenty are, and what of them a student would complain of.</summary>
internal readonly record struct Measurement(double Ndcg, double Capped, double OwnLongShown, int WrongStubs);

/// <summary>The advertisements and students of a scenario, ranked by variants of score R in floating point.</summary>
internal sealed class ExperimentMarket
{
    private const float Cap = 1_000_000;

    private readonly Esco _esco;
    private readonly Terms _terms;
    private readonly List<Advertisement> _ads;
    private readonly Query[] _queries;
    private readonly double[] _ideals;
    private readonly HashSet<int> _notLearnedFrom;
    private readonly OnetDocument[] _onet;
    private readonly bool[] _thin;
    private (object? Key, Documents Value) _documents = (null, null!);
    private (object? Key, float[][]?[] Value) _similar = (null, []);
    private (object? Key, (int Feature, float Share)[][][] Value) _features = (null, []);
    private (object? Key, float[][] Value) _skillParts = (null, []);

    public ExperimentMarket(Esco esco, Terms terms, LinkedOccupations linked, IReadOnlyList<OnetDocument> onet, Scenario scenario, ulong seed)
    {
        (_esco, _terms) = (esco, terms);
        int[] queried = scenario.Source == QuerySource.Esco ? QueryMaker.Draw(esco.Vocational, QualityComparison.Queries, seed) : [];
        var maker = new QueryMaker(esco, scenario, seed);
        var drawn = scenario.Source == QuerySource.Esco ? [] : QueryMaker.Draw(scenario.Source == QuerySource.OnetOccupations ? linked.Occupations : linked.Programs, QualityComparison.Queries, seed);
        Query[] queries = scenario.Source == QuerySource.Esco ? Array.ConvertAll(queried, maker.OfOccupation) : Array.ConvertAll(drawn, maker.OfLinked);
        var half = scenario.Halved ? QualityComparison.Half(esco, seed) : null;
        _ads = new AdvertisementMaker(esco, scenario, seed).Make(queried.ToHashSet(), half);
        _notLearnedFrom = [.. queried, .. half ?? []];
        _queries = [.. queries.Where(query => !(scenario.FirstAds > 0 || scenario.Halved) || _ads.Exists(ad => query.GradeOf(ad) >= 2))];
        _ideals = Array.ConvertAll(_queries, query => Ranking.Ideal(query, _ads));
        _thin = [.. _ads.Select(ad => ad.Skills.Count(relation => !terms.Transversal.Contains(relation.Skill)) < 2)];
        _onet = Unqueried(onet, linked, drawn);
    }

    public Measurement Measure(Variant variant)
    {
        Prepare(variant);
        double ndcg = 0;
        int places = 0, capped = 0, wrongStubs = 0, ownLong = 0, ownLongShown = 0;
        var scores = new float[_ads.Count];
        for (var n = 0; n < _queries.Length; n++)
        {
            var query = _queries[n];
            Score(variant, n, scores);
            var top = Largest(scores, Ranking.Depth);
            ndcg += Ranking.Of(query, top, _ads, _ideals[n]).Ndcg;
            places += top.Length;
            capped += top.Count(ad => scores[ad] >= Cap);
            wrongStubs += top.Count(ad => _ads[ad].Kind == AdKind.Stub && query.GradeOf(_ads[ad]) == 0);
            ownLong += _ads.Count(ad => ad.Kind == AdKind.Long && ad.Occupation == query.Occupation);
            ownLongShown += top.Count(ad => _ads[ad].Kind == AdKind.Long && _ads[ad].Occupation == query.Occupation);
        }

        return new Measurement(ndcg / _queries.Length, (double)capped / places, ownLong == 0 ? 1 : (double)ownLongShown / ownLong, wrongStubs);
    }

    public double MeasureBm25()
    {
        var bm25 = new Bm25(_ads);
        return _queries.Select((query, n) => Ranking.Of(query, bm25.Top(query.Skills, Ranking.Depth), _ads, _ideals[n]).Ndcg).Average();
    }

    /// <summary>
    /// The leak guard of O*NET documents: an occupation that is asked about, any other of its six-digit SOC, and in A every one whose crosswalk names an
    /// occupation asked about, is no document; of the others the crosswalk's rows to occupations that nothing may be learned from are left out.
    /// </summary>
    private OnetDocument[] Unqueried(IReadOnlyList<OnetDocument> onet, LinkedOccupations linked, LinkedOccupation[] drawn)
    {
        var socs = drawn.SelectMany(occupation => occupation.Sources).Select(code => code[..7]).ToHashSet();
        var grades = linked.Occupations.ToDictionary(occupation => occupation.Code, occupation => occupation.Grades);
        var asked = _queries.Select(query => query.Occupation).ToHashSet();
        return
        [
            .. onet.Where(document => !socs.Contains(document.Code[..7]) && !grades[document.Code].Any(pair => pair.Value >= 2 && asked.Contains(pair.Key)))
                .Select(document => document with
                {
                    UnitGroups = [.. grades[document.Code].Where(pair => pair.Value >= 2 && !_notLearnedFrom.Contains(pair.Key)).Select(pair => _esco.Isco[pair.Key]).Distinct()],
                }),
        ];
    }

    private void Prepare(Variant v)
    {
        object documents = (v.Weight, v.Onet, v.OnetWordsOnly, v.Smoothing, v.StudentNormalised);
        if (!documents.Equals(_documents.Key))
        {
            _documents = (documents, new Documents(_esco, _terms, _notLearnedFrom, v.Onet > 0 ? _onet : [], v));
        }

        object similar = (documents, v.TermPower, v.StudentIdfPower);
        if (!similar.Equals(_similar.Key))
        {
            _similar = (similar, new float[v.StudentChannels.Length][][]);
        }

        for (var channel = 0; channel < v.StudentChannels.Length; channel++)
        {
            if (v.StudentChannels[channel] > 0 && _similar.Value[channel] is null)
            {
                _similar.Value[channel] = Array.ConvertAll(_queries, query => Similar(v, query, channel));
            }
        }

        object features = (documents, string.Join(' ', v.AdChannels), v.Best, v.AdPower, v.OnetInAds, v.TrueAds);
        if (!features.Equals(_features.Key))
        {
            _features = (features, Features(v));
        }

        object skills = (v.Kappa, v.DirectWords, v.DirectGroups, v.TypicalSkills, v.TypicalSkills > 0 ? features : 0);
        if (!skills.Equals(_skillParts.Key))
        {
            _skillParts = (skills, SkillParts(v));
        }
    }

    private float[] Similar(Variant variant, Query query, int channel)
    {
        var sum = new float[_documents.Value.Count];
        var alone = new double[variant.StudentChannels.Length];
        alone[channel] = 1;
        _documents.Value.AddSimilar(_documents.Value.OfStudent(query.Skills, variant.StudentIdfPower), alone, sum, variant.TermPower);
        return sum;
    }

    /// <summary>By level and advertisement.</summary>
    private (int, float)[][][] Features(Variant variant)
    {
        var documents = _documents.Value;
        var features = Enumerable.Range(0, Documents.Levels).Select(_ => new (int, float)[_ads.Count][]).ToArray();
        var similar = new float[documents.Count];
        var among = variant.OnetInAds ? documents.Count : documents.Occupations;
        for (var ad = 0; ad < _ads.Count; ad++)
        {
            var best = Array.Empty<(int Document, double Weight)>();
            if (variant.TrueAds)
            {
                best = [(_ads[ad].Occupation, 1)];
            }
            else if (!_thin[ad])
            {
                Array.Clear(similar);
                documents.AddSimilar(documents.OfAdvertisement(_ads[ad]), variant.AdChannels, similar, 1);
                best = Array.ConvertAll(Largest(similar.AsSpan(0, among), variant.Best), document => (document, (double)similar[document]));
                best = [.. best.Where(pair => pair.Weight > 0).Select(pair => (pair.Document, Math.Pow(pair.Weight / best[0].Weight, variant.AdPower)))];
            }

            for (var level = 0; level < Documents.Levels; level++)
            {
                features[level][ad] = Scaled(documents.FeaturesOf[level], best);
            }
        }

        return features;
    }

    private static (int, float)[] Scaled((int Feature, double Share)[][] featuresOf, (int Document, double Weight)[] best)
    {
        var sums = new Dictionary<int, double>();
        foreach (var (document, weight) in best)
        {
            foreach (var (feature, share) in featuresOf[document])
            {
                sums[feature] = sums.GetValueOrDefault(feature) + (weight * share);
            }
        }

        var length = Math.Sqrt(sums.Values.Sum(value => value * value));
        return [.. sums.Select(pair => (pair.Key, (float)(pair.Value / length)))];
    }

    /// <summary>By student and advertisement the share of what it names that is held, 1 for one of typical weight.</summary>
    private float[][] SkillParts(Variant v)
    {
        var parts = Array.ConvertAll(_queries, _ => new float[_ads.Count]);
        AddCoverage(parts, 1, v, skill => [skill], relation => relation.Essential ? 4 : 3);
        AddChannel(Channel.Words, v.DirectWords);
        AddChannel(Channel.Groups, v.DirectGroups);
        if (v.TypicalSkills > 0)
        {
            AddTypical(parts, v.TypicalSkills);
        }

        return parts;

        void AddChannel(Channel channel, double weight)
        {
            if (weight > 0)
            {
                AddCoverage(parts, weight, v, skill => [.. _terms.OfSkill[skill].Where(term => _terms.ChannelOf(term) == channel)], relation => relation.Essential ? 4 : 3);
            }
        }
    }

    /// <summary>Adds the skill part of score R for what <paramref name="termsOf"/> a skill is asked and held.</summary>
    private void AddCoverage(float[][] parts, double share, Variant v, Func<int, int[]> termsOf, Func<Relation, double> weightOf)
    {
        var asked = _ads.Select(ad => ad.Skills.SelectMany(relation => termsOf(relation.Skill).Select(term => (Term: term, Weight: weightOf(relation)))).GroupBy(pair => pair.Term).Select(group => (Term: group.Key, Weight: group.Max(pair => pair.Weight))).ToArray()).ToArray();
        var unitGroups = _ads.Select(ad => _esco.Isco[ad.Occupation]).Distinct().Count();
        var asking = asked.SelectMany((terms, ad) => terms.Select(pair => (pair.Term, Isco: _esco.Isco[_ads[ad].Occupation]))).Distinct().GroupBy(pair => pair.Term).ToDictionary(group => group.Key, group => group.Count());
        double Weight((int Term, double Weight) pair) => Math.Pow(Math.Log(1 + ((double)unitGroups / asking[pair.Term])), 2) * pair.Weight;
        var sums = Array.ConvertAll(asked, terms => terms.Sum(Weight));
        var median = sums.Order().ElementAt((sums.Length - 1) / 2);
        var postings = new Dictionary<int, List<(int Ad, float Units)>>();
        for (var ad = 0; ad < asked.Length; ad++)
        {
            foreach (var pair in asked[ad])
            {
                Posting(postings, pair.Term).Add((ad, (float)(share * (1 + v.Kappa) * Weight(pair) / (sums[ad] + (v.Kappa * median) + (_thin[ad] ? 30 * median : 0)))));
            }
        }

        Accumulate(parts, postings, termsOf);
    }

    /// <summary>Adds the skills of an advertisement's occupations, whether it names them or not.</summary>
    private void AddTypical(float[][] parts, double share)
    {
        var postings = new Dictionary<int, List<(int Ad, float Units)>>();
        for (var ad = 0; ad < _ads.Count; ad++)
        {
            var typical = new Dictionary<int, double>();
            foreach (var (occupation, weight) in _features.Value[0][ad])
            {
                foreach (var relation in _esco.Relations[occupation])
                {
                    typical[relation.Skill] = typical.GetValueOrDefault(relation.Skill) + (weight * (relation.Essential ? 1 : .75) * _documents.Value.IdfOf(relation.Skill));
                }
            }

            var length = Math.Sqrt(typical.Values.Sum(value => value * value));
            foreach (var (skill, value) in typical)
            {
                Posting(postings, skill).Add((ad, (float)(share * value / length)));
            }
        }

        Accumulate(parts, postings, skill => [skill]);
    }

    private void Accumulate(float[][] parts, Dictionary<int, List<(int Ad, float Units)>> postings, Func<int, int[]> termsOf)
    {
        for (var query = 0; query < _queries.Length; query++)
        {
            foreach (var term in _queries[query].Skills.SelectMany(termsOf).Distinct())
            {
                foreach (var (ad, units) in postings.GetValueOrDefault(term, []))
                {
                    parts[query][ad] += units;
                }
            }
        }
    }

    private void Score(Variant v, int query, float[] scores)
    {
        var parts = _skillParts.Value[query];
        for (var ad = 0; ad < scores.Length; ad++)
        {
            scores[ad] = (float)(v.Budgets[0] * parts[ad]);
        }

        var similar = Combined(v, query);
        for (var level = 0; level < Documents.Levels; level++)
        {
            if (v.Budgets[level + 1] == 0)
            {
                continue;
            }

            var held = Held(v, similar, level);
            var features = _features.Value[level];
            for (var ad = 0; ad < scores.Length; ad++)
            {
                var sum = 0f;
                foreach (var (feature, share) in features[ad])
                {
                    sum += held[feature] * share;
                }

                scores[ad] += sum;
            }
        }

        for (var ad = 0; ad < scores.Length; ad++)
        {
            scores[ad] = Math.Min(Cap, (float)v.Whole * scores[ad]);
        }
    }

    private float[] Combined(Variant v, int query)
    {
        var sum = new float[_documents.Value.Count];
        for (var channel = 0; channel < v.StudentChannels.Length; channel++)
        {
            if (v.StudentChannels[channel] > 0)
            {
                var own = _similar.Value[channel]![query];
                for (var document = 0; document < sum.Length; document++)
                {
                    sum[document] += (float)v.StudentChannels[channel] * (v.ChannelPower == 1 ? own[document] : MathF.Pow(own[document], (float)v.ChannelPower));
                }
            }
        }

        return sum;
    }

    /// <summary>By feature of a level what the student has of it, times the level's budget.</summary>
    private float[] Held(Variant v, float[] similar, int level)
    {
        var features = _documents.Value.FeaturesOf[level];
        var sums = new double[_documents.Value.FeatureCount(level)];
        var half = v.Half * v.LevelHalves[level];
        var most = v.StudentNormalised ? similar.Max() : 0;
        for (var document = 0; document < similar.Length; document++)
        {
            if (similar[document] > 0)
            {
                var x = v.StudentNormalised ? Math.Pow(similar[document] / most, v.StudentPower) : Math.Pow(similar[document] / half, v.StudentPower);
                foreach (var (feature, share) in features[document])
                {
                    sums[feature] = v.Saturation == Saturation.Best ? Math.Max(sums[feature], x * share) : sums[feature] + (x * share);
                }
            }
        }

        var budget = v.Budgets[level + 1];
        if (v.StudentNormalised)
        {
            var length = Math.Sqrt(sums.Sum(x => x * x));
            return Array.ConvertAll(sums, x => (float)(budget * x / length));
        }

        var spread = Math.Pow(v.Spread, v.StudentPower);
        return Array.ConvertAll(sums, x =>
        {
            var q = v.Saturation switch
            {
                Saturation.ThreeHills => ((x / (1 + x)) + (x / spread / (1 + (x / spread))) + (x * spread / (1 + (x * spread)))) / 3,
                Saturation.Logarithm => Math.Min(1, Math.Log(1 + x) / Math.Log(1 + spread)),
                _ => x / (1 + x),
            };
            return (float)(budget * Math.Max(0, (1_000 * q) - v.Faint) / (1_000 - v.Faint));
        });
    }

    /// <summary>The largest, equal ones by number.</summary>
    private static int[] Largest(ReadOnlySpan<float> values, int count)
    {
        var best = new int[Math.Min(count, values.Length)];
        var held = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (held == best.Length && values[i] <= values[best[held - 1]])
            {
                continue;
            }

            var at = held < best.Length ? held++ : held - 1;
            for (; at > 0 && values[best[at - 1]] < values[i]; at--)
            {
                best[at] = best[at - 1];
            }

            best[at] = i;
        }

        return best;
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
