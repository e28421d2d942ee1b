namespace VocMatch.Alignment.Published;

/// <summary>
/// Each occupation's openings shared among the programs that feed it, in proportion to their completions: no opening counts twice, and
/// the shares add up to the openings of all fed occupations. Where completions of a feeder or the openings are missing, the shares are too.
/// </summary>
public sealed class OpeningShares
{
    private readonly Dictionary<string, decimal?> _byProgram;
    private readonly HashSet<string> _fed;

    private OpeningShares(Dictionary<string, decimal?> byProgram, HashSet<string> fed) => (_byProgram, _fed) = (byProgram, fed);

    /// <param name="programs">Each program once, with its completions (null: missing) and the occupations it leads to, each of which has a row of openings.</param>
    /// <param name="openings">Null: missing.</param>
    public static OpeningShares Of(
        IEnumerable<(string Program, int? Completions, List<(string Occupation, decimal Weight)> Occupations)> programs, IReadOnlyDictionary<string, int?> openings)
    {
        var feeding = new SortedDictionary<string, List<(string Program, decimal? Completions)>>(StringComparer.Ordinal);
        foreach (var (program, completions, occupations) in programs)
        {
            foreach (var (occupation, weight) in occupations)
            {
                if (!feeding.TryGetValue(occupation, out var feeders))
                {
                    feeding[occupation] = feeders = [];
                }

                feeders.Add((program, completions * weight));
            }
        }

        var shares = new Dictionary<string, decimal?>(StringComparer.Ordinal);
        foreach (var (occupation, feeders) in feeding)
        {
            var total = feeders.Exists(f => f.Completions is null) ? null : feeders.Sum(f => f.Completions);
            foreach (var (program, completions) in feeders)
            {
                var share = feeders.Count == 1 ? openings[occupation]
                    : total > 0 ? openings[occupation] * completions / total
                    : total is null ? null
                    : openings[occupation] / (decimal)feeders.Count;
                shares[program] = shares.TryGetValue(program, out var before) ? before + share : share;
            }
        }

        return new(shares, [.. feeding.Keys]);
    }

    /// <summary>0 where the program feeds nothing; null where the share is missing.</summary>
    public decimal? Of(string program) => _byProgram.TryGetValue(program, out var share) ? share : 0;

    public bool IsFed(string occupation) => _fed.Contains(occupation);
}
