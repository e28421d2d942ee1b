namespace VocMatch.Matching.Profiles;

/// <summary>
/// The natural logarithm in thousandths, by integers alone: equal on every machine, which a library's logarithm is not promised to be. The
/// binary digits come one after another by squaring (Knuth, The Art of Computer Programming 1, 1.2.2, exercise 25).
/// </summary>
internal static class FixedLogarithm
{
    private const int Digits = 40;

    /// <summary>ln 2 times 2^62.</summary>
    private const ulong Ln2 = 0x2C5C85FDF473DE6B;

    /// <summary>round(1000 ln(dividend / divisor)), a half rounded up; the quotient is 1 or more, both are below 2^31.</summary>
    public static int Permille(long dividend, long divisor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(divisor, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(dividend, divisor);
        var whole = 0;
        while (dividend >= divisor << 1)
        {
            divisor <<= 1;
            whole++;
        }

        // 1 to below 2, with 62 binary places.
        var mantissa = (ulong)(((UInt128)dividend << 62) / (UInt128)divisor);
        var digits = (ulong)whole;
        for (var i = 0; i < Digits; i++)
        {
            mantissa = (ulong)((UInt128)mantissa * mantissa >> 62);
            digits <<= 1;
            if (mantissa >= 1UL << 63)
            {
                mantissa >>= 1;
                digits |= 1;
            }
        }

        return (int)(((UInt128)digits * Ln2 * 1_000 + (UInt128.One << (61 + Digits))) >> (62 + Digits));
    }
}
