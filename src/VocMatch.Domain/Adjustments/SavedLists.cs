using System.Collections.Immutable;
using VocMatch.Contracts.Markets;
using VocMatch.Matching.Index;
using VocMatch.Matching.Scoring;

namespace VocMatch.Domain.Adjustments;

/// <summary>
/// How a round's inputs follow a change: scores and eligibility do, lists do not. A student keeps what was saved, in its order; what was
/// ranked and could not be had comes back at its rank where the change makes the student eligible, and what the change puts out of reach
/// is dropped, exactly as a lock would freeze the same lists after the change. Who is completed on what is left over is completed from the
/// matches as they are then.
/// </summary>
internal sealed class SavedLists
{
    /// <summary>Candidates frozen for a student of the second pass, of which those with seats left are taken.</summary>
    private const int Candidates = 60;

    private readonly Scorer _scorer;
    private readonly ImmutableArray<InputPlacement> _before;
    private readonly ImmutableArray<InputPlacement> _placements;

    /// <param name="placements">Of the round, by their numbers.</param>
    /// <param name="words">Where the lists come from: "the lists saved for the round".</param>
    public SavedLists(Scorer scorer, ImmutableArray<InputPlacement> placements, string words)
        : this(scorer, placements, placements, words, new(() => new(scorer, placements)))
    {
    }

    private SavedLists(
        Scorer scorer, ImmutableArray<InputPlacement> before, ImmutableArray<InputPlacement> placements, string words, Lazy<OpenPlacements> open)
    {
        (_scorer, _before, _placements, Words, Open) = (scorer, before, placements, words, open);
    }

    /// <summary>Where the lists come from.</summary>
    public string Words { get; }

    /// <summary>Where nobody has saved a list: the rule by which a student's is made.</summary>
    public Func<StudentFacts, ImmutableArray<ListEntry>>? Made { get; init; }

    /// <summary>The round's placements with seats.</summary>
    public Lazy<OpenPlacements> Open { get; }

    /// <summary>The score as it is shown, in units.</summary>
    public static int Shown(int units) => (units + (ScoreUnits.PerHundredth / 2)) / ScoreUnits.PerHundredth * ScoreUnits.PerHundredth;

    /// <summary>The same where placements change too.</summary>
    public SavedLists On(ImmutableArray<InputPlacement> placements) =>
        new(_scorer, _placements, placements, Words, new(() => new(_scorer, placements))) { Made = Made };

    /// <summary>The student as the change makes them.</summary>
    public InputStudent Rescore(InputStudent student, StudentQuestion question, StudentFacts changed)
    {
        var own = Kept(student, changed, out var dropped);
        return WithLists(student with { Question = question, Facts = changed, Dropped = dropped }, own);
    }

    /// <summary>
    /// The student with other own choices, in the pass that follows from them, and completed from what is not among them. Locks of earlier
    /// versions had one list for both.
    /// </summary>
    /// <param name="student">With the facts and with what could not be had.</param>
    public InputStudent WithLists(InputStudent student, ImmutableArray<ListEntry> own)
    {
        if (student.Pass == 0)
        {
            return student;
        }

        var completion = student.AgreesToCompletion ? Completed(student, own) : (ImmutableArray<ListEntry>?)null;
        return student is { Pass: 2, Ranked: > 0 } ? student with { List = [.. own, .. completion!.Value], Ranked = own.Length }
            : completion is { } only && own.All(entry => student.Forbidden.Contains(entry.Placement))
                ? student with { Pass = 2, List = only, Ranked = 0, Completion = null }
                : student with { Pass = 1, List = own, Ranked = own.Length, Completion = completion };
    }

    /// <summary>What a student applies for, as the change makes them.</summary>
    public ImmutableArray<ListEntry> Changed(InputStudent student, StudentFacts changed) => Rescore(student, student.Question, changed).List;

    /// <summary>The priority of an application that is made anew: the employer's own list comes before the score.</summary>
    public static ListEntry Entry(InputStudent student, InputPlacement placement, int number, int score) =>
        new(number, placement.OwnList.TryGetValue(student.Id, out var units) ? units : Shown(score));

