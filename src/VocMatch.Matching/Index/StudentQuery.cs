using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Index;

/// <summary>A student in the numbers of a frame: credits by skill, occupation parts by rank, reachable regions. Kept and used again.</summary>
internal sealed class StudentQuery
{
    private readonly List<(int Skill, int Level, int Related)> _skills = [];
    private LevelCredits[] _credits = new LevelCredits[128];
    private ushort[] _slots = [];

    /// <summary>How many skills have credit.</summary>
    public int SkillCount => _skills.Count;

    /// <summary>The occupation part of every rank.</summary>
    public int[] OccupationUnits { get; private set; } = [];

    /// <summary>Whether a region can be reached, by its number.</summary>
    public bool[] Reachable { get; private set; } = [];

    /// <summary>Where the student lives.</summary>
    public Direction Home { get; private set; }

    /// <summary>A skill with credit and its credits.</summary>
    public (int Skill, LevelCredits Credits) Credit(int position) => (_skills[position].Skill, _credits[position + 1]);

    /// <summary>What the skills of a row add up to, before the cap.</summary>
    public long SkillUnits(ReadOnlySpan<Posting> demands)
    {
        long units = 0;
        foreach (var demand in demands)
        {
            var slot = _slots[demand.Key];
            if (slot != 0)
            {
                units += SkillFit.Units(demand.FullUnits, _credits[slot].At(demand.Level));
            }
        }

        return units;
    }

    /// <summary>The same, with the part of each demand.</summary>
    public long SkillUnits(ReadOnlySpan<Posting> demands, Span<long> parts)
    {
        long units = 0;
        for (var i = 0; i < demands.Length; i++)
        {
            parts[i] = SkillFit.Units(demands[i].FullUnits, CreditOf(demands[i]));
            units += parts[i];
        }

        return units;
    }

    /// <summary>The credit for what a row asks, in thousandths.</summary>
    public int CreditOf(Posting demand) => _slots[demand.Key] is > 0 and var slot ? _credits[slot].At(demand.Level) : 0;

    /// <summary>The level at which a skill is held, 1 to 5; 0 when it is not.</summary>
    public int LevelOf(int skill) => _slots[skill] is > 0 and var slot ? _skills[slot - 1].Level : 0;

    /// <summary>Whether every required skill is held at its level: the verdict of <see cref="SkillCoverage.FirstLacking"/>.</summary>
    public bool HoldsRequired(ReadOnlySpan<Posting> demands, ReadOnlySpan<DemandTerm> terms)
    {
        for (var i = 0; i < terms.Length; i++)
        {
            if (terms[i].Required && LevelOf(demands[i].Key) < demands[i].Level)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a threshold of skill fit is reached: the verdict of <see cref="SkillCoverage.Reaches(PlacementFacts)"/>.</summary>
    public bool Reaches(ReadOnlySpan<Posting> demands, ReadOnlySpan<DemandTerm> terms, int percent)
    {
        if (percent == 0)
        {
            return true;
        }

        long covered = 0, total = 0;
        for (var i = 0; i < terms.Length; i++)
        {
            covered += (long)terms[i].Weight * CreditOf(demands[i]);
            total += terms[i].Weight;
        }

        return SkillCoverage.Reaches(covered, total, percent);
    }

    public void Prepare(StudentFacts student, ScoringFrame frame)
    {
        var (policy, table) = (frame.Scorer.Policy, frame.Scorer.Table);
        Home = Direction.Of(student.Home);
        OccupationUnits = Cleared(OccupationUnits, frame.Occupations.Count);
        frame.Occupations.Spread(student.Occupations, policy, OccupationUnits);
        Reachable = Cleared(Reachable, frame.Regions.Count);
        foreach (var region in student.ReachableRegions)
        {
            if (frame.Regions.Find(region) is >= 0 and var number && number < Reachable.Length)
            {
                Reachable[number] = true;
            }
        }

        if (_slots.Length < frame.Skills.Count)
        {
            _slots = new ushort[frame.Skills.Count * 2];
        }

        foreach (var held in student.Skills)
        {
            if (frame.Skills.Find(held.Skill) is >= 0 and var skill && skill < _slots.Length)
            {
                Hold(skill, held.Level, table, policy);
            }
        }

        foreach (var (feature, permille) in frame.Scorer.ProfileOf(student))
        {
            var at = PositionOf(frame.KeyOf(feature));
            _skills[at] = _skills[at] with { Related = permille };
        }

        if (_credits.Length <= _skills.Count)
        {
            _credits = new LevelCredits[_skills.Count * 2];
        }

        for (var i = 0; i < _skills.Count; i++)
        {
            _credits[i + 1] = LevelCredits.Of(_skills[i].Level, _skills[i].Related);
        }
    }

    /// <summary>Forgets the student.</summary>
    public void Clear()
    {
        foreach (var (skill, _, _) in _skills)
        {
            _slots[skill] = 0;
        }

        _skills.Clear();
    }

    private static T[] Cleared<T>(T[] array, int count)
    {
        if (array.Length < count)
        {
            return new T[count * 2];
        }

        Array.Clear(array);
        return array;
    }

    private void Hold(int skill, int level, SkillTable table, ScoringPolicy policy)
    {
        var at = PositionOf(skill);
        _skills[at] = _skills[at] with { Level = Math.Max(level, _skills[at].Level) };
        if (skill >= table.SkillIds.Length)
        {
            return;
        }

        var neighbours = table.Related(skill);
        foreach (var neighbour in neighbours[..Math.Min(policy.RelatedNeighbours, neighbours.Length)])
        {
            if (SkillFit.RelatedCredit(neighbour.CosinePermille, policy) is > 0 and var permille)
            {
                at = PositionOf(neighbour.Skill);
                _skills[at] = _skills[at] with { Related = Math.Max(permille, _skills[at].Related) };
            }
        }
    }

    private int PositionOf(int skill)
    {
        if (_slots[skill] == 0)
        {
            _skills.Add((skill, 0, 0));
            _slots[skill] = checked((ushort)_skills.Count);
        }

        return _slots[skill] - 1;
    }
}
