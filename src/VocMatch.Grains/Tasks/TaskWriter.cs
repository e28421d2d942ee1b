using VocMatch.Contracts.Events;
using VocMatch.Contracts.Grains;
using VocMatch.Domain.Events;
using VocMatch.Domain.Notifications;
using VocMatch.Domain.Tasks;

namespace VocMatch.Grains.Tasks;

/// <summary>Keeps a task for everybody who has to see to what an event says. A repetition finds it there already.</summary>
internal sealed class TaskWriter(IGrainFactory grains) : IEventSubscriber
{
    public string Name => "tasks";

    public async Task Receive(RecordedEvent recorded, CancellationToken cancellation)
    {
        if (!recorded.Event.HasFollowUp(FollowUps.Task))
        {
            return;
        }

        foreach (var item in TaskItems.For(recorded.Event))
        {
            var task = grains.GetGrain<ITaskGrain>(item.Id);
            await (recorded.Event.Kind is EventKind.TaskRaised ? task.Raise(item) : task.Close(item, recorded.At, recorded.Event.Task!.Ended)).WaitAsync(cancellation);
        }
    }
}
