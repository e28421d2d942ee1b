using System.Globalization;
using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Clearing.Markets;

/// <summary>
/// A priority of a student at a placement, higher is better: an exact decimal with six places, held as whole
/// millionths, of magnitude below 10^12.
/// </summary>
public readonly record struct Priority(long Millionths) : IComparable<Priority>
{
    /// <summary>Millionths in one point.</summary>
    public const long PerPoint = 1_000_000;

    /// <summary>The first magnitude, in millionths, that is refused.</summary>
    public const long Limit = 1_000_000_000_000L * PerPoint;

    private const int PerHundredth = (int)PerPoint / 100;

    private const int PerUnit = (int)PerPoint / ScoreUnits.PerPoint;

    /// <summary>True when the magnitude is below 10^12.</summary>
    public bool IsInRange => Millionths is > -Limit and < Limit;

    /// <summary>As people read it.</summary>
    public decimal Points => Millionths / (decimal)PerPoint;

    /// <summary>In <see cref="ScoreUnits"/>, what is finer cut off.</summary>
    public long Units => Millionths / PerUnit;

    /// <summary>Of whole points.</summary>
    public static Priority OfPoints(long points) => new(points * PerPoint);

    /// <summary>Of hundredths of a point, in which scores are shown.</summary>
    public static Priority OfHundredths(long hundredths) => new(hundredths * PerHundredth);

    /// <summary>Of the units in which scores are computed.</summary>
    /// <param name="units">In <see cref="ScoreUnits"/>.</param>
    public static Priority OfUnits(long units) => new(units * PerUnit);

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
            if (whole >= Limit / PerPoint)
            {
                return false;
            }
        }

        if (at == firstDigit)
        {
            return false;
        }

        var millionths = whole * PerPoint;
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
        var whole = (magnitude / PerPoint).ToString(CultureInfo.InvariantCulture);
        var rest = magnitude % PerPoint;
        var text = rest == 0 ? whole : whole + "." + rest.ToString("D6", CultureInfo.InvariantCulture).TrimEnd('0');
        return Millionths < 0 ? "-" + text : text;
    }
}