    private ImmutableArray<ListEntry> Kept(InputStudent student, StudentFacts changed, out ImmutableArray<DroppedEntry> dropped)
    {
        var list = ImmutableArray.CreateBuilder<ListEntry>(student.Ranked + student.Dropped.Length);
        var still = ImmutableArray.CreateBuilder<DroppedEntry>();
        var returned = 0;
        for (var i = 0; i <= student.Ranked; i++)
        {
            for (; returned < student.Dropped.Length && (i == student.Ranked || student.Dropped[returned].Behind <= i); returned++)
            {
                Add(student.Dropped[returned].Placement, wasEligible: false, 0);
            }

            if (i < student.Ranked)
            {
                Add(student.List[i].Placement, wasEligible: true, student.List[i].Units);
            }
        }

        dropped = still.ToImmutable();
        return list.ToImmutable();

        void Add(int placement, bool wasEligible, int units)
        {
            var (before, after) = (_scorer.Score(student.Facts, Seated(_before[placement])), _scorer.Score(changed, Seated(_placements[placement])));
            if (wasEligible && before is { } old && after is { } now)
            {
                list.Add(new(placement, units > ScoreUnits.Full ? units : Math.Clamp(units + Shown(now) - Shown(old), 0, ScoreUnits.Full)));
            }
            else if (wasEligible && before is null)
            {
                // What is no longer as it was when the lists were locked is not the change's doing.
                list.Add(new(placement, units));
            }
            else if (!wasEligible && before is null && after is { } score)
            {
                list.Add(Entry(student, _placements[placement], placement, score));
            }
            else
            {
                still.Add(new(placement, list.Count));
            }
        }
    }

    /// <summary>The best matches that the student did not rank and that may come about, and what the student was to be completed with before.</summary>
    private ImmutableArray<ListEntry> Completed(InputStudent student, ImmutableArray<ListEntry> own)
    {
        HashSet<int> without = [.. own.Select(entry => entry.Placement), .. student.Dropped.Select(entry => entry.Placement), .. student.Forbidden];
        var before = (student.Pass == 2 ? student.List : student.Completion ?? [])
            .Select(entry => (Number: entry.Placement, Score: _scorer.Score(student.Facts, _placements[entry.Placement].Facts)))
            .Where(entry => entry.Score is not null)
            .Select(entry => (entry.Number, Score: entry.Score!.Value));
        return
        [
            .. Open.Value.Top(student.Facts, Candidates + without.Count)
                .Where(match => !without.Contains(match.Number))
                .Take(Candidates)
                .Concat(before.Where(entry => !without.Contains(entry.Number)))
                .DistinctBy(match => match.Number)
                .OrderByDescending(match => match.Score)
                .ThenBy(match => match.Number)
                .Select(match => Entry(student, _placements[match.Number], match.Number, match.Score)),
        ];
    }

    /// <summary>The seats of a placement are the round's: that it had none left rules nobody out.</summary>
    private static PlacementFacts Seated(InputPlacement placement) =>
        placement.Facts is { OpenSeats: > 0 } facts ? facts : placement.Facts with { OpenSeats = 1 };
}

/// <summary>The placements of a round that have seats, for finding a student's best.</summary>
internal sealed class OpenPlacements
{
    private readonly PlacementIndex _index;
    private readonly Dictionary<string, int> _numbers;

    public OpenPlacements(Scorer scorer, ImmutableArray<InputPlacement> placements)
    {
        _index = new(scorer);
        _index.Load(placements.Select(placement => placement.Facts).Where(facts => facts.OpenSeats > 0));
        _numbers = Enumerable.Range(0, placements.Length).ToDictionary(i => placements[i].Id.Value, StringComparer.Ordinal);
    }

    /// <summary>The best eligible ones by their numbers, with the score in units.</summary>
    public IEnumerable<(int Number, int Score)> Top(StudentFacts student, int most) =>
        _index.Top(student, most).Ranked.Select(ranked => (_numbers[ranked.Placement.Id], ranked.Score));
}
