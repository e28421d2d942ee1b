using VocMatch.Contracts.Events;

namespace VocMatch.Grains.Simulation.Cluster;

/// <summary>Who receives events: keeps each once, by its id.</summary>
public sealed class Subscriber
{
    private readonly Dictionary<string, List<RecordedEvent>> _bySource = [];
    private readonly HashSet<string> _seen = [];

    public int Repetitions { get; private set; }

    public void Receive(RecordedEvent recorded)
    {
        if (!_seen.Add(recorded.Id))
        {
            Repetitions++;
            return;
        }

        if (!_bySource.TryGetValue(recorded.Source, out var events))
        {
            _bySource[recorded.Source] = events = [];
        }

        events.Add(recorded);
    }

    public IReadOnlyList<RecordedEvent> From(string source) => _bySource.GetValueOrDefault(source) ?? [];
}
