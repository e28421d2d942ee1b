using System.Text;

namespace VocMatch.Alignment.Published.Files;

/// <summary>A row of a file with the line on which it begins, from 1.</summary>
internal sealed record FileLine(int Number, string[] Cells)
{
    public bool IsBlank => Cells.All(cell => SourceText.Cell(cell).Length == 0);

    public string this[int column] => column >= 0 && column < Cells.Length ? Cells[column] : "";
}

/// <summary>
/// Text with delimiters as rows of any length (RFC 4180; Excel's <c>="..."</c> counts as quoted too). Title lines and footnotes have other numbers
/// of cells than the table, so nothing is demanded of a row here.
/// </summary>
internal static class DelimitedLines
{
    /// <returns>The rows, and the line of a quote that is never closed, else 0.</returns>
    public static (List<FileLine> Lines, int OpenQuote) Read(string text, ReadOnlySpan<char> delimiters)
    {
        var lines = new List<FileLine>();
        var cells = new List<string>();
        var cell = new StringBuilder();
        var (line, began, quoted, openedOn, atStart) = (1, 1, false, 0, true);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                {
                    cell.Append('"');
                    i++;
                }
                else if (c == '"')
                {
                    quoted = false;
                }
                else
                {
                    line += EndsLine(text, i) ? 1 : 0;
                    cell.Append(c);
                }
            }
            else if (atStart && c == '"')
            {
                (quoted, openedOn, atStart) = (true, line, false);
            }
            else if (atStart && c == '=' && i + 1 < text.Length && text[i + 1] == '"')
            {
                (quoted, openedOn, atStart) = (true, line, false);
                i++;
            }
            else if (delimiters.Contains(c))
            {
                EndCell();
            }
            else if (c is '\r' or '\n')
            {
                i += c == '\r' && i + 1 < text.Length && text[i + 1] == '\n' ? 1 : 0;
                EndLine();
                line++;
                began = line;
            }
            else
            {
                cell.Append(c);
                atStart = false;
            }
        }

        if (cell.Length > 0 || cells.Count > 0)
        {
            EndLine();
        }

        return (lines, quoted ? openedOn : 0);

        void EndCell()
        {
            cells.Add(cell.ToString());
            cell.Clear();
            atStart = true;
        }

        void EndLine()
        {
            EndCell();
            lines.Add(new(began, [.. cells]));
            cells.Clear();
        }
    }

    private static bool EndsLine(string text, int at) => text[at] == '\n' || (text[at] == '\r' && (at + 1 >= text.Length || text[at + 1] != '\n'));
}
