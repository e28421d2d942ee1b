namespace VocMatch.Domain.Markets;

/// <summary>The versions a market has seen, also of what has left it: an older or repeated message is recognised, and nobody comes back from the dead.</summary>
/// <remarks>Not safe for concurrent use: it belongs to the market's one writer.</remarks>
internal sealed class VersionTracker<TId>
    where TId : notnull
{
    private readonly Dictionary<TId, (long Version, bool Held)> _seen = [];
    private HashSet<TId> _leftBefore = [];

    public long VersionOf(TId id) => _seen.GetValueOrDefault(id).Version;

    public IEnumerable<(TId Id, long Version)> Held => _seen.Where(entry => entry.Value.Held).Select(entry => (entry.Key, entry.Value.Version));

    public bool Holds(TId id) => _seen.GetValueOrDefault(id).Held;

    public void Set(TId id, long version, bool held) => _seen[id] = (version, held);

    /// <summary>Forgets what had left the market before the last call: no message is under way that long.</summary>
    public void ForgetLongGone()
    {
        foreach (var id in _leftBefore.Where(id => !Holds(id)))
        {
            _seen.Remove(id);
        }

        _leftBefore = [.. _seen.Where(entry => !entry.Value.Held).Select(entry => entry.Key)];
    }
}
