namespace VocMatch.Scenarios.Generation;

/// <summary>Draws indexes in proportion to whole weights, in logarithmic time.</summary>
public sealed class Weights
{
    private readonly int[] cumulative;

    /// <exception cref="ArgumentException">No weight is above zero.</exception>
    public Weights(IEnumerable<int> weights)
    {
        var sum = 0;
        cumulative = [.. weights.Select(weight => sum = checked(sum + weight))];
        if (sum == 0)
        {
            throw new ArgumentException("At least one weight is above zero.", nameof(weights));
        }
    }

    public int Draw(SplitMix64 random)
    {
        var found = Array.BinarySearch(cumulative, random.Below(cumulative[^1]) + 1);
        if (found < 0)
        {
            return ~found;
        }

        // Items of weight zero repeat their predecessor's sum: the first of equals is the one that has weight.
        while (found > 0 && cumulative[found - 1] == cumulative[found])
        {
            found--;
        }

        return found;
    }
}
