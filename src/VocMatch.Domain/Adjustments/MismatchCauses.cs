using System.Collections.Frozen;
using System.Collections.Immutable;
using VocMatch.Matching.Scoring;

namespace VocMatch.Domain.Adjustments;

/// <summary>A cause for which a student and a seat, both left over, are apart.</summary>
/// <param name="Meaning">What it says of such a pair.</param>
internal sealed record MismatchCause(string Name, string Meaning);

/// <summary>The constraints of a match as causes, and two causes that are no constraints.</summary>
internal static class MismatchCauses
{
    /// <summary>The pair is barred, by the student or by the round.</summary>
    public const int Barred = 9;

    /// <summary>Nothing stands against the pair, and the student did not rank the placement.</summary>
    public const int List = 10;

    /// <summary>The student has applied there, and the employer has let the time for an answer pass.</summary>
    public const int Unanswered = 11;

    /// <summary>By their numbers.</summary>
    public static ImmutableArray<MismatchCause> All { get; } =
    [
        new("region", "the seat is in a region that the student does not reach"),
        new("distance", "the seat is farther away than the student goes"),
        new("timing", "the student is not free when the work is done, or applications have closed"),
        new("level", "the posting asks for a higher level of qualification"),
        new("field", "the posting asks for another field of study"),
        new("requirements", "a check that the posting asks for is missing or runs out too early"),
        new("age", "the student is too young on the first day"),
        new("skills", "the posting asks for skills that the student does not hold"),
        new("conditions", "pay, hours or accommodation are not what the student needs"),
        new("barred", "the student and the employer may not come together"),
        new("list", "the student could have had the seat and did not rank it"),
        new("unanswered", "the student applied, and the employer did not answer in time"),
    ];

    /// <summary>Number of the cause that a failing constraint is; null for that of open seats, which those left over have.</summary>
    public static int? Of(Constraint constraint) => Constraints.Of(constraint).Cause is { } cause ? Numbers[cause] : null;

    private static readonly FrozenDictionary<string, int> Numbers =
        Enumerable.Range(0, All.Length).ToFrozenDictionary(number => All[number].Name, StringComparer.Ordinal);
}
