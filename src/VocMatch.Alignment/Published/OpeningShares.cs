namespace VocMatch.Alignment.Published;

/// <summary>
/// Each occupation's openings shared among the programs that feed it, in proportion to their completions: no opening counts twice, and
/// the shares add up to the openings of all fed occupations.
/// </summary>
public sealed class OpeningShares
{
    private readonly Dictionary<string, decimal> _byProgram;
    private readonly HashSet<string> _fed;

    private OpeningShares(Dictionary<string, decimal> byProgram, HashSet<string> fed) => (_byProgram, _fed) = (byProgram, fed);

    /// <param name="programs">Each program once, with the occupations it leads to, each of which has openings.</param>
    public static OpeningShares Of(
        IEnumerable<(string Program, int Completions, List<string> Occupations)> programs, IReadOnlyDictionary<string, int> openings)
    {
        var feeding = new SortedDictionary<string, List<(string Program, int Completions)>>(StringComparer.Ordinal);
        foreach (var (program, completions, occupations) in programs)
        {
            foreach (var occupation in occupations)
            {
                if (!feeding.TryGetValue(occupation, out var feeders))
                {
                    feeding[occupation] = feeders = [];
                }

                feeders.Add((program, completions));
            }
        }

        var shares = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var (occupation, feeders) in feeding)
        {
            var total = feeders.Sum(f => (long)f.Completions);
            foreach (var (program, completions) in feeders)
            {
                var share = total > 0 ? (decimal)openings[occupation] * completions / total : (decimal)openings[occupation] / feeders.Count;
                shares[program] = shares.GetValueOrDefault(program) + share;
            }
        }

        return new(shares, [.. feeding.Keys]);
    }

    public decimal Of(string program) => _byProgram.GetValueOrDefault(program);

    public bool IsFed(string occupation) => _fed.Contains(occupation);
}
