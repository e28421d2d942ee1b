namespace VocMatch.Grains.Runtime;

/// <summary>Asks many grains, many at a time: enough that the store commits their writes together, few enough that others get their turn.</summary>
internal static class ManyGrains
{
    public const int AtOnce = 128;

    /// <summary>The answers in the order of the questions. Stays in the turn of the grain that asks.</summary>
    /// <exception cref="Exception">That of the first question that failed, once no other is under way.</exception>
    public static async Task<TAnswer[]> Ask<T, TAnswer>(IEnumerable<T> items, Func<T, Task<TAnswer>> ask, int atOnce = AtOnce)
    {
        T[] all = [.. items];
        var answers = new TAnswer[all.Length];
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(atOnce, all.Length)).Select(_ => AskOn()));
        return answers;

        async Task AskOn()
        {
            while (Interlocked.Increment(ref next) is var at && at < all.Length)
            {
                answers[at] = await ask(all[at]);
            }
        }
    }

    /// <summary>As <see cref="Ask"/>, for what answers nothing.</summary>
    public static Task Tell<T>(IEnumerable<T> items, Func<T, Task> tell, int atOnce = AtOnce) => Ask(
        items,
        async item =>
        {
            await tell(item);
            return true;
        },
        atOnce);

    /// <summary>As <see cref="Tell"/>, on threads of the pool: for work that computes too. A grain's own members may not be read there.</summary>
    public static Task ForEach<T>(IEnumerable<T> items, Func<T, Task> work) => Parallel.ForEachAsync(
        items, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (item, _) => await work(item));
}
