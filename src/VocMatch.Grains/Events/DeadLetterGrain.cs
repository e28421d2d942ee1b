using VocMatch.Contracts.Events;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Storing;
using VocMatch.Grains.Records;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Events;

internal sealed record DeadLetterState
{
    public int Schema { get; init; } = 1;

    /// <summary>Null: not set aside, or sent again since.</summary>
    public DeadLetter? Entity { get; init; }
}

internal sealed class DeadLetterGrain(
    [StoredAs(StateNames.DeadLetter)] GrainRecord<DeadLetterState> row, TimeProvider time) : Grain, IDeadLetterGrain
{
    public Task Keep(DeadLetter letter)
    {
        var others = row.State.Entity?.Receiver?.Split(", ").Where(receiver => receiver != letter.Receiver) ?? [];
        return row.Write(new() { Entity = letter.Receiver is null ? letter : letter with { Receiver = string.Join(", ", [.. others, letter.Receiver]) } });
    }

    public Task Clear() => row.Clear();

    public async Task<Outcome<Redriven>> Redrive()
    {
        if (row.State.Entity is not { } letter)
        {
            return Refusal.NotFound($"The dead letter '{this.GetPrimaryKeyString()}'");
        }

        return await StoreFailures.Answer<Redriven>(
            async () =>
            {
                // The source first: a crash between the two leaves a letter that may be sent again, and is received once all the same.
                var sent = letter.Event.Event.Kind is EventKind.WorkFailed
                    ? await DoAgain(letter.Event)
                    : await Source(letter.Event.Source).Redrive(letter.Event);
                if (sent.Succeeded)
                {
                    await row.Clear();
                }

                return sent;
            },
            "The event's source could not be asked; ask again.");
    }

    /// <summary>Work that fails once more is set aside once more.</summary>
    private async Task<Outcome<Redriven>> DoAgain(RecordedEvent work)
    {
        await GrainFactory.GetGrain<IPendingWorkGrain>(GrainId.Parse(work.Source)).DoPendingWork(listed: true);
        return new Redriven(work.Id, time.GetUtcNow());
    }

    private IEventSource Source(string source) => source.IndexOfAny([':', '/']) is > 0 and var end
        ? source[..end] switch
        {
            StateNames.Placement => GrainFactory.GetGrain<IPlacementGrain>(source[(end + 1)..]),
            StateNames.Student => GrainFactory.GetGrain<IStudentGrain>(source[(end + 1)..]),
            StateNames.Round => GrainFactory.GetGrain<IRoundGrain>(source[(end + 1)..]),
            _ => throw new InvalidOperationException($"No grain records events as '{source}'."),
        }
        : throw new InvalidOperationException($"No grain records events as '{source}'.");
}
