using System.Collections.Immutable;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Eligibility;
using VocMatch.Domain.Rules;

namespace VocMatch.Domain.Rounds.Phases;

/// <summary>Whether fixed and forbidden pairs agree with each other (C8, C9 of the clearing's specification).</summary>
public static class RoundPairs
{
    public static ImmutableArray<Violation> Check(ImmutableArray<FixedPair> @fixed, ImmutableArray<ForbiddenPair> forbidden)
    {
        var found = ImmutableArray.CreateBuilder<Violation>();
        var barred = new HashSet<(string, string)>();
        for (var i = 0; i < forbidden.Length; i++)
        {
            var pair = forbidden[i];
            Reasoned($"forbidden[{i}].reason", pair.Reason);
            if (!barred.Add((pair.Student.Value, pair.Placement.Value)))
            {
                found.Add(new($"forbidden[{i}]", $"{pair.Student}, {pair.Placement}", "A pair is forbidden once."));
            }
        }

        var students = new HashSet<string>();
        for (var i = 0; i < @fixed.Length; i++)
        {
            var pair = @fixed[i];
            Reasoned($"fixed[{i}].reason", pair.Reason);
            if (pair.Override is { } waiver)
            {
                Reasoned($"fixed[{i}].override.reason", waiver.Reason);
                Named($"fixed[{i}].override.proposedBy", waiver.ProposedBy);
                Constraints($"fixed[{i}].override.constraints", waiver.Constraints);
            }

            if (!students.Add(pair.Student.Value))
            {
                found.Add(new($"fixed[{i}].student", pair.Student.Value, "A student is fixed to one placement."));
            }

            if (barred.Contains((pair.Student.Value, pair.Placement.Value)))
            {
                found.Add(new($"fixed[{i}]", $"{pair.Student}, {pair.Placement}", "A pair is not both fixed and forbidden."));
            }
        }

        return found.ToImmutable();

        void Named(string field, string person)
        {
            if (!IsPerson(person))
            {
                found.Add(new(field, person, PersonRule));
            }
        }

        void Constraints(string field, ImmutableArray<string> names)
        {
            if (names.IsDefaultOrEmpty)
            {
                found.Add(new(field, null, "An override names at least one constraint."));
            }

            foreach (var name in (names.IsDefault ? [] : names).Where(name => !ConstraintNames.OfPairs.Contains(name)))
            {
                found.Add(new(field, name, $"No constraint has this name. There are: {string.Join(", ", ConstraintNames.OfPairs.Order(StringComparer.Ordinal).Select(known => $"'{known}'"))}."));
            }
        }

        void Reasoned(string field, string reason)
        {
            if (string.IsNullOrWhiteSpace(reason) || reason.Any(char.IsControl))
            {
                found.Add(new(field, reason, "A pair set by hand has a reason, on one line."));
            }
            else if (reason.TrimStart()[0] is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠')
            {
                // It stands to the letter in files whose digest is certified, and that spreadsheets open: it cannot be made safe there.
                found.Add(new(field, reason, "A reason does not begin with = + - or @: a spreadsheet would take it for a formula."));
            }
        }
    }

    private static string PersonRule => $"A person's name or mark, 1 to {TextRules.Name} characters on one line.";

    /// <summary>Fixed pairs with the confirmations that their overrides have had: an override that says something else has none yet.</summary>
    public static (ImmutableArray<FixedPair> Kept, ImmutableArray<Violation> Broken) WithConfirmations(
        ImmutableArray<FixedPair> @fixed, ImmutableArray<FixedPair> before)
    {
        var confirmed = before.Where(pair => pair.Override is { ConfirmedBy: not null }).ToDictionary(pair => (pair.Student, pair.Placement), pair => pair.Override!);
        var kept = ImmutableArray.CreateBuilder<FixedPair>(@fixed.Length);
        var broken = ImmutableArray.CreateBuilder<Violation>();
        foreach (var (pair, i) in @fixed.Select((pair, i) => (pair, i)))
        {
            var by = pair.Override is { Constraints.IsDefault: false } proposed
                && confirmed.TryGetValue((pair.Student, pair.Placement), out var had) && had.Proposes(proposed) ? had.ConfirmedBy : null;
            if (pair.Override?.ConfirmedBy is { } claimed && claimed != by)
            {
                broken.Add(new($"fixed[{i}].override.confirmedBy", claimed, "The second person confirms in a request of their own."));
            }

            kept.Add(pair.Override is null ? pair : pair with { Override = pair.Override with { ConfirmedBy = by } });
        }

        return (kept.ToImmutable(), broken.ToImmutable());
    }

    /// <summary>Why somebody cannot confirm an override; null where they can.</summary>
    public static Violation? CheckConfirmation(PairOverride proposed, string by) => by switch
    {
        _ when !IsPerson(by) => new("confirmedBy", by, PersonRule),
        _ when string.Equals(by.Trim(), proposed.ProposedBy.Trim(), StringComparison.OrdinalIgnoreCase) =>
            new("confirmedBy", by, "Somebody else than who proposed the override."),
        _ => null,
    };

    private static bool IsPerson(string? person) =>
        !string.IsNullOrWhiteSpace(person) && person.Length <= TextRules.Name && !person.Any(char.IsControl);
}
