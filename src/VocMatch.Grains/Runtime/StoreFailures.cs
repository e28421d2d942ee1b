using System.Data.Common;
using Orleans.Serialization;
using Orleans.Storage;
using VocMatch.Contracts.Outcomes;

namespace VocMatch.Grains.Runtime;

/// <summary>Lets no exception of a database driver cross to another process, where its type may not exist.</summary>
internal sealed class StoreFailures : IIncomingGrainCallFilter
{
    /// <summary>
    /// Whether a call to another grain failed because a store, a silo or the way there was lost: it may be repeated. An activation that takes
    /// too long is cancelled, and so are the calls that wait for it.
    /// </summary>
    public static bool IsLoss(Exception failure) =>
        failure is StoreUnavailableException or TimeoutException or OrleansException or SerializerException or OperationCanceledException
        || IsOfTheStore(failure);

    /// <summary>Runs what an activation reads; what crosses to the caller is an exception of ours.</summary>
    /// <exception cref="StoreUnavailableException">The store could not be read.</exception>
    public static async Task<T> Translate<T>(Task<T> reading)
    {
        try
        {
            return await reading;
        }
        catch (Exception failure) when (IsOfTheStore(failure))
        {
            throw Unavailable(failure);
        }
    }

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (Exception failure) when (IsOfTheStore(failure))
        {
            throw Unavailable(failure);
        }
    }

    private static bool IsOfTheStore(Exception failure) => failure is DbException or InconsistentStateException or IOException;

    private static StoreUnavailableException Unavailable(Exception failure) => new($"The store failed: {failure.Message}");
}
