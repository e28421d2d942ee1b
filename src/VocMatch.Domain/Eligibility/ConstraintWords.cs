using System.Collections.Frozen;
using VocMatch.Contracts.Eligibility;
using VocMatch.Domain.Programs;
using VocMatch.Domain.Rules;
using VocMatch.Matching.Scoring;

namespace VocMatch.Domain.Eligibility;

/// <summary>Constraints in words for people; their names as machines read them stand in members of their own.</summary>
public static class ConstraintWords
{
    private static readonly FrozenDictionary<string, string> Words = Constraints.All
        .Select(constraint => (constraint.Name, constraint.Words))
        .Concat(ConstraintNames.BesideMatching)
        .Concat(ProgramWords.Constraints)
        .ToFrozenDictionary(one => one.Name, one => one.Words, StringComparer.Ordinal);

    /// <summary>Every name that has words.</summary>
    public static IEnumerable<string> Named => Words.Keys;

    /// <summary>A constraint as words that follow "not met": <c>minimumAge</c> is "minimum age".</summary>
    /// <remarks>A row of an earlier version may name one that there is no more.</remarks>
    public static string Name(string constraint) => Words.TryGetValue(constraint, out var words) ? words : MemberWords.Of(constraint);

    public static string Names(IEnumerable<ConstraintResult> unmet) => string.Join(", ", unmet.Select(one => Name(one.Name)));

    /// <summary>Why a pair does not meet a constraint, to stand behind its name.</summary>
    public static string Reason(string required, string actual) => $"{required} is asked, it is {actual}";

    /// <summary>Each constraint with what is asked and what the student has.</summary>
    public static string WithValues(IEnumerable<ConstraintResult> unmet) =>
        string.Join("; ", unmet.Select(one => $"{Name(one.Name)}: asked is {one.Required}, it is {one.Actual}"));

    /// <summary>One that is not met and what it asks for, as sentences.</summary>
    public static string NotMet(ConstraintResult unmet) => $"Not met: {Name(unmet.Name)}. Asked for: {unmet.Required}.";
}
