using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using VocMatch.Matching.Index;
using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Pairs;

/// <summary>
/// Scores the pairs of lists: many students, each against the few of some placements that it ranked. Gives exactly what
/// <see cref="Scorer.Explain"/> gives for each pair, without the words: no object, no string and no lookup by text for a pair. The placements
/// are columns, made once; a student is put into numbers once for its whole list. Safe for concurrent use.
/// </summary>
public sealed class PairScorer
{
    private const int OtherParts = 3;

    // Up to so many parts their working space is on the stack.
    private const int StackParts = 64;

    private readonly HardConstraint[] _constraints = [.. Constraints.All];
    private readonly ScoringFrame _frame;
    private readonly PlacementRows _rows = new();
    private readonly PlacementTerms[] _terms;

    private readonly List<(int Name, int ThroughDay)> _checks = [];
    private readonly Dictionary<string, int> _checkNames = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _employers = new(StringComparer.Ordinal);
    private readonly VerdictTable<string> _fieldVerdicts;
    private readonly VerdictTable<WeeklyPattern> _freeVerdicts;
    private readonly List<WeeklyPattern> _works = [];

    /// <param name="scorer">The policy, the taxonomy and the epoch.</param>
    /// <param name="placements">The placements, numbered from 0 in this order.</param>
    public PairScorer(Scorer scorer, IReadOnlyCollection<PlacementFacts> placements)
    {
        ArgumentNullException.ThrowIfNull(scorer);
        ArgumentNullException.ThrowIfNull(placements);
        _frame = new ScoringFrame(scorer);
        _terms = new PlacementTerms[placements.Count];
        var works = new Dictionary<WeeklyPattern, int>();
        var fields = new Dictionary<string, int>(StringComparer.Ordinal);
        var admitted = new List<PlacementFacts>();
        var row = 0;
        foreach (var placement in placements)
        {
            _rows.Add(placement, _frame);
            _terms[row++] = TermsOf(placement, works, fields, admitted);
        }

        _works.AddRange(works.Keys);
        _freeVerdicts = new(_works.Count, (free, work) => _works[work].Fits(free));
        _fieldVerdicts = new(admitted.Count, (field, placement) => Constraints.FieldAdmitted(field, admitted[placement].ProgramFields));
    }

    public Scorer Scorer => _frame.Scorer;

    /// <summary>How many placements there are.</summary>
    public int Count => _terms.Length;

    /// <summary>Scores a student for some placements, given by their numbers, into <paramref name="scores"/> of the same length.</summary>
    public void Score(StudentFacts student, ReadOnlySpan<int> placements, Span<PairScore> scores)
    {
        ArgumentNullException.ThrowIfNull(student);
        ArgumentOutOfRangeException.ThrowIfLessThan(scores.Length, placements.Length);
        var terms = StudentTerms.OfThisThread;
        try
        {
            Prepare(student, terms);
            for (var i = 0; i < placements.Length; i++)
            {
                scores[i] = Score(terms, placements[i]);
            }
        }
        finally
        {
            terms.Clear();
        }
    }

    private PlacementTerms TermsOf(
        PlacementFacts placement, Dictionary<WeeklyPattern, int> works, Dictionary<string, int> fields, List<PlacementFacts> admitted)
    {
        foreach (var required in placement.RequiredChecks)
        {
            _checks.Add((NumberOf(_checkNames, required.Name), Constraints.ThroughDay(required, placement)?.DayNumber ?? int.MaxValue));
        }

        var fieldClass = -1;
        if (!placement.ProgramFields.IsEmpty)
        {
            fieldClass = NumberOf(fields, string.Join('\0', placement.ProgramFields));
            if (fieldClass == admitted.Count)
            {
                admitted.Add(placement);
            }
        }

        return new PlacementTerms
        {
            ApplyByTicks = placement.ApplyBy?.UtcTicks ?? long.MaxValue,
            PayPerMonth = placement.PayPerMonth ?? long.MinValue,
            EducationLevel = placement.MinimumEducationLevel,
            HoursPerWeek = placement.HoursPerWeek,
            FirstWorkingDay = placement.Work.FirstWorkingDay?.DayNumber ?? int.MinValue,
            MinimumAge = (int)placement.MinimumAge,
            MinimumSkillFit = placement.MinimumSkillFit,
            Id = NumberOf(_ids, placement.Id),
            Employer = NumberOf(_employers, placement.Employer),
            Fields = fieldClass,
            Work = NumberOf(works, placement.Work),
            ChecksEnd = _checks.Count,
            HasSeats = placement.OpenSeats > 0,
            Accommodation = placement.Accommodation,
            RequiresSkills = placement.Skills.Any(demand => demand.Required),
        };
    }

