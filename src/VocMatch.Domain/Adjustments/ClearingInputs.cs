using System.Collections.Immutable;
using System.Text;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Placements;
using VocMatch.Domain.Facts;
using VocMatch.Domain.Rounds.Clearing;
using VocMatch.Domain.Runtime;
using VocMatch.Matching.Scoring;

namespace VocMatch.Domain.Adjustments;

/// <summary>The inputs of the latest round of a scope, for questions about what something else would have given.</summary>
internal interface IClearingInputs
{
    /// <param name="notBefore">Inputs taken before this instant are taken again.</param>
    Task<ClearingInputs> Latest(QuestionScope scope, DateTimeOffset notBefore, CancellationToken cancellation);
}

/// <summary>Whom a question is about.</summary>
/// <param name="Regions">The region whose students are asked about, then those they reach; at least one.</param>
/// <param name="Field">Field of study of the students; null: all fields.</param>
internal sealed record QuestionScope(ImmutableArray<RegionId> Regions, string? Field = null)
{
    public RegionId Home => Regions[0];
}

/// <summary>A placement on a student's list, best first, with the priority the student has there.</summary>
/// <param name="Placement">Number of the placement in the inputs.</param>
/// <param name="Units">Score in ten-thousandths of a point.</param>
internal readonly record struct ListEntry(int Placement, int Units);

/// <summary>A placement that was ranked by somebody who may not have it.</summary>
/// <param name="Placement">Number of the placement in the inputs.</param>
/// <param name="Behind">Entries of the list ranked before it.</param>
internal readonly record struct DroppedEntry(int Placement, int Behind);

/// <param name="Facts">With the seats that the round may give.</param>
/// <param name="Reserves">Within those seats.</param>
internal sealed record InputPlacement(
    PlacementId Id, string Title, EmployerId Employer, OccupationId Occupation, PlacementFacts Facts, ImmutableArray<Reserve> Reserves)
{
    public byte[] Utf8Id { get; } = Encoding.UTF8.GetBytes(Id.Value);

    public RegionId Region { get; } = RegionId.Parse(Facts.Region);

    /// <summary>As posted: those that seats and caps leave no room for are not among <see cref="Reserves"/>.</summary>
    public ImmutableArray<Reserve> Posted { get; init; } = Reserves;

    /// <summary>Priorities, in units, of students whom the employer's own list puts before the score; empty where it has none.</summary>
    public IReadOnlyDictionary<StudentId, int> OwnList { get; init; } = ImmutableDictionary<StudentId, int>.Empty;

    public static InputPlacement Of(Placement placement, PlacementFacts facts, ImmutableArray<Reserve> reserves) => new(
        placement.Id, placement.Posting.Title, placement.Posting.Employer, placement.Posting.Occupation, facts, reserves)
    {
        Posted = placement.Posting.Reserves,
    };
}

/// <summary>A student of a clearing with facts and list, as it was frozen or simulated.</summary>
internal sealed record InputStudent(StudentId Id, StudentQuestion Question, StudentFacts Facts, ImmutableArray<ListEntry> List)
{
    public byte[] Utf8Id { get; } = Encoding.UTF8.GetBytes(Id.Value);

    /// <summary>0 = placed by hand, 1 = own choices, 2 = without one: the list is what the student is completed with.</summary>
    public int Pass { get; init; } = 1;

    /// <summary>What a student with own choices is completed with where they leave the student without a place, best first; null: did not agree.</summary>
    public ImmutableArray<ListEntry>? Completion { get; init; }

    public ImmutableArray<string> Tags { get; init; } = Question.Profile.Tags;

    /// <summary>Entries at the head of the list that the student ranked; those behind completed it.</summary>
    public int Ranked { get; init; } = List.Length;

    /// <summary>In the student's order.</summary>
    public ImmutableArray<DroppedEntry> Dropped { get; init; } = [];

    /// <summary>Numbers of placements that must never come about.</summary>
    public ImmutableArray<int> Forbidden { get; init; } = [];

    /// <summary>Number of the placement where the student is placed by hand.</summary>
    public int? Fixed { get; init; }

    public ProgramId Program => Question.Profile.Program;

    public bool AgreesToCompletion => Pass == 2 || Completion is not null;
}

/// <summary>Everything a clearing of a scope is computed from. Placements and students stand in ordinal order of their ids.</summary>
internal sealed record ClearingInputs
{
    private WorkedOut<SolvedInputs>? _solved;
    private WorkedOut<RoundComparison>? _comparison;

    /// <summary>The inputs with their result, worked out once for all who ask.</summary>
    public SolvedInputs Solved => Own(ref _solved, static inputs => new(inputs));

    /// <summary>What changes to these inputs are compared with, made once for all who ask.</summary>
    public RoundComparison Comparison => Own(ref _comparison, static inputs => new(inputs));

    /// <summary>The round's id; begins with <c>simulated</c> where it is none.</summary>
    public required string Basis { get; init; }

    public required bool Simulated { get; init; }

    /// <summary>The lottery's.</summary>
    public required string Seed { get; init; }

    public required Scorer Scorer { get; init; }

    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>When the round's lists were closed; null where there was no round.</summary>
    public DateTimeOffset? LockedAt { get; init; }

    public required ImmutableArray<InputPlacement> Placements { get; init; }

    public required ImmutableArray<InputStudent> Students { get; init; }

    /// <summary>Most students of an employer, where it has a cap.</summary>
    public required IReadOnlyDictionary<EmployerId, int> Caps { get; init; }

