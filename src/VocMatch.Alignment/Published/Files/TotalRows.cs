using System.Collections.Frozen;
using System.Text.RegularExpressions;
using VocMatch.Contracts.Alignment;

namespace VocMatch.Alignment.Published.Files;

/// <summary>Knows rows that add up the others, by what offices call them.</summary>
internal sealed partial class TotalRows(ReferenceMapping mapping)
{
    private static readonly FrozenSet<string> Codes = new[] { "TOTAL", "TOT", "TT", "_T", "00-0000" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Labels = new[]
    {
        "total", "totals", "all", "grand total", "sum", "sub-total", "subtotal", "insgesamt", "gesamt", "summe", "zusammen", "ensemble", "totaal", "totale", "totalt",
        "i alt", "yhteensä", "razem", "ogółem", "celkem", "spolu", "összesen", "toplam", "итого", "всего", "合计", "总计", "小计", "合計", "総計", "計", "합계",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private readonly FrozenSet<string> _named = mapping.Totals.Select(SourceText.Cell).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private readonly bool _isCip = mapping.Kind == ReferenceKind.Completions && mapping.Classification?.StartsWith("cip", StringComparison.OrdinalIgnoreCase) is null or true;

    /// <param name="whole">The cell that the code was taken from.</param>
    public bool Holds(string code, string whole, string title) =>
        _named.Contains(code) || _named.Contains(whole) || _named.Contains(title)
        || Codes.Contains(code) || (_isCip && code is "99" or "99.0000" or "99.") || IsLabel(whole) || IsLabel(title);

    private static bool IsLabel(string text) => Labels.Contains(text) || Sentence().IsMatch(text);

    /// <summary>"Total, field of study", "All occupations", but not "Total quality management" or "All other drivers".</summary>
    [GeneratedRegex(@"^(total\s*[,:;(–-].*|total,? (of )?(all\b.*|occupations?|programs?|programmes?|fields?( of study)?|persons?|employment)|all (occupations?|programs?|programmes?|fields?( of study)?|courses?|subjects?|majors?)(,.*)?)\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Sentence();
}
