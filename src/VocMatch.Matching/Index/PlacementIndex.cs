using System.Collections.Immutable;
using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Index;

/// <summary>
/// The placements of a market, answering which of them are best for a student. One writer at a time; any number of readers, who never
/// wait: each answer comes from one consistent version and one epoch.
/// </summary>
public sealed class PlacementIndex(Scorer scorer)
{
    private volatile Snapshot _current = new(0, scorer, ImmutableDictionary.Create<string, PlacementFacts>(StringComparer.Ordinal));

    /// <summary>Grows by one with every change.</summary>
    public long Version => _current.Version;

    /// <summary>How many placements are held.</summary>
    public int Count => _current.ById.Count;

    /// <summary>The policy and epoch in force.</summary>
    public Scorer Scorer => _current.Scorer;

    /// <summary>The placement with this id.</summary>
    public PlacementFacts? Find(string id) => _current.ById.GetValueOrDefault(id);

    /// <summary>Replaces everything held.</summary>
    public void Load(IEnumerable<PlacementFacts> placements) =>
        Publish(_current with { ById = placements.ToImmutableDictionary(placement => placement.Id, StringComparer.Ordinal) });

    /// <summary>Adds a placement, or replaces the one with its id.</summary>
    public void Upsert(PlacementFacts placement) => Publish(_current with { ById = _current.ById.SetItem(placement.Id, placement) });

    /// <summary>Removes a placement; false when there is none with this id.</summary>
    public bool Remove(string id)
    {
        var known = _current.ById.ContainsKey(id);
        if (known)
        {
            Publish(_current with { ById = _current.ById.Remove(id) });
        }

        return known;
    }

    /// <summary>Puts another policy or epoch in force for everything held.</summary>
    public void Renew(Scorer scorer) => Publish(_current with { Scorer = scorer });

    /// <summary>The best <paramref name="k"/> placements for a student: exactly what scoring every one would give.</summary>
    public TopPlacements Top(StudentFacts student, int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        var (version, scorer, byId) = _current;
        var ranked = byId.Values
            .Select(candidate => (Candidate: candidate, Score: scorer.Score(student, candidate)))
            .Where(pair => pair.Score is not null)
            .OrderByDescending(pair => pair.Score).ThenBy(pair => pair.Candidate.Id, Utf8Order.Instance)
            .Take(k)
            .Select(pair => new RankedPlacement(pair.Candidate, pair.Score!.Value));
        return new TopPlacements(version, scorer, [.. ranked]);
    }

    private void Publish(Snapshot next) => _current = next with { Version = next.Version + 1 };

    private sealed record Snapshot(long Version, Scorer Scorer, ImmutableDictionary<string, PlacementFacts> ById);
}
