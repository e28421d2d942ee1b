using System.Data.Common;
using Orleans.Storage;
using VocMatch.Contracts.Outcomes;

namespace VocMatch.Grains;

/// <summary>Lets no exception of a database driver cross to another process, where its type may not exist.</summary>
internal sealed class StoreFailures : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (Exception failure) when (failure is DbException or InconsistentStateException or IOException)
        {
            throw new StoreUnavailableException($"The store failed: {failure.Message}");
        }
    }
}
