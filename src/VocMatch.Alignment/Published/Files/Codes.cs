using System.Text.RegularExpressions;

namespace VocMatch.Alignment.Published.Files;

/// <summary>What happens to codes on their way through offices' files.</summary>
internal static partial class Codes
{
    /// <summary>Why a code cannot be one; null where it may be.</summary>
    public static string? Damage(string code) =>
        code.Length > 64 ? "is longer than 64 characters."
        : code.Any(char.IsControl) ? "holds a control character."
        : Dated().IsMatch(code) ? "is a date: Excel makes one of codes such as 11-10. Take the column as text."
        : Scientific().IsMatch(code) ? "is a number in scientific notation: Excel makes one of long codes. Take the column as text."
        : null;

    /// <summary>True for a code whose leading zero seems lost: <c>1.0000</c> of 01.0000.</summary>
    public static bool LooksShortened(string code) => Shortened().IsMatch(code);

    /// <summary>Equal for codes that differ only by zeros that a spreadsheet drops: in front, and behind a point. Others are themselves.</summary>
    public static string WithoutLostZeros(string code)
    {
        if (!Numeric().IsMatch(code))
        {
            return code;
        }

        var front = code.TrimStart('0');
        return front.Contains('.', StringComparison.Ordinal) ? front.TrimEnd('0').TrimEnd('.') : front;
    }

    /// <summary>The signs by which a code lies within another: letters and digits; the zeros that end a SOC group (29-1000) are no part of it.</summary>
    public static string Stem(string code)
    {
        var soc = Soc().IsMatch(code);
        var stem = string.Concat(code.Where(char.IsLetterOrDigit));
        return soc ? stem.TrimEnd('0') : stem;
    }

    public static bool IsSoc(string code) => Soc().IsMatch(code);

    [GeneratedRegex(@"^([0-9]{1,2}-(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)(-[0-9]{2,4})?|(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-[0-9]{2,4}|[0-9]{4}-[0-9]{2}-[0-9]{2}( 00:00:00)?|[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4})\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Dated();

    [GeneratedRegex(@"^[0-9](\.[0-9]+)?E\+[0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Scientific();

    [GeneratedRegex(@"^[0-9]\.[0-9]{2,4}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shortened();

    [GeneratedRegex(@"^[0-9]+(\.[0-9]*)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Numeric();

    [GeneratedRegex(@"^[0-9]{2}-[0-9]{4}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Soc();
}
