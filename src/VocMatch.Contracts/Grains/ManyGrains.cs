namespace VocMatch.Contracts.Grains;

/// <summary>Asks many grains, many at a time: enough that the store commits their writes together, few enough that others get their turn.</summary>
/// <remarks>The one way to ask as many grains as there are data: whoever asks them all at once fills queues that everybody waits in.</remarks>
public static class ManyGrains
{
    /// <summary>Calls under way at once.</summary>
    public const int AtOnce = 128;

    /// <summary>
    /// The answers in the order of the questions. Stays on its caller's scheduler, so a grain may touch its own state between two calls. The first
    /// failure ends it, once what is under way has ended.
    /// </summary>
    /// <param name="atOnce">At least 1.</param>
    public static async Task<TAnswer[]> Ask<T, TAnswer>(IEnumerable<T> items, Func<T, Task<TAnswer>> ask, int atOnce = AtOnce)
    {
        T[] all = [.. items];
        var answers = new TAnswer[all.Length];
        var (next, failed) = (-1, false);
        await Task.WhenAll(Enumerable.Range(0, Math.Min(atOnce, all.Length)).Select(_ => AskOn()));
        return answers;

        async Task AskOn()
        {
            while (!Volatile.Read(ref failed) && Interlocked.Increment(ref next) is var at && at < all.Length)
            {
                try
                {
                    answers[at] = await ask(all[at]);
                }
                catch
                {
                    Volatile.Write(ref failed, true);
                    throw;
                }
            }
        }
    }

    /// <summary>As <see cref="Ask"/>, for what answers nothing.</summary>
    public static Task Send<T>(IEnumerable<T> items, Func<T, Task> send, int atOnce = AtOnce) => Ask(
        items,
        async item =>
        {
            await send(item);
            return true;
        },
        atOnce);

    /// <summary>As <see cref="Send"/>, on threads of the pool: for work that computes too. A grain's own members may not be read there.</summary>
    public static Task ForEach<T>(IEnumerable<T> items, Func<T, Task> work, int atOnce = AtOnce) => Parallel.ForEachAsync(
        items, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (item, _) => await work(item));

    /// <inheritdoc cref="ForEach{T}(IEnumerable{T}, Func{T, Task}, int)"/>
    public static Task ForEach<T>(IAsyncEnumerable<T> items, Func<T, Task> work, int atOnce = AtOnce) => Parallel.ForEachAsync(
        items, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (item, _) => await work(item));
}
