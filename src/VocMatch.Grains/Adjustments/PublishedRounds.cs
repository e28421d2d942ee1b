using VocMatch.Contracts.Events;
using VocMatch.Contracts.Identity;
using VocMatch.Domain.Events;
using VocMatch.Domain.Notifications;

namespace VocMatch.Grains.Adjustments;

/// <summary>Has the programs of a round's scope measured as soon as its result is public.</summary>
internal sealed class PublishedRounds(IGrainFactory grains) : IEventSubscriber
{
    public string Name => "published-rounds";

    public Task Receive(RecordedEvent recorded, CancellationToken cancellation) =>
        recorded.Event is { Round: { } round } && recorded.Event.HasFollowUp(FollowUps.Measuring)
            ? grains.GetGrain<IRoundMeasuringGrain>(round.Value).Begin()
            : Task.CompletedTask;
}

/// <summary>Measures every published program in the scope of a round; the key is the round's id.</summary>
[Alias("VocMatch.IRoundMeasuringGrain")]
internal interface IRoundMeasuringGrain : IGrainWithStringKey
{
    /// <summary>Keeps that it is to be done, and begins; does not wait for it. Repeating it measures what is not measured yet.</summary>
    Task Begin();
}

/// <summary>The suggestions to one program as rounds see them; the key is the program's id.</summary>
[Alias("VocMatch.IMeasuredAfterRounds")]
internal interface IMeasuredAfterRounds : IGrainWithStringKey
{
    /// <summary>Measures the program on a round that was published, unless that was done.</summary>
    [ResponseTimeout("00:05:00")]
    Task MeasureAfter(RoundId round);
}
