using VocMatch.Contracts.Storing;
using VocMatch.Contracts.Tasks;

namespace VocMatch.Grains.Tasks;

internal sealed record TaskState
{
    public int Schema { get; init; } = 1;

    public TaskItem? Entity { get; init; }
}

internal sealed class TaskGrain(
    [PersistentState(StateNames.Task, GrainStorage.Provider)] IPersistentState<TaskState> state) : Grain, ITaskGrain
{
    public Task Raise(TaskItem item) => state.State.Entity is null ? Write(item) : Task.CompletedTask;

    public Task Close(TaskItem item, DateTimeOffset at) => state.State.Entity switch
    {
        { DoneAt: not null } => Task.CompletedTask,
        var raised => Write((raised ?? item) with { DoneAt = at }),
    };

    private async Task Write(TaskItem item)
    {
        var before = state.State;
        state.State = new() { Entity = item };
        try
        {
            await state.WriteStateAsync();
        }
        catch (Exception)
        {
            // What reached the row is unknown: the next activation reads it.
            state.State = before;
            DeactivateOnIdle();
            throw;
        }
    }
}
