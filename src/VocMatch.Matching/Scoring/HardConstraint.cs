using System.Text.Json;

namespace VocMatch.Matching.Scoring;

/// <summary>One constraint of one pair: whether it holds, what the placement or the student asks, and what the other side has.</summary>
public sealed record ConstraintVerdict(Constraint Constraint, bool Holds, string Asked, string Found);

/// <summary>Where the constraints of a pair are held against it.</summary>
[Flags]
public enum CheckPoints
{
    None = 0,

    /// <summary>A market ranks placements or students.</summary>
    Search = 1,

    /// <summary>A list is scored: at a round's lock, and before it for warnings and risks.</summary>
    Lock = 2,

    /// <summary>A student shares an application.</summary>
    Application = 4,

    /// <summary>An employer makes an offer to somebody who did not apply.</summary>
    Offer = 8,

    /// <summary>A pair is placed by hand.</summary>
    HandPlacement = 16,

    /// <summary>A round's offer is made, which was decided at its lock.</summary>
    Publication = 32,

    /// <summary>A repair moves a student.</summary>
    Repair = 64,

    /// <summary>Two students change places.</summary>
    Swap = 128,

    /// <summary>An offer that stands is accepted, given other terms, or reviewed once something about it has changed.</summary>
    Acceptance = 256,

    /// <summary>A seat that came free is offered to who waits for it.</summary>
    Promotion = 512,

    /// <summary>An employer makes an offer to somebody who has applied.</summary>
    OfferToApplicant = 1024,

    All = Search | Lock | Application | Offer | HandPlacement | Publication | Repair | Swap | Acceptance | Promotion | OfferToApplicant,
}

/// <summary>All that is known of one hard constraint.</summary>
public sealed class HardConstraint
{
    internal HardConstraint(
        Constraint constraint,
        string words,
        OfPair<bool> holds,
        OfPair<(string Asked, string Found)> values,
        Func<PlacementFacts, object?> reads)
    {
        (Constraint, Words, Holds, Values, Reads) = (constraint, words, holds, values, reads);
        Name = JsonNamingPolicy.CamelCase.ConvertName(constraint.ToString());
        Bit = 1 << (int)constraint;
    }

    internal delegate TResult OfPair<out TResult>(StudentFacts student, PlacementFacts placement, int metres, SkillCoverage skills);

    /// <summary>Its number, and so its place in the order.</summary>
    public Constraint Constraint { get; }

    /// <summary>For machines, in camel case. Stands in stored rows: never renamed.</summary>
    public string Name { get; }

    /// <summary>For people, to follow "not met": <c>minimum age</c>.</summary>
    public string Words { get; }

    /// <summary>Where it is held against a pair.</summary>
    public CheckPoints CheckedAt { get; init; } = CheckPoints.All;

    /// <summary>Whether two people together may waive it for a pair placed by hand.</summary>
    public bool CanBeOverridden { get; init; } = true;

    /// <summary>The cause under which statistics count a student and a seat that it keeps apart; null: none, since every seat left over meets it.</summary>
    public required string? Cause { get; init; }

    /// <summary>The function that decides it, and the only one; metres are those from home to the site.</summary>
    internal OfPair<bool> Holds { get; }

    /// <summary>What is asked and what is found, in words that do not depend on a culture.</summary>
    internal OfPair<(string Asked, string Found)> Values { get; }

    /// <summary>The facts of a placement that decide it, as one value: placements that share it share the verdict, whoever the student is.</summary>
    internal Func<PlacementFacts, object?> Reads { get; }

    /// <summary>The field of a student that nobody recorded and without which it does not hold; null where nothing is missing.</summary>
    public Func<StudentFacts, string?> Unknown { get; init; } = static _ => null;

    internal int Bit { get; }

    internal ConstraintVerdict Explain(StudentFacts student, PlacementFacts placement, int metres, SkillCoverage skills)
    {
        var (asked, found) = Values(student, placement, metres, skills);
        return new ConstraintVerdict(Constraint, Holds(student, placement, metres, skills), asked, found);
    }
}
