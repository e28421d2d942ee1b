using System.Runtime.InteropServices;
using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Index;

/// <summary>
/// A placement in the numbers of a frame: for every skill that somebody may hold, the demands it gives credit for. Kept and used again.
/// </summary>
internal sealed class PlacementQuery
{
    // Turned round: a student is read once, and each skill held leads by a chain to the demands that it gives credit for. Of several credits
    // for one demand the best counts; a sum would pay one demand twice.
    private readonly List<Posting> _demands = [];
    private readonly List<(int Demand, int Permille, int Next)> _credits = [];
    private readonly List<(int Skill, int Permille)> _sources = [];
    private readonly List<int> _sourceEnds = [];
    private int[] _firstCredit = [];
    private int _features;
    private int[] _best = new int[64];
    private int[] _occupationUnits = [];

    /// <summary>The most that skills can add.</summary>
    public int Cap { get; private set; }

    /// <summary>The occupation part of every rank.</summary>
    public int[] OccupationUnits => _occupationUnits;

    /// <summary>How many demands somebody may hold.</summary>
    public int DemandCount => _demands.Count;

    /// <summary>The conditions part, the same for everybody.</summary>
    public int Conditions { get; private set; }

    /// <summary>Where the work is done.</summary>
    public Direction Site { get; private set; }

    public void Prepare(PlacementFacts placement, ScoringFrame frame)
    {
        var scorer = frame.Scorer;
        Cap = scorer.Policy.SkillCap;
        Conditions = ConditionsFit.Units(placement, scorer.Policy, scorer.Table, scorer.Epoch);
        Site = Direction.Of(placement.Location);
        if (_occupationUnits.Length < frame.Occupations.Count)
        {
            _occupationUnits = new int[frame.Occupations.Count * 2];
        }

        Array.Clear(_occupationUnits);
        frame.Occupations.Spread([placement.Occupation], scorer.Policy, _occupationUnits);
        if (_firstCredit.Length < frame.Skills.Count)
        {
            _firstCredit = new int[frame.Skills.Count * 2];
        }

        var total = scorer.TotalOf(placement);
        foreach (var demand in placement.Skills)
        {
            // A skill without a number is held by nobody here.
            if (frame.Skills.Find(demand.Skill) is >= 0 and var skill && skill < _firstCredit.Length)
            {
                _demands.Add(new Posting(skill, scorer.FullUnits(demand, total), demand.Level));
                Credit(skill, 0);
                foreach (var (held, permille) in frame.Lenders.Of(skill))
                {
                    Credit(held, permille);
                }

                _sourceEnds.Add(_sources.Count);
            }
        }

        _features = _demands.Count;
        foreach (var (feature, units) in scorer.ResemblanceOf(placement))
        {
            _demands.Add(new Posting(frame.KeyOf(feature), units, SkillLevels.Lowest));
            Credit(frame.KeyOf(feature), 0);
            _sourceEnds.Add(_sources.Count);
        }

        if (_best.Length < _demands.Count)
        {
            _best = new int[_demands.Count * 2];
        }
    }

    /// <summary>Whether a demand is a feature that is resembled: what is held of it is its credit.</summary>
    public bool IsFeature(int demand) => demand >= _features;

    /// <summary>What a demand adds when fully held, and the level asked.</summary>
    public Posting Demand(int demand) => _demands[demand];

    /// <summary>The skills that give a demand credit: itself, with 0, by the level held, then those that lend it theirs.</summary>
    public ReadOnlySpan<(int Skill, int Permille)> SourcesOf(int demand) =>
        CollectionsMarshal.AsSpan(_sources)[(demand == 0 ? 0 : _sourceEnds[demand - 1]).._sourceEnds[demand]];

    /// <summary>The score without the proximity.</summary>
    public int UnitsWithoutProximity(ReadOnlySpan<HeldSkill> skills, ReadOnlySpan<int> occupations)
    {
        var best = _best.AsSpan(0, _demands.Count);
        best.Clear();
        foreach (var held in skills)
        {
            for (var at = _firstCredit[held.Key]; at != 0; at = _credits[at - 1].Next)
            {
                var (demand, permille, _) = _credits[at - 1];
                best[demand] = Math.Max(
                    best[demand], permille > 0 ? permille : demand >= _features ? held.Level : SkillFit.HeldCredit(held.Level, _demands[demand].Level));
            }
        }

        long units = 0;
        for (var demand = 0; demand < best.Length; demand++)
        {
            units += SkillFit.Units(_demands[demand].FullUnits, best[demand]);
        }

        var occupation = 0;
        foreach (var rank in occupations)
        {
            occupation = Math.Max(occupation, _occupationUnits[rank]);
        }

        return (int)Math.Min(Cap, units) + occupation + Conditions;
    }

    /// <summary>Forgets the placement.</summary>
    public void Clear()
    {
        foreach (var (skill, _) in _sources)
        {
            _firstCredit[skill] = 0;
        }

        _sources.Clear();
        _sourceEnds.Clear();
        _credits.Clear();
        _demands.Clear();
    }

    /// <summary>Holding a skill gives the last demand a related credit, or, with 0, the credit of the level held.</summary>
    private void Credit(int held, int permille)
    {
        _credits.Add((_demands.Count - 1, permille, _firstCredit[held]));
        _firstCredit[held] = _credits.Count;
        _sources.Add((held, permille));
    }
}
