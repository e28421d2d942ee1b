using System.Collections.Immutable;

namespace VocMatch.Matching.Scoring;

/// <summary>The groups an occupation lies in, narrowest first; the first one is its unit group.</summary>
public static class OccupationPath
{
    /// <summary>ISCO-08: the unit group's four digits, then three, two and one. Shorter codes give a shorter path.</summary>
    /// <exception cref="ArgumentException">The code is not one to four digits.</exception>
    public static ImmutableArray<string> Isco(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (code.Length is < 1 or > 4 || !code.All(char.IsAsciiDigit))
        {
            throw new ArgumentException($"'{code}' is not an ISCO code of one to four digits.", nameof(code));
        }

        return [.. Enumerable.Range(0, code.Length).Select(dropped => code[..^dropped])];
    }

    /// <summary>
    /// SOC 2018, from a detailed code such as 29-1141 or an O*NET code such as 29-1141.00: broad occupation, minor group, major group.
    /// </summary>
    /// <exception cref="ArgumentException">The code does not begin with two digits, a hyphen and four digits.</exception>
    public static ImmutableArray<string> Soc(string code)
    {
        ArgumentNullException.ThrowIfNull(code);
        if (code.Length < 7 || code[2] != '-' || !code.AsSpan(0, 7).ToString().Remove(2, 1).All(char.IsAsciiDigit))
        {
            throw new ArgumentException($"'{code}' is not a SOC code such as 29-1141.", nameof(code));
        }

        // Three minor groups of SOC 2018 end with two zeros instead of three.
        var minor = code[..5] is "15-12" or "31-11" or "51-51" ? code[..5] + "00" : code[..4] + "000";
        return [code[..6] + "0", minor, code[..3] + "0000"];
    }
}
