using VocMatch.Contracts.Events;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Jobs;
using VocMatch.Domain.Records;
using VocMatch.Domain.Rounds;
using VocMatch.Grains.Events;
using VocMatch.Grains.Records;

namespace VocMatch.Grains.Rounds;

/// <summary>A round's row as its commands and its own work write it, in turn, each deciding on the state the one before has committed.</summary>
internal sealed class RoundRecord(EntityRecord<RoundRow, Round> record, TimeProvider time)
{
    public IDueRecord Due => record;

    /// <summary>Raised when a row was written, or could not be.</summary>
    public ChangeSignal Changed { get; } = new();

    /// <summary>The last committed row.</summary>
    public RoundRow Row => record.State;

    public RoundState? State => Row.State;

    /// <summary>The answer given before under this operation id; null where it is new.</summary>
    public Outcome<TAnswer>? Repeated<TAnswer>(WriteOptions options)
        where TAnswer : class => record.Repeated<TAnswer>(options);

    /// <summary>Writes what <paramref name="decide"/> makes of the present state, also where it comes with a refusal.</summary>
    /// <param name="presence">What the options' conditions speak of; null = the round as a whole.</param>
    public Task<Outcome<TAnswer>> Write<TAnswer>(
        WriteOptions options,
        Func<RoundState?, RoundStep> decide,
        Func<RoundRow, Change, TAnswer> answer,
        Func<RoundRow, Presence>? presence = null)
        where TAnswer : class =>
        Raising(record.Run<TAnswer>(
            options,
            present =>
            {
                var step = decide(present.State);
                var decided = step.Next is { } state ? present.After(state, step.Events, time.GetUtcNow()) : present;
                var change = present.ChangeTo(decided);
                var next = change == Change.Unchanged ? present : decided;
                return ValueTask.FromResult<Command<RoundRow, TAnswer>>(step.Refusal is { } refusal
                    ? Command<RoundRow, TAnswer>.Refuse(change == Change.Changed ? next : present, refusal)
                    : new(next, written => answer(written, change), static _ => true));
            },
            presence));

    /// <summary>A step of the round's own work.</summary>
    public async Task<Refusal?> Write(Func<RoundState, RoundStep> decide) =>
        (await Write(WriteOptions.Default, state => decide(state!), static (row, _) => row)).Refusal;

    /// <summary>What became of events; no change of the round.</summary>
    public Task<Refusal?> Write(Delivery delivered) => Write(delivered.ApplyTo);

    /// <summary>Sends an event that was set aside once more; no change of the round.</summary>
    public Task<Refusal?> Redrive(RecordedEvent setAside) => Write(outbox => outbox.Redrive(setAside));

    private async Task<Refusal?> Write(Func<Outbox, Outbox> edit) => (await Raising(record.Decide<RoundRow>(WriteOptions.Default, present =>
    {
        var next = present.Outbox is { } outbox && edit(outbox) is var edited && !ReferenceEquals(edited, outbox)
            ? present with { Outbox = edited }
            : present;
        return ValueTask.FromResult(new Decision<RoundRow, Outcome<RoundRow>>(next, next));
    }))).Refusal;

    private async Task<T> Raising<T>(Task<T> writing)
    {
        try
        {
            return await writing;
        }
        finally
        {
            Changed.Raise();
        }
    }
}