    /// <summary>How lists follow a change.</summary>
    public required SavedLists Rule { get; init; }

    /// <summary>By student, numbers of placements where an application waits for longer than the employer has to answer.</summary>
    public IReadOnlyDictionary<StudentId, ImmutableArray<int>> Unanswered { get; init; } = ImmutableDictionary<StudentId, ImmutableArray<int>>.Empty;

    /// <summary>Longest list in the second pass.</summary>
    public int MaximumRanks { get; init; } = SimulatedLists.Ranks;

    /// <summary>The same round with other students.</summary>
    public ClearingInputs With(IEnumerable<InputStudent> students) =>
        this with { Students = [.. students.OrderBy(student => student.Id.Value, StringComparer.Ordinal)] };

    /// <summary>The same round with more seats at a placement; a capped employer may take as many more.</summary>
    public ClearingInputs WithSeats(int placement, int more)
    {
        var present = Placements[placement];
        return With(placement, present with { Facts = present.Facts with { OpenSeats = present.Facts.OpenSeats + more } });
    }

    /// <summary>
    /// The same round with other terms of a placement, which scores and eligibility follow and lists do not; a capped employer may take as
    /// many more as there are more seats, or fewer.
    /// </summary>
    public ClearingInputs With(int placement, InputPlacement terms)
    {
        var (present, more) = (Placements[placement], terms.Facts.OpenSeats - Placements[placement].Facts.OpenSeats);
        var caps = more != 0 && Caps.TryGetValue(present.Employer, out var cap)
            ? new Dictionary<EmployerId, int>(Caps) { [present.Employer] = Math.Max(0, cap + more) }
            : Caps;
        var placements = Refitted(Placements.SetItem(placement, terms), caps);
        var isTheSameToStudents = present.Facts with { OpenSeats = 0 } == terms.Facts with { OpenSeats = 0 }
            && present.Facts.OpenSeats > 0 == terms.Facts.OpenSeats > 0;
        if (isTheSameToStudents)
        {
            return this with { Placements = placements, Caps = caps };
        }

        var rule = Rule.On(placements);
        return this with
        {
            Placements = placements,
            Caps = caps,
            Rule = rule,
            Students = [.. Students.AsParallel().AsOrdered().WithDegreeOfParallelism(Cores.Most).Select(student => IsTouched(student, placement) ? rule.Rescore(student, student.Question, student.Facts) : student)],
        };
    }

    /// <summary>The number of a placement; null where it is not among them.</summary>
    public int? NumberOf(PlacementId placement)
    {
        var (low, high) = (0, Placements.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            switch (string.CompareOrdinal(Placements[middle].Id.Value, placement.Value))
            {
                case 0: return middle;
                case < 0: low = middle + 1; break;
                default: high = middle - 1; break;
            }
        }

        return null;
    }

    /// <summary>A placement with other terms: of the round's seats as many more, or fewer, as are posted.</summary>
    public InputPlacement Terms(int placement, Placement present, Placement terms, int legalMinimumAge)
    {
        var now = Placements[placement];
        var seats = Math.Max(0, now.Facts.OpenSeats + terms.Posting.Seats - present.Posting.Seats);
        return InputPlacement.Of(terms, EngineFacts.Of(terms with { OpenSeats = seats }, Scorer.Table, legalMinimumAge), now.Reserves) with { OwnList = now.OwnList };
    }

    /// <summary>A copy with changes brings along what was worked out of the original: that is not its own.</summary>
    private T Own<T>(ref WorkedOut<T>? held, Func<ClearingInputs, T> make)
    {
        var found = Volatile.Read(ref held);
        if (!ReferenceEquals(found?.Of, this))
        {
            var own = new WorkedOut<T>(this, new(() => make(this)));
            found = Interlocked.CompareExchange(ref held, own, found) is { } other && ReferenceEquals(other.Of, this) ? other : own;
        }

        return found.Value.Value;
    }

    private sealed class WorkedOut<T>(ClearingInputs of, Lazy<T> value)
    {
        public ClearingInputs Of => of;

        public Lazy<T> Value => value;
    }

    private static bool IsTouched(InputStudent student, int placement) =>
        student.AgreesToCompletion
        || student.List.Any(entry => entry.Placement == placement)
        || student.Dropped.Any(entry => entry.Placement == placement);

    /// <summary>Reserves as a lock would fit them to seats and caps, where that is how they were fitted.</summary>
    private ImmutableArray<InputPlacement> Refitted(ImmutableArray<InputPlacement> changed, IReadOnlyDictionary<EmployerId, int> caps)
    {
        var (before, after) = (Fitted(Placements, Caps), Fitted(changed, caps));
        return Enumerable.Range(0, changed.Length).All(i => before[i].SequenceEqual(Placements[i].Reserves))
            ? [.. changed.Select((placement, i) => placement.Reserves.SequenceEqual(after[i]) ? placement : placement with { Reserves = after[i] })]
            : [.. changed.Select((placement, i) => ReferenceEquals(placement, Placements[i]) ? placement : placement with
            {
                Reserves = FittedReserves.Of(placement.Reserves, placement.Employer, placement.Facts.OpenSeats, []),
            })];

        static List<ImmutableArray<Reserve>> Fitted(ImmutableArray<InputPlacement> placements, IReadOnlyDictionary<EmployerId, int> caps)
        {
            var reservable = caps.ToDictionary(cap => cap.Key, cap => cap.Value);
            return [.. placements.Select(placement => FittedReserves.Of(placement.Posted, placement.Employer, placement.Facts.OpenSeats, reservable))];
        }
    }
}
