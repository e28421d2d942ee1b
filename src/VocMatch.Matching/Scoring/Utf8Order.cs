namespace VocMatch.Matching.Scoring;

/// <summary>
/// The order of ids: by their UTF-8 bytes. It is the order of code points, which differs from the order of UTF-16 units
/// where a surrogate meets a unit from U+E000 on.
/// </summary>
public sealed class Utf8Order : IComparer<string>
{
    /// <summary>The one instance.</summary>
    public static Utf8Order Instance { get; } = new();

    private Utf8Order()
    {
    }

    int IComparer<string>.Compare(string? x, string? y) =>
        x is null || y is null ? (x is null ? 0 : 1) - (y is null ? 0 : 1) : Compare(x, y);

    /// <summary>Negative when <paramref name="left"/> comes first, 0 when both are equal.</summary>
    public static int Compare(string left, string right)
    {
        var common = left.AsSpan().CommonPrefixLength(right);
        return common == left.Length || common == right.Length
            ? left.Length - right.Length
            : Rank(left[common]) - Rank(right[common]);
    }

    /// <summary>Moves surrogates above every other unit.</summary>
    private static int Rank(char unit) => char.IsSurrogate(unit) ? unit + 0x10000 : unit;
}
