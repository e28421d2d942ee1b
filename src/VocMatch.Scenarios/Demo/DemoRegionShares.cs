namespace VocMatch.Scenarios.Demo;

/// <summary>Deals things out to the regions by their weight.</summary>
internal static class DemoRegionShares
{
    /// <summary>The region of each of <paramref name="count"/> things: at least one for each region where there are enough.</summary>
    public static int[] Spread(int count)
    {
        var regions = DemoRegions.All;
        var given = new int[regions.Length];
        var spread = new int[count];
        for (var i = 0; i < count; i++)
        {
            // Sainte-Laguë: always to the region that is furthest behind; compared as fractions, in whole numbers.
            var next = 0;
            for (var r = 1; r < regions.Length; r++)
            {
                if (regions[r].Weight * ((2 * given[next]) + 1) > regions[next].Weight * ((2 * given[r]) + 1))
                {
                    next = r;
                }
            }

            given[next]++;
            spread[i] = next;
        }

        return spread;
    }
}
