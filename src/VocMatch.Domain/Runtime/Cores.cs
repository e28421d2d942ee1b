namespace VocMatch.Domain.Runtime;

/// <summary>How many cores a computation may use: all of them where somebody waits for it, one where nobody does.</summary>
internal static class Cores
{
    private static readonly AsyncLocal<bool> IsInBackground = new();

    /// <summary>For whoever computes now; at least 1.</summary>
    public static int Most => IsInBackground.Value ? 1 : Environment.ProcessorCount;

    /// <summary>Computes on one core, so that requests find the others free.</summary>
    public static async Task<T> InBackground<T>(Func<Task<T>> compute)
    {
        IsInBackground.Value = true;
        return await compute();
    }
}
