using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace VocMatch.Matching.Scoring;

/// <summary>
/// Evaluates the same placements for many students. What a verdict or a part of the score depends on is the same for many placements (a
/// site, a calendar, a list of skills), so each is worked out once a student for every different one, and once for all students who are free
/// at the same times. Says what <see cref="StudentExplainer.Evaluate(PlacementFacts)"/> says of each. Safe for concurrent use.
/// </summary>
/// <remarks>
/// For every student against the same placements: a verdict is asked once a class. <see cref="Pairs.PairScorer"/> is for lists, where a student meets a few
/// placements of many, and no class would be asked twice; it gives the shown parts too.
/// </remarks>
public sealed class PlacementBoard
{
    /// <summary>Timetables of students that are remembered with the patterns that fit them; a verdict is four bytes.</summary>
    private const int MaxTimetables = 2_000;

    private readonly Scorer _scorer;
    private readonly ImmutableArray<(HardConstraint Constraint, Classes Classes)> _constraints;
    private readonly Classes _sites;
    private readonly Classes _occupations;
    private readonly Classes _skillLists;
    private readonly PreparedPlacement[] _prepared;
    private readonly int[] _conditionsUnits;

    // Every different skill and level asked for once; by list of skills, which of them it holds and what each adds when fully held.
    private readonly List<DemandedSkill> _demands = [];
    private readonly Dictionary<string, List<int>> _demandsOf = new(StringComparer.Ordinal);
    private readonly (int Demand, int FullUnits)[][] _askedBy;
    private readonly ConcurrentDictionary<WeeklyPattern, int[]> _fits = new();

    public PlacementBoard(Scorer scorer, IReadOnlyList<PlacementFacts> placements)
    {
        ArgumentNullException.ThrowIfNull(scorer);
        ArgumentNullException.ThrowIfNull(placements);
        (_scorer, Count) = (scorer, placements.Count);
        _constraints = [.. Constraints.All.Select(constraint => (constraint, new Classes(placements, constraint.Reads)))];
        _sites = new(placements, static placement => placement.Location);
        _occupations = new(placements, static placement => placement.Occupation);
        _skillLists = new(placements, Constraints.SkillsAsked);
        _prepared = [.. _skillLists.First.Select(scorer.Prepare)];
        _conditionsUnits = [.. placements.Select(placement => ConditionsFit.Units(placement, scorer.Policy, scorer.Table, scorer.Epoch))];
        var numbers = new Dictionary<(string, int), int>();
        _askedBy = [.. _prepared.Select(list => list.Facts.Skills.Select((demand, i) => (Number(demand, numbers), list.FullUnits[i])).ToArray())];
    }

    /// <summary>Placements on the board.</summary>
    public int Count { get; }

    /// <summary>By placement the score as if every constraint held, and the constraints that do not hold as bits: 1 shifted by each.</summary>
    /// <param name="units">As long as there are placements, as <paramref name="failing"/> is.</param>
    public void Evaluate(StudentFacts student, Span<int> units, Span<int> failing)
    {
        ArgumentNullException.ThrowIfNull(student);
        ArgumentOutOfRangeException.ThrowIfNotEqual(units.Length, Count);
        ArgumentOutOfRangeException.ThrowIfNotEqual(failing.Length, Count);
        var metres = Array.ConvertAll(_sites.First, site => student.Home.MetresTo(site.Location));
        failing.Clear();
        var coverage = new SkillCoverage(student, _scorer);
        foreach (var (constraint, classes) in _constraints)
        {
            Add(Verdicts(constraint, classes, student, metres, coverage), classes.Of, failing);
        }

        _conditionsUnits.CopyTo(units);
        Add(Array.ConvertAll(metres, _scorer.Proximity), _sites.Of, units);
        Add(
            Array.ConvertAll(
                _occupations.First,
                placement => OccupationFit.Units(OccupationFit.Step(student.Occupations, placement.Occupation, _scorer.Table), _scorer.Policy)),
            _occupations.Of,
            units);
        Add(SkillUnits(student), _skillLists.Of, units);
    }

    private static void Add(int[] byClass, int[] classOf, Span<int> sums)
    {
        if (!byClass.AsSpan().ContainsAnyExcept(0))
        {
            return;
        }

        for (var placement = 0; placement < sums.Length; placement++)
        {
            sums[placement] += byClass[classOf[placement]];
        }
    }

    private int[] Verdicts(HardConstraint constraint, Classes classes, StudentFacts student, int[] metres, SkillCoverage coverage)
    {
        if (constraint.Constraint != Constraint.WorkPatternFits || student.Free is not { } free)
        {
            return Judged();
        }

        return _fits.TryGetValue(free, out var known) ? known
            : _fits.Count < MaxTimetables ? _fits.GetOrAdd(free, _ => Judged())
            : Judged();

        int[] Judged()
        {
            var bits = new int[classes.First.Length];
            for (var at = 0; at < bits.Length; at++)
            {
                var distance = metres[_sites.Of[classes.FirstAt[at]]];
                bits[at] = constraint.Holds(student, classes.First[at], distance, coverage) ? 0 : constraint.Bit;
            }

            return bits;
        }
    }

    private int[] SkillUnits(StudentFacts student)
    {
        var credits = new StudentCredits(student, _scorer.Policy, _scorer.Table);
        var permille = new int[_demands.Count];
        foreach (var skill in credits.Skills)
        {
            foreach (var demand in _demandsOf.GetValueOrDefault(skill, []))
            {
                permille[demand] = credits.For(_demands[demand]).Permille;
            }
        }

        var profile = _scorer.ProfileOf(student).AsSpan();
        var units = new int[_askedBy.Length];
        for (var list = 0; list < units.Length; list++)
        {
            var sum = SkillFit.Units(_prepared[list].Resemblance, profile);
            foreach (var (demand, full) in _askedBy[list])
            {
                sum += permille[demand] == 0 ? 0 : SkillFit.Units(full, permille[demand]);
            }

            units[list] = (int)Math.Min(_scorer.Policy.SkillCap, sum);
        }

        return units;
    }

    private int Number(DemandedSkill demand, Dictionary<(string, int), int> numbers)
    {
        if (!numbers.TryGetValue((demand.Skill, demand.Level), out var number))
        {
            numbers[(demand.Skill, demand.Level)] = number = _demands.Count;
            _demands.Add(demand);
            if (!_demandsOf.TryGetValue(demand.Skill, out var own))
            {
                _demandsOf[demand.Skill] = own = [];
            }

            own.Add(number);
        }

        return number;
    }

    /// <summary>Placements that have something in common.</summary>
    private sealed class Classes
    {
        private static readonly object Nothing = new();

        public Classes(IReadOnlyList<PlacementFacts> placements, Func<PlacementFacts, object?> key)
        {
            var (numbers, first) = (new Dictionary<object, int>(), new List<int>());
            Of = new int[placements.Count];
            for (var placement = 0; placement < Of.Length; placement++)
            {
                var common = key(placements[placement]) ?? Nothing;
                if (!numbers.TryGetValue(common, out Of[placement]))
                {
                    numbers[common] = Of[placement] = first.Count;
                    first.Add(placement);
                }
            }

            FirstAt = [.. first];
            First = [.. first.Select(placement => placements[placement])];
        }

        /// <summary>By placement the number of its class.</summary>
        public int[] Of { get; }

        /// <summary>By class the number of its first placement.</summary>
        public int[] FirstAt { get; }

        /// <summary>By class its first placement.</summary>
        public PlacementFacts[] First { get; }
    }
}
