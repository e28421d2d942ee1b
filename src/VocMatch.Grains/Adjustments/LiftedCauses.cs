using System.Collections.Immutable;
using VocMatch.Matching.Index;
using VocMatch.Matching.Scoring;

namespace VocMatch.Grains.Adjustments;

/// <summary>A cause for which seats and students miss each other.</summary>
/// <param name="Meaning">What is taken as given when it is lifted.</param>
internal sealed record MismatchCause(string Name, string Meaning);

/// <summary>What the seats left over would offer to a student if one cause were lifted.</summary>
internal sealed class LiftedCauses
{
    /// <summary>Best seats that are looked at for each student.</summary>
    private const int Looked = 60;

    private static readonly MismatchCause NotAnswering = new("employers who do not answer", "the employer takes the student whose application waits past its time");

    /// <summary>The student may rank whatever would take them: all causes after it are lifted on top of it.</summary>
    public static readonly MismatchCause ShortLists = new("short lists", "the student may rank every placement that would take them");
    private static readonly MismatchCause Region = new("region", "distance and regions do not count");
    private static readonly MismatchCause Field = new("field", "fields of study that the posting asks for do not count");
    private static readonly MismatchCause Level = new("level", "the level of qualification asked for does not count");
    private static readonly MismatchCause Timing = new("timing", "the student is free at any time");
    private static readonly MismatchCause Requirements = new("requirements", "every check is valid and every age is reached");
    private static readonly MismatchCause Conditions = new("conditions", "pay, hours and accommodation do not count");
    private static readonly MismatchCause Skills = new("skills", "the essential skills that are missing do not count");

    private readonly RoundInputs _inputs;
    private readonly PlacementIndex _seats;
    private readonly PlacementIndex _seatsForAnyField;
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly ImmutableHashSet<string> _regions;
    private readonly ImmutableArray<CheckHeld> _checks;

    /// <param name="free">By placement, seats left over.</param>
    public LiftedCauses(RoundInputs inputs, int[] free)
    {
        _inputs = inputs;
        var open = new List<PlacementFacts>();
        for (var placement = 0; placement < free.Length; placement++)
        {
            if (free[placement] > 0)
            {
                open.Add(inputs.Placements[placement].Facts with { OpenSeats = free[placement] });
                _numbers[inputs.Placements[placement].Id.Value] = placement;
            }
        }

        _seats = new(inputs.Scorer);
        _seats.Load(open);
        _seatsForAnyField = new(inputs.Scorer);
        _seatsForAnyField.Load(open.Select(facts => facts with { ProgramFields = [] }));
        _regions = open.Select(facts => facts.Region).ToImmutableHashSet(StringComparer.Ordinal);
        _checks = [.. open.SelectMany(facts => facts.RequiredChecks).Select(check => check.Name).Distinct().Select(name => new CheckHeld(name, DateOnly.MaxValue))];
    }

    /// <summary>In the order in which they are lifted.</summary>
    public static ImmutableArray<MismatchCause> All { get; } = [NotAnswering, ShortLists, Region, Field, Level, Timing, Requirements, Conditions, Skills];

    /// <summary>For every student the best seats with the cause lifted, and nothing else.</summary>
    /// <param name="students">Their numbers in the inputs.</param>
    public ImmutableArray<ListEntry>[] Options(int[] students, MismatchCause cause)
    {
        var options = new ImmutableArray<ListEntry>[students.Length];
        Parallel.For(0, students.Length, s => options[s] = cause == NotAnswering
            ? Waiting(_inputs.Students[students[s]])
            : Options(_inputs.Students[students[s]].Facts, cause));
        return options;
    }

    /// <summary>Seats left over where the student's application waits.</summary>
    private ImmutableArray<ListEntry> Waiting(InputStudent student) =>
    [
        .. from placement in _inputs.Unanswered.GetValueOrDefault(student.Id, [])
           let facts = _seats.Find(_inputs.Placements[placement].Id.Value)
           where facts is not null
           let score = _inputs.Scorer.Score(student.Facts, facts)
           where score is not null
           select new ListEntry(placement, score.Value),
    ];

    private ImmutableArray<ListEntry> Options(StudentFacts student, MismatchCause cause)
    {
        var held = SimulatedLists.Held(student);
        var index = cause == Field ? _seatsForAnyField : _seats;
        return
        [
            .. index.Top(Lifted(student, cause), Looked).Ranked
                .Where(ranked => cause == Skills || SimulatedLists.IsAcceptable(held, ranked.Placement))
                .Select(ranked => new ListEntry(_numbers[ranked.Placement.Id], ranked.Score)),
        ];
    }

    private StudentFacts Lifted(StudentFacts student, MismatchCause cause)
    {
        if (cause == Region)
        {
            return student with { ReachableRegions = _regions, MaxDistanceKm = null };
        }

        if (cause == Level)
        {
            return student with { EducationLevel = int.MaxValue };
        }

        if (cause == Timing)
        {
            return student with { Free = null, Commitments = [] };
        }

        if (cause == Requirements)
        {
            return student with { Checks = _checks, SixteenOn = DateOnly.MinValue, EighteenOn = DateOnly.MinValue };
        }

        return cause == Conditions ? student with { Minimum = MinimumConditions.None } : student;
    }
}
