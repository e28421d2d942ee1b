namespace VocMatch.Grains.Runtime;

/// <summary>Asks many grains, many at a time: enough that the store commits their writes together, few enough that others get their turn.</summary>
internal static class ManyGrains
{
    private const int AtOnce = 128;

    public static Task ForEach<T>(IEnumerable<T> items, Func<T, Task> work) => Parallel.ForEachAsync(
        items, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (item, _) => await work(item));
}
