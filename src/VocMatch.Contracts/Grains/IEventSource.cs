using VocMatch.Contracts.Events;
using VocMatch.Contracts.Outcomes;

namespace VocMatch.Contracts.Grains;

/// <summary>A grain whose row holds the events of its changes until they are delivered.</summary>
[Alias("VocMatch.IEventSource")]
public interface IEventSource : IGrainWithStringKey
{
    /// <summary>Sends an event that was set aside once more, after those that wait. Where it is on its way already, nothing changes.</summary>
    /// <param name="setAside">One of this source's.</param>
    Task<Outcome<Redriven>> Redrive(RecordedEvent setAside);
}
