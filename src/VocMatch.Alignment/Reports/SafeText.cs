namespace VocMatch.Alignment.Reports;

/// <summary>Words from outside in files that spreadsheets open.</summary>
internal static class SafeText
{
    /// <summary>
    /// A cell that a spreadsheet would take for a formula (it begins with = + - @, tab, carriage return or line feed, full-width forms too)
    /// is made words by an apostrophe before it (OWASP, CSV injection). Numbers are written by us and stay numbers.
    /// </summary>
    public static string Neutral(string text) =>
        text is ['=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠', ..] ? "'" + text : text;
}
