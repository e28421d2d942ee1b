using VocMatch.Contracts.Alignment;

namespace VocMatch.Alignment.Published.Files;

/// <summary>Refuses groups beside their parts: whoever adds such rows up counts each twice.</summary>
internal sealed class LevelCheck(ReferenceMapping mapping, FileErrors errors)
{
    private const int MinOthers = 3;
    private const int MinStemLength = 2;

    public void Run(IEnumerable<SeriesEntry> entries)
    {
        if (mapping.MixedLevels || mapping.Kind is not (ReferenceKind.Completions or ReferenceKind.Openings))
        {
            return;
        }

        foreach (var slice in entries.GroupBy(entry => (entry.Region, entry.Year)))
        {
            var rows = slice.Select(entry => (Stem: Codes.Stem(entry.Code), Entry: entry)).OrderBy(row => row.Stem, StringComparer.Ordinal).ToList();
            for (var at = 0; at < rows.Count; at++)
            {
                Check(rows, at);
            }

            CheckSum([.. slice]);
        }
    }

    /// <summary>A group is at least as large as what is given of its parts; a code that is shorter by chance mostly is not.</summary>
    private void Check(List<(string Stem, SeriesEntry Entry)> rows, int at)
    {
        var (stem, group) = rows[at];
        if (stem.Length < MinStemLength)
        {
            return;
        }

        var parts = rows.Skip(at + 1).TakeWhile(row => row.Stem.StartsWith(stem, StringComparison.Ordinal)).Where(row => row.Stem.Length > stem.Length).ToList();
        if (parts.Count > 0 && (group.Missing is not null || group.Value >= parts.Sum(part => part.Entry.Value)))
        {
            errors.Add(
                $"A group stands beside its parts (such as {parts[0].Entry.Code}), so that they would count twice: keep one level by where or a pattern, or say mixedLevels.",
                mapping.Code.Column, group.Line, group.Code);
        }
    }

    private void CheckSum(List<SeriesEntry> slice)
    {
        if (slice.Count <= MinOthers || slice.Exists(entry => entry.Missing is not null) || slice.MaxBy(entry => entry.Value) is not { Value: > 0 } largest
            || largest.Value * 2 != slice.Sum(entry => entry.Value) || slice.Count(entry => entry.Value > 0) <= MinOthers)
        {
            return;
        }

        errors.Add("The row is exactly the sum of all others of its region and year: name it in totals, or say mixedLevels.", mapping.Code.Column, largest.Line, largest.Code);
    }
}
