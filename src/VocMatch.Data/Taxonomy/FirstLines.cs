using VocMatch.Data.Tables;

namespace VocMatch.Data.Taxonomy;

/// <summary>Where a file says a thing for the first time; a second time contradicts the first, or cannot be told from it.</summary>
internal sealed class FirstLines(string what)
{
    private readonly Dictionary<string, long> lines = new(StringComparer.Ordinal);

    /// <exception cref="SourceFileException">It was said before; both lines are named.</exception>
    public string Once(SourceRow row, int column, string key)
    {
        if (!lines.TryAdd(key, row.Line))
        {
            throw row.Error(column, $"The {what} '{row[column]}' stands on line {lines[key]} already.");
        }

        return key;
    }
}
