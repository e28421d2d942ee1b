using System.Collections.Immutable;
using System.Globalization;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Students;
using VocMatch.Domain.Rules;

namespace VocMatch.Domain.Students;

/// <summary>What an identity must meet to be stored, each rule with its field.</summary>
internal static class StudentIdentityRules
{
    /// <summary>The refusal of a row that has these beside a profile.</summary>
    public static Refusal OfRow(ImmutableArray<Violation> broken) =>
        Refusal.Invalid([.. broken.Select(violation => violation with { Field = $"identity.{violation.Field}" })]);

    public static ImmutableArray<Violation> Check(StudentIdentity identity, DateTimeOffset now)
    {
        var violations = new Violations();
        violations.Line("name", identity.Name);
        var born = identity.BirthDate;
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        violations.Require(
            born.Year >= 1900 && born < today && Birthdays.HasReached(born, 10, today),
            "birthDate",
            born.ToString("O", CultureInfo.InvariantCulture),
            "A date from 1900 on, at least ten years ago.");
        violations.OptionalLine("email", identity.Email, 254);
        violations.Require(
            identity.Email is not { } email || email.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < email.Length - 1,
            "email",
            identity.Email,
            "An e-mail address: something@somewhere.");
        violations.OptionalLine("phone", identity.Phone, 50);
        if (identity.Guardian is { } guardian)
        {
            violations.Line("guardian.name", guardian.Name);
            violations.Line("guardian.contact", guardian.Contact, 254);
        }

        return violations.ToImmutable();
    }
}
