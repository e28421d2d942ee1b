using System.Globalization;

namespace VocMatch.Matching.Clearing.Markets;

/// <summary>
/// A priority of a student at a placement, higher is better: an exact decimal with six places, held as whole
/// millionths, of magnitude below 10^12.
/// </summary>
public readonly record struct Priority(long Millionths) : IComparable<Priority>
{
    /// <summary>The first magnitude, in millionths, that is refused.</summary>
    public const long Limit = 1_000_000_000_000L * 1_000_000L;

    /// <summary>True when the magnitude is below 10^12.</summary>
    public bool IsInRange => Millionths is > -Limit and < Limit;

    /// <summary>Reads <c>-?digits(.1-6 digits)?</c>; an exponent, a plus sign, a comma or a seventh decimal is refused.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out Priority value)
    {
        value = default;
        var at = 0;
        var negative = text.Length > 0 && text[0] == (byte)'-';
        if (negative)
        {
            at = 1;
        }

        var firstDigit = at;
        long whole = 0;
        for (; at < text.Length && (uint)(text[at] - '0') <= 9; at++)
        {
            whole = whole * 10 + (text[at] - '0');
            if (whole >= Limit / 1_000_000)
            {
                return false;
            }
        }

        if (at == firstDigit)
        {
            return false;
        }

        var millionths = whole * 1_000_000;
        if (at < text.Length)
        {
            if (text[at] != (byte)'.' || text.Length - at - 1 is < 1 or > 6)
            {
                return false;
            }

            var unit = 100_000;
            for (at++; at < text.Length; at++, unit /= 10)
            {
                if ((uint)(text[at] - '0') > 9)
                {
                    return false;
                }

                millionths += (text[at] - '0') * unit;
            }
        }

        value = new Priority(negative ? -millionths : millionths);
        return true;
    }

    public int CompareTo(Priority other) => Millionths.CompareTo(other.Millionths);

    /// <summary>The shortest decimal that reads back as the same priority: <c>71.300001</c>, <c>50</c>, <c>-0.5</c>.</summary>
    public override string ToString()
    {
        var magnitude = Math.Abs(Millionths);
        var whole = (magnitude / 1_000_000).ToString(CultureInfo.InvariantCulture);
        var rest = magnitude % 1_000_000;
        var text = rest == 0 ? whole : whole + "." + rest.ToString("D6", CultureInfo.InvariantCulture).TrimEnd('0');
        return Millionths < 0 ? "-" + text : text;
    }
}
