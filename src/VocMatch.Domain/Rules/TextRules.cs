using System.Globalization;
using System.Text;

namespace VocMatch.Domain.Rules;

/// <summary>What every text obeys: not blank, not endless, no control characters, nothing that cannot be written as UTF-8.</summary>
internal static class TextRules
{
    public const int Name = 200;

    /// <summary>Why somebody decided something.</summary>
    public const int Reason = 500;

    /// <summary>What somebody tells somebody else.</summary>
    public const int Note = 2_000;

    public const int Description = 10_000;

    /// <summary>Tags of a student, or that a placement reserves seats for.</summary>
    public const int Tags = 20;

    /// <summary>A required line of text.</summary>
    /// <param name="most">Most characters (UTF-16 units).</param>
    public static void Line(this Violations violations, string field, string value, int most = Name)
    {
        violations.Require(!string.IsNullOrWhiteSpace(value), field, value, "May not be blank.");
        Check(violations, field, value, most, lines: false);
    }

    /// <summary>A line that may be left out, but not blank.</summary>
    public static void OptionalLine(this Violations violations, string field, string? value, int most = Name)
    {
        if (value is not null)
        {
            violations.Line(field, value, most);
        }
    }

    /// <summary>A text of several lines that may be left out.</summary>
    public static void OptionalText(this Violations violations, string field, string? value, int most = Description)
    {
        if (value is not null)
        {
            Check(violations, field, value, most, lines: true);
        }
    }

    /// <summary>A short code: <c>police</c>, <c>51.3801</c>, <c>school:x</c>.</summary>
    public static void Tag(this Violations violations, string field, string value)
    {
        var valid = value.Length is > 0 and <= 64
            && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' or '/');
        violations.Require(valid, field, value, "1 to 64 of the characters A-Z a-z 0-9 . _ / -");
    }

    private static void Check(Violations violations, string field, string value, int most, bool lines)
    {
        violations.Require(
            value.Length <= most,
            field,
            $"{value.Length.ToString(CultureInfo.InvariantCulture)} characters",
            $"At most {most.ToString(CultureInfo.InvariantCulture)} characters.");
        foreach (var rune in value.EnumerateRunes())
        {
            // An unpaired surrogate is enumerated as the replacement character, which nobody writes on purpose either.
            if (rune == Rune.ReplacementChar || (Rune.IsControl(rune) && !(lines && rune.Value is '\n' or '\r' or '\t')))
            {
                violations.Add(field, $"U+{rune.Value:X4}", "May not contain control characters or broken characters.");
                return;
            }
        }
    }
}
