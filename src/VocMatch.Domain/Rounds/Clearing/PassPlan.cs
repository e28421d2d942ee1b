using System.Collections.Immutable;
using VocMatch.Contracts.Rounds;
using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Domain.Rounds.Clearing;

/// <summary>The first pass a student takes part in.</summary>
public enum StudentPass
{
    /// <summary>With a valid choice of their own: cleared with it, whatever the length of the list.</summary>
    First,

    /// <summary>Without one, and agreed to be completed: cleared afterwards, on the seats left over.</summary>
    Second,

    /// <summary>Without one, and did not agree.</summary>
    Out,

    /// <summary>Placed by hand.</summary>
    Fixed,
}

/// <summary>
/// Who takes part in which pass (C10 of the clearing's specification). Everybody with a valid choice of their own takes part in the first,
/// so nobody of the second can take a seat from it. Whoever is unplaced after it and agreed takes part in the second, with what they did
/// not rank: so agreeing costs nobody a choice, and neither does a long list.
/// </summary>
public static class PassPlan
{
    /// <param name="ranked">Placements the student ranked that are in the round, and may be theirs.</param>
    public static StudentPass Of(int ranked, bool agreesToCompletion, bool isFixed, RoundSettings settings) =>
        isFixed ? StudentPass.Fixed
        : ranked > 0 ? StudentPass.First
        : IsCompleted(agreesToCompletion, settings) ? StudentPass.Second
        : StudentPass.Out;

    /// <summary>Whether a student whom the first pass leaves unplaced takes part in the second.</summary>
    public static bool IsCompleted(bool agreesToCompletion, RoundSettings settings) => settings.SecondPass && agreesToCompletion;

    /// <summary>
    /// What a student would be completed with, best first. Locks of earlier versions kept it in place of the own list, and took of it no more
    /// than a student may rank.
    /// </summary>
    /// <param name="maximumRanks">Most placements that a student may rank.</param>
    /// <returns>The candidates, and how many of those with a seat left count.</returns>
    public static (ImmutableArray<FrozenApplication> Candidates, int Most) Completion(this FrozenStudent student, int maximumRanks) =>
        student.Completion is { } own ? (own, RankBounds.MaxLength)
        : student.Pass == 2 ? (student.Applications, maximumRanks)
        : ([], 0);
}
