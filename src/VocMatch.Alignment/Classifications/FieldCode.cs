using System.Collections.Frozen;

namespace VocMatch.Alignment.Classifications;

/// <summary>
/// Codes of fields of study: ISCED-F 2013 (UNESCO Institute for Statistics, 2014) in two to four digits, and CIP 2020 (NCES), which is written
/// with a point after the two digits of its series. Two digits alone can be of both.
/// </summary>
public static class FieldCode
{
    private static readonly FrozenSet<string> Detailed = Codes(
        """
        0011 0021 0031 0111 0112 0113 0114 0188 0211 0212 0213 0214 0215 0221 0222 0223 0231 0232 0288 0311 0312 0313 0314 0321 0322 0388
        0411 0412 0413 0414 0415 0416 0417 0421 0488 0511 0512 0521 0522 0531 0532 0533 0541 0542 0588 0611 0612 0613 0688
        0711 0712 0713 0714 0715 0716 0721 0722 0723 0724 0731 0732 0788 0811 0812 0821 0831 0841 0888
        0911 0912 0913 0914 0915 0916 0917 0921 0922 0923 0988 1011 1012 1013 1014 1015 1021 1022 1031 1032 1041 1088
        """);

    private static readonly FrozenSet<string> Narrow = Detailed.Select(code => code[..3]).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Broad = Detailed.Select(code => code[..2]).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Series = Codes(
        """
        01 03 04 05 09 10 11 12 13 14 15 16 19 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53
        54 60 61
        """);

    /// <summary>Whether it is a field of ISCED-F 2013, of any breadth.</summary>
    /// <remarks>Beside the listed ones: 0 = not further defined, 8 = across the fields beside it, 9 = not elsewhere classified.</remarks>
    public static bool IsIsced(string code) => code.Length switch
    {
        2 => Broad.Contains(code),
        3 => Narrow.Contains(code) || (Broad.Contains(code[..2]) && code[2] is '0' or '8' or '9'),
        4 => Detailed.Contains(code)
            || (Narrow.Contains(code[..3]) && code[3] is '0' or '8' or '9')
            || (Broad.Contains(code[..2]) && code[2..] is "00" or "08" or "80" or "88" or "89" or "98" or "99"),
        _ => false,
    };

    /// <summary>Whether it is a field of CIP 2020, or the beginning of one.</summary>
    /// <remarks>The series is looked up; within it NCES has used almost every number at some time.</remarks>
    public static bool IsCip(string code) =>
        code.Length is >= 2 and <= 7
        && Series.Contains(code[..2])
        && (code.Length == 2 || (code[2] == '.' && code.AsSpan(3).IndexOfAnyExceptInRange('0', '9') < 0));

    private static FrozenSet<string> Codes(string text) =>
        text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
