using System.Collections.Immutable;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Markets;

/// <summary>Sends items in batches, one batch at a time, in the order they came: while one is under way the next one gathers.</summary>
/// <param name="deliver">
/// Delivers a batch. Where nothing was lost and it fails all the same, an item is to blame: each is then sent alone, so that it takes no
/// other with it.
/// </param>
internal sealed class Batcher<T>(Func<ImmutableArray<T>, Task> deliver)
{
    /// <summary>Keeps one message far under any limit of the transport.</summary>
    public const int MaxBatch = 500;

    private readonly Lock _gate = new();
    private readonly Queue<(T Item, TaskCompletionSource Delivered)> _waiting = [];
    private bool _delivering;

    /// <summary>Ends when the item was acknowledged, with the exception of its batch where it was not.</summary>
    public Task Send(T item)
    {
        var delivered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.Enqueue((item, delivered));
            if (!_delivering)
            {
                _delivering = true;
                _ = Task.Run(DeliverAll);
            }
        }

        return delivered.Task;
    }

    private async Task DeliverAll()
    {
        while (Next() is { Count: > 0 } batch)
        {
            try
            {
                await deliver([.. batch.Select(entry => entry.Item)]);
                batch.ForEach(entry => entry.Delivered.SetResult());
            }
            catch (Exception failure) when (batch.Count > 1 && !StoreFailures.IsLoss(failure))
            {
                foreach (var entry in batch)
                {
                    await DeliverAlone(entry);
                }
            }
            catch (Exception failure)
            {
                batch.ForEach(entry => entry.Delivered.SetException(failure));
            }
        }
    }

    private async Task DeliverAlone((T Item, TaskCompletionSource Delivered) entry)
    {
        try
        {
            await deliver([entry.Item]);
            entry.Delivered.SetResult();
        }
        catch (Exception failure)
        {
            entry.Delivered.SetException(failure);
        }
    }

    private List<(T Item, TaskCompletionSource Delivered)> Next()
    {
        lock (_gate)
        {
            var batch = new List<(T, TaskCompletionSource)>(Math.Min(_waiting.Count, MaxBatch));
            while (batch.Count < MaxBatch && _waiting.TryDequeue(out var entry))
            {
                batch.Add(entry);
            }

            _delivering = batch.Count > 0;
            return batch;
        }
    }
}
