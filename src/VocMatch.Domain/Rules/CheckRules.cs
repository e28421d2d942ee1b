using System.Collections.Frozen;
using System.Collections.Immutable;
using VocMatch.Contracts.Text;

namespace VocMatch.Domain.Rules;

/// <summary>
/// What may be asked of a student beside skills, and shown by one. One list for those who ask and those who hold: a name that only one
/// side knows would shut everybody out, or nobody. A check that only some regions know begins with <c>x-</c>, which no typing error does.
/// </summary>
internal static class CheckRules
{
    /// <summary>Checks that are asked for or held at most.</summary>
    public const int Max = 50;

    private const string Own = "x-";

    private static readonly ImmutableArray<string> Known =
    [
        "background", "confidentiality", "drivers-licence", "driving-licence", "drug-test", "first-aid", "food-hygiene", "forklift-licence",
        "health-and-safety", "immunisation", "insurance", "language", "manual-handling", "medical", "police", "radiation-protection",
        "safe-pass", "safeguarding", "security-clearance", "tuberculosis", "vaccination", "welding-certificate", "work-permit",
    ];

    private static readonly FrozenSet<string> Names = Known.ToFrozenSet(StringComparer.Ordinal);

    public static void Check(this Violations violations, string field, string name) =>
        violations.Require(
            Names.Contains(name) || (name.StartsWith(Own, StringComparison.Ordinal) && name.Length > Own.Length),
            field,
            name,
            $"The check '{name}' is none of {string.Join(", ", Known)}, nor {Own} and a name of your own.{NearestName.Suggestion(name, Known)}");
}