    private void Prepare(StudentFacts student, StudentTerms terms)
    {
        terms.Facts = student;
        terms.Query.Prepare(student, _frame);
        terms.AskedAtTicks = student.AskedAt?.UtcTicks ?? long.MinValue;
        terms.LowestPay = student.Minimum.LowestPayPerMonth ?? long.MinValue;
        terms.MaxHours = student.Minimum.MaxHoursPerWeek ?? long.MaxValue;
        terms.MaxMetres = student.MaxDistanceKm * 1_000L ?? long.MaxValue;
        terms.EducationLevel = student.EducationLevel;
        terms.SixteenOn = (student.SixteenOn ?? student.EighteenOn)?.DayNumber ?? int.MaxValue;
        terms.EighteenOn = student.EighteenOn?.DayNumber ?? int.MaxValue;
        terms.NeedsAccommodation = student.Minimum.AccommodationNeeded;
        (terms.Field, terms.FieldVerdicts) = (student.ProgramField, _fieldVerdicts.RowOf(student.ProgramField));
        (terms.Free, terms.FreeVerdicts) = (student.Free, student.Free is { } free ? _freeVerdicts.RowOf(free) : []);
        terms.Commitments = student.Commitments;
        foreach (var check in student.Checks)
        {
            if (_checkNames.TryGetValue(check.Name, out var name))
            {
                terms.Checks.Add((name, check.ValidThrough.DayNumber));
            }
        }

        Find(student.ForbiddenPlacements, _ids, terms.ForbiddenIds);
        Find(student.ForbiddenEmployers, _employers, terms.ForbiddenEmployers);

        static void Find(IReadOnlyCollection<string> names, Dictionary<string, int> numbers, List<int> found)
        {
            if (names.Count == 0)
            {
                return;
            }

            foreach (var name in names)
            {
                if (numbers.TryGetValue(name, out var number))
                {
                    found.Add(number);
                }
            }
        }
    }

    [SkipLocalsInit]
    private PairScore Score(StudentTerms student, int placement)
    {
        var policy = Scorer.Policy;
        var demands = _rows.DemandsOf(placement);
        var metres = student.Query.Home.MetresTo(_rows.Directions[placement]);
        var length = demands.Length + OtherParts;
        var parts = length <= StackParts ? stackalloc long[StackParts] : new long[length];
        var rounded = length <= StackParts ? stackalloc int[StackParts] : new int[length];
        parts = parts[..length];
        rounded = rounded[..length];
        var skills = student.Query.SkillUnits(demands, parts);
        if (skills > policy.SkillCap)
        {
            Scale(parts[..demands.Length], skills, policy.SkillCap, rounded);
            skills = policy.SkillCap;
        }

        parts[^3] = student.Query.OccupationUnits[_rows.Occupations[placement]];
        parts[^2] = Scorer.Proximity(metres);
        parts[^1] = _rows.Conditions[placement];
        var units = (int)(skills + parts[^3] + parts[^2] + parts[^1]);
        var shown = (int)ScoreUnits.DivideRounded(units, ScoreUnits.PerHundredth);
        LargestRemainder.Divide(parts, ScoreUnits.PerHundredth, shown, rounded);
        return new(
            units, shown - rounded[^3] - rounded[^2] - rounded[^1], rounded[^3], rounded[^2], rounded[^1], Failing(student, placement, metres));
    }

