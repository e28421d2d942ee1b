using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace VocMatch.Testing;

/// <summary>Waits for something to become true by looking again and again, up to a deadline: the only way in which a test waits.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <param name="what">What was waited for, as a sentence, or the condition itself; a failure says it.</param>
    /// <param name="patience">Null: half a minute.</param>
    /// <exception cref="TimeoutException">It did not come about in time.</exception>
    public static Task Holds(
        Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string what = "", TimeSpan? patience = null) => Gives(condition, holds => holds, _ => what, patience);

    /// <inheritdoc cref="Holds(Func{Task{bool}}, string, TimeSpan?)"/>
    public static Task Holds(
        Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string what = "", TimeSpan? patience = null) => Holds(() => Task.FromResult(condition()), what, patience);

    /// <summary>Reads until what was read is awaited, and gives that.</summary>
    /// <param name="what">What was waited for, with what was read last.</param>
    /// <inheritdoc cref="Holds(Func{Task{bool}}, string, TimeSpan?)"/>
    public static async Task<T> Gives<T>(Func<Task<T>> read, Func<T, bool> isAwaited, Func<T, string> what, TimeSpan? patience = null)
    {
        var limit = patience ?? Patience;
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(Pause))
        {
            var last = await read();
            if (isAwaited(last))
            {
                return last;
            }

            if (clock.Elapsed > limit)
            {
                throw new TimeoutException($"Not within {limit.TotalSeconds} s: {what(last)}.");
            }
        }
    }
}
