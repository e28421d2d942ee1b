using System.Collections.Immutable;
using VocMatch.Contracts.Eligibility;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Domain.Eligibility;
using VocMatch.Domain.Rules;

namespace VocMatch.Domain.Offers;

/// <summary>What an offer and the answers to it must meet, each rule with its field.</summary>
internal static class OfferRules
{
    /// <summary>A student shall not be kept waiting, nor a seat kept free, for longer.</summary>
    public const int MaximumDays = 365;

    public static ImmutableArray<Violation> Check(OfferTerms terms, DateTimeOffset now)
    {
        var violations = new Violations();
        violations.Deadline("expiresAt", terms.ExpiresAt, now);
        violations.OptionalText("message", terms.Message, TextRules.Note);
        return violations.ToImmutable();
    }

    /// <summary>What holds of every deadline that is set or asked for.</summary>
    public static ImmutableArray<Violation> CheckDeadline(string field, DateTimeOffset until, DateTimeOffset now)
    {
        var violations = new Violations();
        violations.Deadline(field, until, now);
        return violations.ToImmutable();
    }

    private static void Deadline(this Violations violations, string field, DateTimeOffset until, DateTimeOffset now) =>
        violations.Require(until <= now.AddDays(MaximumDays), field, until.ToString("O"), $"At most {MaximumDays} days from now.");

    public static ImmutableArray<Violation> CheckReason(string reason)
    {
        var violations = new Violations();
        violations.Line("reason", reason, TextRules.Reason);
        return violations.ToImmutable();
    }

    public static ImmutableArray<Violation> CheckOptionalReason(string? reason)
    {
        var violations = new Violations();
        violations.OptionalLine("reason", reason, TextRules.Reason);
        return violations.ToImmutable();
    }

    /// <summary>The constraints that keep the student from working there, each with what is asked and what the student has.</summary>
    public static ImmutableArray<Violation> Unfit(IEnumerable<ConstraintResult> unmet) =>
        [.. unmet.Select(one => new Violation($"constraints.{one.Name}", one.Actual, ConstraintWords.NotMet(one)))];
}
