using System.Collections.Immutable;

namespace VocMatch.Alignment.Adjustments;

/// <summary>What solving again with the change gave.</summary>
/// <param name="Students">Students of the program in the round.</param>
/// <param name="PlacedBefore">Of them placed without the change, under the round's own lottery.</param>
/// <param name="PlacedAfter">Of the program's students placed with it, under the same lottery.</param>
/// <param name="Low">Placed with it under an unfavourable lottery: the second smallest of those tried.</param>
/// <param name="High">Placed with it under a favourable one: the second largest.</param>
/// <param name="OthersChange">Students of other programs placed more or, negative, fewer.</param>
/// <param name="Seeds">Further lottery seeds tried.</param>
/// <param name="Simulated">True where no round has been run yet and preferences were simulated.</param>
public sealed record MeasuredEffect(
    int Students, int PlacedBefore, int PlacedAfter, int Low, int High, int OthersChange, int Seeds, bool Simulated)
{
    /// <summary>Students of the program with the change: another number where the intake changes.</summary>
    public int StudentsAfter { get; init; } = Students;

    /// <summary>Students of the program placed more.</summary>
    public int Gain => PlacedAfter - PlacedBefore;

    /// <summary>"placed 61 % -> 75 % (+17 of 120, 12 to 20), others -2"; with another intake both numbers of students.</summary>
    public override string ToString()
    {
        if (Students == 0 || StudentsAfter == 0)
        {
            return "no students in the round";
        }

        var (before, after) = (100.0 * PlacedBefore / Students, 100.0 * PlacedAfter / StudentsAfter);
        return StudentsAfter == Students
            ? FormattableString.Invariant(
                $"placed {before:0} % -> {after:0} % ({Gain:+0;-0;0} of {Students}, {Low - PlacedBefore} to {High - PlacedBefore}), others {OthersChange:+0;-0;0}")
            : FormattableString.Invariant(
                $"placed {PlacedBefore} of {Students} ({before:0} %) -> {PlacedAfter} of {StudentsAfter} ({after:0} %), others {OthersChange:+0;-0;0}");
    }
}

/// <summary>Solves again with one change.</summary>
public interface IEffectMeasure
{
    /// <summary>Null where it changes no program (a new program has no students yet, and is measured in another way).</summary>
    Task<MeasuredEffect?> Measure(Candidate candidate, CancellationToken cancellation);
}

/// <param name="Effect">Null for a proposal that cannot be tried: it is listed last and says so.</param>
public sealed record Suggestion(Candidate Candidate, MeasuredEffect? Effect);

/// <summary>Measures the best candidates and keeps those that help.</summary>
public static class SuggestionRanking
{
    /// <summary>
    /// By students of the program newly placed, then by all students newly placed, then in the candidates' order. A change that places
    /// nobody more, or takes as many places from others as it gives, is not suggested; dropping a skill or shrinking an intake is, where
    /// nobody loses a place by it, and a larger intake where at least half of those admitted more find a place that nobody else loses.
    /// </summary>
    /// <param name="most">Candidates to measure, the first of the list.</param>
    public static async Task<ImmutableArray<Suggestion>> Rank(
        ImmutableArray<Candidate> candidates, int most, IEffectMeasure measure, CancellationToken cancellation)
    {
        var suggestions = new List<Suggestion>();
        foreach (var candidate in candidates.Take(most))
        {
            var effect = await measure.Measure(candidate, cancellation).ConfigureAwait(false);
            if (effect is null || Helps(candidate, effect))
            {
                suggestions.Add(new(candidate, effect));
            }
        }

        return
        [
            .. suggestions
                .OrderByDescending(s => s.Effect?.Gain ?? int.MinValue)
                .ThenByDescending(s => (long)(s.Effect?.Gain ?? 0) + (s.Effect?.OthersChange ?? 0)),
        ];
    }

    private static bool Helps(Candidate candidate, MeasuredEffect effect) => candidate switch
    {
        DropSkill => effect.Gain >= 0 && effect.OthersChange >= 0,
        ChangeIntake { To: var to, From: var from } when to < from => effect.Gain >= 0 && effect.OthersChange >= 0,
        ChangeIntake => 2 * (effect.Gain + effect.OthersChange) >= effect.StudentsAfter - effect.Students,
        _ => effect.Gain > 0 && effect.Gain + effect.OthersChange > 0,
    };
}
