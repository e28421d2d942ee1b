namespace VocMatch.Contracts.Text;

/// <summary>The known name that an unknown one was probably meant to be.</summary>
public static class NearestName
{
    /// <summary>
    /// The name of least edit distance (Damerau 1964: a letter too many, too few, another, or two exchanged), letters of other case counted as
    /// equal, where it is at most a third of the length; null where none is that near. The first of several.
    /// </summary>
    public static string? Of(string name, IEnumerable<string> known) => known
        .Select(candidate => (candidate, distance: Distance(name.Trim().ToLowerInvariant(), candidate.ToLowerInvariant())))
        .Where(one => one.distance <= Math.Max(1, one.candidate.Length / 3))
        .OrderBy(one => one.distance)
        .Select(one => one.candidate)
        .FirstOrDefault();

    /// <summary>A sentence that names it, to stand behind another; empty where none is near.</summary>
    public static string Suggestion(string name, IEnumerable<string> known) => Of(name, known) is { } near ? $" Is '{near}' meant?" : "";

    private static int Distance(string first, string second)
    {
        var cost = new int[first.Length + 1, second.Length + 1];
        for (var i = 0; i <= first.Length; i++)
        {
            for (var j = 0; j <= second.Length; j++)
            {
                cost[i, j] = i == 0 || j == 0
                    ? i + j
                    : Math.Min(cost[i - 1, j - 1] + (first[i - 1] == second[j - 1] ? 0 : 1), 1 + Math.Min(cost[i - 1, j], cost[i, j - 1]));
                if (i > 1 && j > 1 && first[i - 1] == second[j - 2] && first[i - 2] == second[j - 1])
                {
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
                }
            }
        }

        return cost[first.Length, second.Length];
    }
}