    private static void Scale(Span<long> parts, long sum, int cap, Span<int> scaled)
    {
        foreach (ref var part in parts)
        {
            part *= cap;
        }

        LargestRemainder.Divide(parts, sum, cap, scaled);
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = scaled[i];
        }
    }

    private int Failing(StudentTerms student, int placement, int metres)
    {
        var failing = 0;
        foreach (var constraint in _constraints)
        {
            failing |= Holds(constraint, student, placement, metres) ? 0 : constraint.Bit;
        }

        return failing;
    }

    // The verdict of HardConstraint.Holds, on the numbers that decide it; a constraint without columns here is asked itself.
    private bool Holds(HardConstraint constraint, StudentTerms student, int placement, int metres)
    {
        ref readonly var asked = ref _terms[placement];
        return constraint.Constraint switch
        {
            Constraint.SeatsOpen => asked.HasSeats,
            Constraint.EducationLevel => student.EducationLevel >= asked.EducationLevel,
            Constraint.WithinDistance => metres <= student.MaxMetres,
            Constraint.Accommodation => !student.NeedsAccommodation | asked.Accommodation,
            Constraint.Pay => asked.PayPerMonth >= student.LowestPay,
            Constraint.HoursPerWeek => asked.HoursPerWeek <= student.MaxHours,
            Constraint.MinimumAge => asked.MinimumAge == (int)MinimumAge.None
                || (asked.MinimumAge == (int)MinimumAge.Sixteen ? student.SixteenOn : student.EighteenOn) <= asked.FirstWorkingDay,
            Constraint.ProgramField => asked.Fields < 0 || _fieldVerdicts.Holds(student.Field, student.FieldVerdicts, asked.Fields),
            Constraint.WorkPatternFits => student.Free is null || _freeVerdicts.Holds(student.Free, student.FreeVerdicts, asked.Work),
            Constraint.RegionReachable => student.Query.Reachable[_rows.Regions[placement]],
            Constraint.PairAllowed => !student.ForbiddenIds.Contains(asked.Id) && !student.ForbiddenEmployers.Contains(asked.Employer),
            Constraint.ChecksValid => ChecksHold(student, placement),
            Constraint.CommitmentsFree => CommitmentsFree(student, asked.Work),
            Constraint.ApplicationsOpen => student.AskedAtTicks <= asked.ApplyByTicks,
            Constraint.SkillsRequired => !asked.RequiresSkills || student.Query.HoldsRequired(_rows.DemandsOf(placement), _rows.TermsOf(placement)),
            Constraint.SkillFit => student.Query.Reaches(_rows.DemandsOf(placement), _rows.TermsOf(placement), asked.MinimumSkillFit),
            _ => constraint.Holds(student.Facts!, _rows.Facts[placement], metres, new SkillCoverage(student.Facts!, Scorer)),
        };
    }

    private bool ChecksHold(StudentTerms student, int placement)
    {
        for (var i = placement == 0 ? 0 : _terms[placement - 1].ChecksEnd; i < _terms[placement].ChecksEnd; i++)
        {
            var (name, throughDay) = _checks[i];
            var held = false;
            foreach (var (own, day) in student.Checks)
            {
                held |= own == name && day >= throughDay;
            }

            if (!held)
            {
                return false;
            }
        }

        return true;
    }

    private bool CommitmentsFree(StudentTerms student, int work)
    {
        foreach (var commitment in student.Commitments)
        {
            if (_works[work].Collides(commitment))
            {
                return false;
            }
        }

        return true;
    }

    private static int NumberOf<TKey>(Dictionary<TKey, int> numbers, TKey key)
        where TKey : notnull
    {
        ref var number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, key, out var known);
        return known ? number : number = numbers.Count - 1;
    }
}
