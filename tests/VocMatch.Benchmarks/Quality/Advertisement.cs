namespace VocMatch.Benchmarks.Quality;

internal enum AdKind
{
    Normal,
    Stub,
    Long,
}

/// <summary>A generated advertisement of an occupation.</summary>
internal sealed record Advertisement(int Occupation, AdKind Kind, IReadOnlyList<Relation> Skills);

/// <summary>Makes the advertisements of a scenario.</summary>
internal sealed class AdvertisementMaker(Esco esco, Scenario scenario, ulong seed)
{
    private const int AdsPerOccupation = 3;
    private readonly Seeded _random = new((seed * 1_000_003) + 2);

    public List<Advertisement> Make(IReadOnlySet<int> queried, IReadOnlySet<int>? only)
    {
        int[] occupations = [.. esco.Eligible];
        if (scenario.Skewed)
        {
            _random.Shuffle(occupations.AsSpan());
        }

        var ads = new List<Advertisement>();
        for (var rank = 0; rank < occupations.Length; rank++)
        {
            var count = scenario.Skewed ? Math.Max(1, (int)(100 / Math.Sqrt(rank + 1))) : AdsPerOccupation;
            for (var n = 0; n < count; n++)
            {
                ads.Add(Ad(occupations[rank]));
            }
        }

        _random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(ads));
        if (scenario.Copied)
        {
            ads.AddRange(ads.Take(20).SelectMany(ad => Enumerable.Repeat(ad, 500)).ToList());
        }

        ads.RemoveAll(ad => (scenario.WithoutOwn && queried.Contains(ad.Occupation)) || only?.Contains(ad.Occupation) == false);
        return scenario.FirstAds > 0 ? ads[..Math.Min(scenario.FirstAds, ads.Count)] : ads;
    }

    private Advertisement Ad(int occupation)
    {
        var z = _random.Fraction();
        if (z < scenario.StubShare)
        {
            var source = _random.Fraction() < .5 ? esco.Transversal : esco.CommonestSkills;
            return new Advertisement(occupation, AdKind.Stub, [new Relation(source[_random.Below(source.Length)], true)]);
        }

        var isLong = z < scenario.StubShare + scenario.LongShare;
        var (low, high) = isLong ? (40, 60) : scenario.Length;
        return new Advertisement(occupation, isLong ? AdKind.Long : AdKind.Normal, Draw(occupation, low + _random.Below(high - low + 1)));
    }

    private List<Relation> Draw(int occupation, int length)
    {
        var essential = Shuffled(occupation, true);
        var optional = Shuffled(occupation, false);
        var drawn = new List<Relation>();
        for (var n = 0; n < length; n++)
        {
            if (_random.Fraction() < scenario.WrongInAds)
            {
                Add(drawn, new Relation(AnySkill(), _random.Fraction() < .8));
                continue;
            }

            var first = _random.Fraction() < .75 ? essential : optional;
            var source = first.Count > 0 ? first : first == essential ? optional : essential;
            if (source.TryDequeue(out var relation))
            {
                Add(drawn, _random.Fraction() < .1 ? relation with { Essential = !relation.Essential } : relation);
            }
        }

        foreach (var skill in esco.Transversal)
        {
            if (_random.Fraction() < scenario.TransversalInAds)
            {
                Add(drawn, new Relation(skill, _random.Fraction() < .7));
            }
        }

        return drawn;
    }

    private static void Add(List<Relation> drawn, Relation relation)
    {
        if (!drawn.Exists(known => known.Skill == relation.Skill))
        {
            drawn.Add(relation);
        }
    }

    private Queue<Relation> Shuffled(int occupation, bool essential)
    {
        Relation[] relations = [.. esco.Relations[occupation].Where(relation => relation.Essential == essential)];
        _random.Shuffle(relations.AsSpan());
        return new Queue<Relation>(relations);
    }

    private int AnySkill()
    {
        var relations = esco.Relations[esco.Eligible[_random.Below(esco.Eligible.Length)]];
        return relations[_random.Below(relations.Length)].Skill;
    }
}
