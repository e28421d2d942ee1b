namespace VocMatch.Alignment.Indicators;

/// <summary>How alike two distributions are.</summary>
internal static class Likeness
{
    /// <summary>1 - 1/2 sum |share - share|: 1 for the same shares, 0 for nothing in common; null where one side is empty.</summary>
    public static decimal? Index<TKey>(IReadOnlyDictionary<TKey, decimal> supply, IReadOnlyDictionary<TKey, decimal> demand)
        where TKey : notnull
    {
        var (supplied, demanded) = (supply.Values.Sum(), demand.Values.Sum());
        if (supplied <= 0 || demanded <= 0)
        {
            return null;
        }

        var distance = supply.Keys.Union(demand.Keys).Sum(key =>
            Math.Abs((supply.GetValueOrDefault(key) / supplied) - (demand.GetValueOrDefault(key) / demanded)));
        return 1 - (distance / 2);
    }

    /// <summary>The middle value; of two middle values their mean; null without values.</summary>
    public static decimal? Median(List<int> values)
    {
        if (values.Count == 0)
        {
            return null;
        }

        values.Sort();
        return ((decimal)values[(values.Count - 1) / 2] + values[values.Count / 2]) / 2;
    }
}
