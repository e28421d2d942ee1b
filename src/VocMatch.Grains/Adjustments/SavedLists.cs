using System.Collections.Concurrent;
using System.Collections.Immutable;
using VocMatch.Matching.Index;
using VocMatch.Matching.Scoring;

namespace VocMatch.Grains.Adjustments;

/// <summary>
/// Lists of a real round. A student keeps what was saved, in its order; priorities rise and fall by what the change adds to the score,
/// except where an employer's own list put the student. What was ranked and could not be had comes back at its rank where the change
/// makes the student eligible. Behind it come only matches that the change opens: what could have been ranked before and was not is no
/// choice of the student's. A student of the second pass is completed from the matches as they are then, best first.
/// </summary>
/// <param name="placements">Of the round, by their numbers.</param>
/// <param name="maximumRanks">Longest list the round takes.</param>
internal sealed class SavedLists(Scorer scorer, ImmutableArray<InputPlacement> placements, int maximumRanks) : IListRule
{
    /// <summary>What is shown of a score, and is its priority: hundredths of a point.</summary>
    public const int UnitsShown = ScoreUnits.PerPoint / 100;

    private readonly Lazy<PlacementIndex> _index = new(() => Index(scorer, placements));
    private readonly Lazy<Dictionary<string, int>> _numbers =
        new(() => Enumerable.Range(0, placements.Length).ToDictionary(i => placements[i].Id.Value, StringComparer.Ordinal));

    private readonly ConcurrentDictionary<string, HashSet<int>> _openBefore = new(StringComparer.Ordinal);

    public string Words { get; } = FormattableString.Invariant(
        $"each student keeps the list saved for the round, with priorities as the change makes them, and continues it up to {maximumRanks} ranks only with matches that the change opens");

    public ImmutableArray<ListEntry> Changed(InputStudent student, StudentFacts changed)
    {
        var list = Kept(student, changed);
        var opened = Opened(student, changed).ToList();
        if (student.Pass == 2)
        {
            return
            [
                .. list.Take(student.Ranked),
                .. list.Skip(student.Ranked).Concat(opened).OrderByDescending(entry => scorer.Score(changed, Facts(entry.Placement)) ?? 0),
            ];
        }

        list.AddRange(opened.Take(maximumRanks - list.Count));
        return [.. list];
    }

    /// <summary>The score as it is shown, in units.</summary>
    public static int Shown(int units) => (units + (UnitsShown / 2)) / UnitsShown * UnitsShown;

    private List<ListEntry> Kept(InputStudent student, StudentFacts changed)
    {
        var list = new List<ListEntry>(student.List.Length + student.Dropped.Length);
        var returned = 0;
        for (var i = 0; i <= student.List.Length; i++)
        {
            for (; returned < student.Dropped.Length && student.Dropped[returned].Behind == i; returned++)
            {
                var facts = Facts(student.Dropped[returned].Placement);
                if (scorer.Score(student.Facts, facts) is null && scorer.Score(changed, facts) is { } score)
                {
                    list.Add(new(student.Dropped[returned].Placement, Shown(score)));
                }
            }

            if (i < student.List.Length && Rescored(student, changed, student.List[i]) is { } entry)
            {
                list.Add(entry);
            }
        }

        return list;
    }

    /// <summary>Null where the change makes the student ineligible.</summary>
    private ListEntry? Rescored(InputStudent student, StudentFacts changed, ListEntry entry)
    {
        var facts = Facts(entry.Placement);
        return (scorer.Score(student.Facts, facts), scorer.Score(changed, facts)) switch
        {
            ({ }, null) => null,
            ({ } before, { } after) when entry.Units <= ScoreUnits.Full =>
                entry with { Units = Math.Clamp(entry.Units + Shown(after) - Shown(before), 0, ScoreUnits.Full) },
            _ => entry,
        };
    }

    private IEnumerable<ListEntry> Opened(InputStudent student, StudentFacts changed)
    {
        var before = _openBefore.GetOrAdd(student.Id.Value, _ => [.. Acceptable(student.Facts).Select(entry => entry.Placement)]);
        return Acceptable(changed).Where(entry =>
            !before.Contains(entry.Placement)
            && student.List.All(own => own.Placement != entry.Placement)
            && student.Dropped.All(dropped => dropped.Placement != entry.Placement)
            && !student.Forbidden.Contains(entry.Placement));
    }

    private IEnumerable<ListEntry> Acceptable(StudentFacts student)
    {
        var held = SimulatedLists.Held(student);
        return _index.Value.Top(student, SimulatedLists.Looked).Ranked
            .Where(ranked => SimulatedLists.IsAcceptable(held, ranked.Placement))
            .Select(ranked => new ListEntry(_numbers.Value[ranked.Placement.Id], Shown(ranked.Score)));
    }

    /// <summary>The seats of a placement are the round's: that it had none left rules nobody out.</summary>
    private PlacementFacts Facts(int placement) =>
        placements[placement].Facts is { OpenSeats: > 0 } facts ? facts : placements[placement].Facts with { OpenSeats = 1 };

    private static PlacementIndex Index(Scorer scorer, ImmutableArray<InputPlacement> placements)
    {
        var index = new PlacementIndex(scorer);
        index.Load(placements.Select(placement => placement.Facts).Where(facts => facts.OpenSeats > 0));
        return index;
    }
}
