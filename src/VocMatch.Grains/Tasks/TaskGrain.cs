using System.Collections.Immutable;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Storing;
using VocMatch.Contracts.Tasks;
using VocMatch.Domain.Records;
using VocMatch.Domain.Rules;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Tasks;

internal sealed record TaskState
{
    public int Schema { get; init; } = 1;

    public TaskItem? Entity { get; init; }

    public ImmutableArray<Receipt>? Receipts { get; init; }
}

internal sealed class TaskGrain(
    [PersistentState(StateNames.Task, GrainStorage.Provider)] IPersistentState<TaskState> state, TimeProvider time) : Grain, ITaskGrain
{
    private const int MaxNameLength = 200;
    private const int MaxNote = 2_000;

    public Task Raise(TaskItem item) => state.State.Entity is null ? Write(new() { Entity = item }) : Task.CompletedTask;

    public Task Close(TaskItem item, DateTimeOffset at, string? ended) => state.State.Entity switch
    {
        { EndedAt: not null } => Task.CompletedTask,
        var raised => Write(state.State with
        {
            Entity = (raised ?? item) with { DoneAt = raised?.DoneAt ?? at, EndedAt = at, Ended = ended },
        }),
    };

    public Task<Outcome<TaskItem>> MarkDone(TaskRemark remark, WriteOptions options) => Act(remark, options, item =>
        item.DoneAt is not null ? item : item with { DoneAt = time.GetUtcNow(), DoneBy = remark.By, Note = remark.Note ?? item.Note, ByHand = true });

    public Task<Outcome<TaskItem>> Reopen(TaskRemark remark, WriteOptions options) => Act(remark, options, item => item switch
    {
        { DoneAt: null } => item,
        { EndedAt: not null } or { ByHand: false } => Refusal.Conflict($"It cannot be opened again: what raised it is so no more. {item.Ended}".TrimEnd()),
        _ => item with { DoneAt = null, DoneBy = null, ByHand = false, Note = remark.Note ?? item.Note, ReopenedAt = time.GetUtcNow(), ReopenedBy = remark.By },
    });

    private async Task<Outcome<TaskItem>> Act(TaskRemark remark, WriteOptions options, Func<TaskItem, Outcome<TaskItem>> act)
    {
        if (state.State.Entity is not { } present)
        {
            DeactivateOnIdle();
            return Refusal.NotFound("The task");
        }

        var violations = new Violations();
        violations.OptionalLine("by", remark.By, MaxNameLength);
        violations.OptionalText("note", remark.Note, MaxNote);
        if (violations.ToImmutable() is { Length: > 0 } broken)
        {
            return Refusal.Invalid(broken);
        }

        var receipts = state.State.Receipts ?? [];
        if (Receipts.Repeated<TaskItem>(receipts, options) is { } repeated)
        {
            return repeated;
        }

        var answer = act(present);
        var kept = options.OperationId is { } operation
            ? Receipts.Add(receipts, Receipt.Of(operation, options.ContentDigest, time.GetUtcNow(), answer))
            : receipts;
        try
        {
            await Write(state.State with { Entity = answer.Value ?? present, Receipts = kept });
            return answer;
        }
        catch (Exception failure) when (StoreFailures.IsLoss(failure))
        {
            return Refusal.Unavailable("The store did not confirm the write; it may be repeated with the same Idempotency-Key.");
        }
    }

    private async Task Write(TaskState next)
    {
        var before = state.State;
        state.State = next;
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
