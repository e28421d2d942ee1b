using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Index;

/// <summary>
/// A placement in the numbers of a frame: for every skill that somebody may hold, the demands it gives credit for. Kept and used again.
/// </summary>
internal sealed class PlacementQuery
{
    private readonly List<Posting> _demands = [];
    private readonly List<(int Demand, int Permille, int Next)> _credits = [];
    private readonly List<int> _touched = [];
    private int[] _firstCredit = [];
    private int[] _best = new int[64];
    private int[] _occupationUnits = [];
    private int _cap;

    /// <summary>The conditions part, the same for everybody.</summary>
    public int Conditions { get; private set; }

    /// <summary>Where the work is done.</summary>
    public Direction Site { get; private set; }

    public void Prepare(PlacementFacts placement, ScoringFrame frame)
    {
        var scorer = frame.Scorer;
        _cap = scorer.Policy.SkillCap;
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

        var total = SkillFit.TotalWeight(placement.Skills.AsSpan(), scorer.Policy, scorer.Epoch);
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
            }
        }

        if (_best.Length < _demands.Count)
        {
            _best = new int[_demands.Count * 2];
        }
    }

    /// <summary>The score without the proximity.</summary>
    public int UnitsWithoutProximity(StudentRow student)
    {
        var best = _best.AsSpan(0, _demands.Count);
        best.Clear();
        foreach (var (skill, level) in student.Skills)
        {
            for (var at = _firstCredit[skill]; at != 0; at = _credits[at - 1].Next)
            {
                var (demand, permille, _) = _credits[at - 1];
                best[demand] = Math.Max(best[demand], permille > 0 ? permille : SkillFit.HeldCredit(level, _demands[demand].Level));
            }
        }

        long units = 0;
        for (var demand = 0; demand < best.Length; demand++)
        {
            units += SkillFit.Units(_demands[demand].FullUnits, best[demand]);
        }

        var occupation = 0;
        foreach (var rank in student.Occupations)
        {
            occupation = Math.Max(occupation, _occupationUnits[rank]);
        }

        return (int)Math.Min(_cap, units) + occupation + Conditions;
    }

    /// <summary>Forgets the placement.</summary>
    public void Clear()
    {
        foreach (var skill in _touched)
        {
            _firstCredit[skill] = 0;
        }

        _touched.Clear();
        _credits.Clear();
        _demands.Clear();
    }

    /// <summary>Holding a skill gives the last demand a related credit, or, with 0, the credit of the level held.</summary>
    private void Credit(int held, int permille)
    {
        _credits.Add((_demands.Count - 1, permille, _firstCredit[held]));
        _firstCredit[held] = _credits.Count;
        _touched.Add(held);
    }
}
