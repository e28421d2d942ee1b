using VocMatch.Contracts.Events;
using VocMatch.Contracts.Grains;

namespace VocMatch.Grains.Events;

/// <summary>Keeps what was set aside where it can be listed.</summary>
internal sealed class DeadLetterStore(IGrainFactory grains)
{
    /// <summary>Shows that a grain could not do what it has to do for others.</summary>
    /// <param name="attempts">How often in a row, by the one who says so.</param>
    public Task Keep(GrainId grain, int attempts, Exception failure, DateTimeOffset now) => Keep(new(
        new(IdOfWork(grain), grain.ToString(), Sequence: 0, now, new(EventKind.WorkFailed, Detail: "What a change left to be done could not be done.")),
        attempts,
        now,
        failure.Message));

    /// <summary>The grain has done it.</summary>
    public Task Clear(GrainId grain) => grains.GetGrain<IDeadLetterGrain>(IdOfWork(grain)).Clear();

    private static string IdOfWork(GrainId grain) => $"work:{grain}";

    public Task Keep(DeadLetter letter) => grains.GetGrain<IDeadLetterGrain>(letter.Event.Id).Keep(letter);
}
