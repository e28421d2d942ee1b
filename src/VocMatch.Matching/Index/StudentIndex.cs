using System.Collections.Immutable;
using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Index;

/// <summary>
/// The students of a market, answering which of them are best for a placement. One writer at a time; any number of readers, who never
/// wait: each answer comes from one consistent version and one epoch.
/// </summary>
public sealed class StudentIndex(Scorer scorer)
{
    private volatile Snapshot _current = new(0, scorer, ImmutableDictionary.Create<string, StudentFacts>(StringComparer.Ordinal));

    /// <summary>Grows by one with every change.</summary>
    public long Version => _current.Version;

    /// <summary>How many students are held.</summary>
    public int Count => _current.ById.Count;

    /// <summary>The policy and epoch in force.</summary>
    public Scorer Scorer => _current.Scorer;

    /// <summary>The student with this id.</summary>
    public StudentFacts? Find(string id) => _current.ById.GetValueOrDefault(id);

    /// <summary>Replaces everything held.</summary>
    public void Load(IEnumerable<StudentFacts> students) =>
        Publish(_current with { ById = students.ToImmutableDictionary(student => student.Id, StringComparer.Ordinal) });

    /// <summary>Adds a student, or replaces the one with its id.</summary>
    public void Upsert(StudentFacts student) => Publish(_current with { ById = _current.ById.SetItem(student.Id, student) });

    /// <summary>Removes a student; false when there is none with this id.</summary>
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

    /// <summary>The best <paramref name="k"/> students for a placement: exactly what scoring every one would give.</summary>
    public TopStudents Top(PlacementFacts placement, int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        var (version, scorer, byId) = _current;
        var ranked = byId.Values
            .Select(candidate => (Candidate: candidate, Score: scorer.Score(candidate, placement)))
            .Where(pair => pair.Score is not null)
            .OrderByDescending(pair => pair.Score).ThenBy(pair => pair.Candidate.Id, Utf8Order.Instance)
            .Take(k)
            .Select(pair => new RankedStudent(pair.Candidate, pair.Score!.Value));
        return new TopStudents(version, scorer, [.. ranked]);
    }

    private void Publish(Snapshot next) => _current = next with { Version = next.Version + 1 };

    private sealed record Snapshot(long Version, Scorer Scorer, ImmutableDictionary<string, StudentFacts> ById);
}
