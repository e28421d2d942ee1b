using VocMatch.Contracts.Alignment;

namespace VocMatch.Alignment.Published.Files;

/// <summary>Checks what rows without figures say of each other.</summary>
internal static class LinkCheck
{
    private const decimal Tolerance = 0.01m;

    public static void Run(ReferenceKind kind, IReadOnlyList<SeriesEntry> entries, FileErrors errors)
    {
        if (kind == ReferenceKind.Classification)
        {
            Parents(entries, errors);
            return;
        }

        if (kind == ReferenceKind.CombinedCodes)
        {
            return;
        }

        foreach (var code in entries.GroupBy(entry => entry.Code, StringComparer.Ordinal).Where(code => code.Any(entry => entry.Weight is not null)))
        {
            if (code.Any(entry => entry.Weight is null))
            {
                errors.Add("Some pairs of the code have a weight and some have none.", "weight", code.First().Line, code.Key);
            }
            else if (code.Sum(entry => entry.Weight!.Value) is var sum && sum > 1 + Tolerance)
            {
                errors.Add("The weights of the code add up to more than 1.", "weight", code.First().Line, $"{code.Key}: {SourceText.Text0(sum)}");
            }
        }
    }

    private static void Parents(IReadOnlyList<SeriesEntry> entries, FileErrors errors)
    {
        var byCode = entries.ToDictionary(entry => entry.Code, StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (entry.Title.Length == 0)
            {
                errors.Add("A code has no label.", "label", entry.Line, entry.Code);
            }

            if (entry.Parent is { } parent && !byCode.ContainsKey(parent))
            {
                errors.Add("The code above is not in the file.", "parent", entry.Line, parent);
            }

            var (above, steps) = (entry.Parent, 0);
            while (above is not null && byCode.TryGetValue(above, out var next) && ++steps <= byCode.Count && above != entry.Code)
            {
                above = next.Parent;
            }

            if (above == entry.Code || steps > byCode.Count)
            {
                errors.Add("The code lies above itself.", "parent", entry.Line, entry.Code);
            }
        }
    }
}
