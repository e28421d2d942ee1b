using System.Collections.Immutable;
using System.Text.Json.Serialization;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Storing;
using VocMatch.Contracts.Tasks;
using VocMatch.Domain.Records;
using VocMatch.Domain.Rules;
using VocMatch.Grains.Records;

namespace VocMatch.Grains.Tasks;

internal sealed record TaskState : IEntityState<TaskState, TaskItem>
{
    public int Schema { get; init; } = 1;

    public TaskItem? Entity { get; init; }

    /// <summary>0 in rows that were written before it was counted.</summary>
    public long Version { get; init; }

    /// <summary>Null where no operation was ever kept.</summary>
    [JsonPropertyName(IdempotencyRecords.Stored)]
    public ImmutableArray<IdempotencyRecord>? Operations { get; init; }

    ImmutableArray<IdempotencyRecord> IEntityState<TaskState, TaskItem>.Operations => Operations ?? [];

    public TaskState AtVersion(long version) => this with { Version = version };

    public TaskState WithOperations(ImmutableArray<IdempotencyRecord> operations) => this with { Operations = operations };
}

internal sealed class TaskGrain([StoredAs(StateNames.Task)] EntityRecord<TaskState, TaskItem> record, TimeProvider time) : Grain, ITaskGrain
{
    public Task Raise(TaskItem item) => Write(raised => raised ?? item);

    public Task Close(TaskItem item, DateTimeOffset at, string? ended) => Write(raised => raised is { EndedAt: not null }
        ? raised
        : (raised ?? item) with { DoneAt = raised?.DoneAt ?? at, EndedAt = at, Ended = ended });

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
        if (record.Find() is null)
        {
            return Refusal.NotFound("The task");
        }

        var violations = new Violations();
        violations.OptionalLine("by", remark.By);
        violations.OptionalText("note", remark.Note, TextRules.Note);
        if (violations.ToImmutable() is { Length: > 0 } broken)
        {
            return Refusal.Invalid(broken);
        }

        // A task shows no version, so no condition can speak of one.
        return await record.Decide(options with { ExpectedVersion = null, ConditionRequired = false }, state =>
        {
            var answer = state.Entity is { } present ? act(present) : Refusal.NotFound("The task");
            var next = answer.Value is { } item && !ReferenceEquals(item, state.Entity) ? state with { Entity = item } : state;
            return ValueTask.FromResult(new Decision<TaskState, Outcome<TaskItem>>(next, answer));
        });
    }

    private async Task Write(Func<TaskItem?, TaskItem> edit)
    {
        var written = await record.Write<TaskItem>(
            WriteOptions.Default,
            state => ValueTask.FromResult<Outcome<TaskState>>(state with { Entity = edit(state.Entity) }),
            static (state, _) => state.Entity!);
        if (!written.Succeeded)
        {
            throw new StoreUnavailableException(written.Refusal.Detail);
        }
    }
}
