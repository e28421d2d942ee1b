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
        Cause(failure) is StoreUnavailableException or TimeoutException or OrleansException or SerializerException or OperationCanceledException
            or UnavailableExceptionFallbackException
        || IsOfTheStore(failure);

    /// <summary>The answer of <paramref name="ask"/>; where something on the way was lost, that the same may be asked again.</summary>
    /// <param name="lost">The answer then.</param>
    public static async Task<Outcome<T>> Answer<T>(Func<Task<Outcome<T>>> ask, string lost)
        where T : class
    {
        try
        {
            return await ask();
        }
        catch (Exception failure) when (IsLoss(failure))
        {
            return Refusal.Unavailable(lost);
        }
    }

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

    private static bool IsOfTheStore(Exception failure) => Cause(failure) is DbException or InconsistentStateException or IOException;

    /// <summary>
    /// Orleans puts whatever a grain's storage throws into a plain exception of its own: what is wrong with a state says only the one within.
    /// One that no serializer knew on the way here says nothing, so it is taken for a loss as before.
    /// </summary>
    private static Exception Cause(Exception failure)
    {
        while (failure.GetType() == typeof(OrleansException) && failure.InnerException is { } inner)
        {
            failure = inner;
        }

        return failure;
    }

    private static StoreUnavailableException Unavailable(Exception failure) => new($"The store failed: {failure.Message}");
}
