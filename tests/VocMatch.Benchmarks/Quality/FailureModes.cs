using System.Globalization;
using VocMatch.Matching.Scoring;

namespace VocMatch.Benchmarks.Quality;

/// <summary>What a student would complain of, counted over the best twenty of every student.</summary>
internal sealed class FailureModes(Esco esco, IReadOnlyList<Advertisement> ads)
{
    private const int FallsLookedAt = 100;

    private readonly HashSet<string> _transversal = [.. esco.Transversal.Select(skill => esco.SkillUris[skill])];
    private int _places;
    private int _wrongStubs;
    private int _capped;
    private int _bestStub;
    private long _mass;
    private long _transversalMass;
    private int _ownLong;
    private int _ownLongShown;
    private int _students;
    private int _falls;

    public void Count(Query query, int[] ranked, ScoredMarket market)
    {
        foreach (var ad in ranked)
        {
            var explanation = market.Explain(query, ad);
            _places++;
            _wrongStubs += ads[ad].Kind == AdKind.Stub && query.GradeOf(ads[ad]) == 0 ? 1 : 0;
            _capped += explanation.Capped ? 1 : 0;
            _mass += explanation.SkillUnits + explanation.ResemblanceUnits;
            _transversalMass += explanation.Skills.Where(part => _transversal.Contains(part.Skill)).Sum(part => (long)part.Units);
        }

        if (_students++ < FallsLookedAt)
        {
            _falls += Falls(query, ranked, market);
        }

        for (var ad = 0; ad < ads.Count; ad++)
        {
            if (ads[ad].Kind == AdKind.Stub)
            {
                _bestStub = Math.Max(_bestStub, market.Explain(query, ad).Score);
            }
            else if (ads[ad].Kind == AdKind.Long && ads[ad].Occupation == query.Occupation)
            {
                _ownLong++;
                _ownLongShown += ranked.Contains(ad) ? 1 : 0;
            }
        }
    }

    /// <summary>How many of the best score less for whoever holds one skill more: one of the student's own occupation, and any.</summary>
    private int Falls(Query query, int[] ranked, ScoredMarket market)
    {
        var own = esco.Relations[query.Occupation].Select(relation => relation.Skill).Where(skill => !query.Skills.Contains(skill)).Take(1);
        var any = new Seeded((ulong)_students).Below(esco.SkillUris.Length);
        return own.Append(any).Sum(skill =>
        {
            var more = query with { Skills = [.. query.Skills, skill] };
            return ranked.Count(ad => market.Explain(more, ad).Score < market.Explain(query, ad).Score);
        });
    }

    public IEnumerable<(string Name, double Value, bool Passes)> Bars(double mostCapped)
    {
        var best = (double)_bestStub / ScoreUnits.PerPoint;
        var transversal = (double)_transversalMass / _mass;
        var capped = (double)_capped / _places;
        var shown = _ownLong == 0 ? 1 : (double)_ownLongShown / _ownLong;
        yield return ("wrong one-skill ads in the top 20", _wrongStubs, _wrongStubs == 0);
        yield return ("best score of a one-skill ad (<= 15)", best, best <= 15);
        yield return ("transversal share of the match (<= .03)", transversal, transversal <= .03);
        yield return (string.Create(CultureInfo.InvariantCulture, $"capped places (<= {mostCapped:F2})"), capped, capped <= mostCapped);
        yield return ("scores that a skill more lowers", _falls, _falls == 0);
        yield return ("own long ads in the top 20 (>= .95)", shown, shown >= .95);
    }
}
