using VocMatch.Matching.Scoring;

namespace VocMatch.Matching.Index;

/// <summary>
/// The placements of a market, answering exactly and fast which of them are best for a student. Writers take turns; readers never wait: each
/// answer comes from one published version with one epoch.
/// </summary>
public sealed class PlacementIndex
{
    private readonly SegmentedIndex<PlacementFacts, PlacementSegment, PlacementRows> _segments;

    public PlacementIndex(Scorer scorer) => _segments = new(scorer, placement => placement.Id);

    /// <summary>Grows with every change.</summary>
    public long Version => _segments.Current.Version;

    /// <summary>How many placements are held.</summary>
    public int Count => _segments.Current.Count;

    /// <summary>The policy and epoch in force.</summary>
    public Scorer Scorer => _segments.Current.Frame.Scorer;

    /// <summary>The placement with this id, as last written.</summary>
    public PlacementFacts? Find(string id) => _segments.Find(id);

    /// <summary>Replaces everything held. Of several placements with one id the last counts.</summary>
    public void Load(IEnumerable<PlacementFacts> placements) => _segments.Load(placements);

    /// <summary>Adds a placement, or replaces the one with its id.</summary>
    public void Upsert(PlacementFacts placement) => _segments.Upsert([placement]);

    /// <summary>Adds placements, or replaces those with their ids, all in one version. Of several with one id the last counts.</summary>
    public void Upsert(IEnumerable<PlacementFacts> placements) => _segments.Upsert(placements);

    /// <summary>Removes a placement; false when there is none with this id.</summary>
    public bool Remove(string id) => _segments.Remove(id);

    /// <summary>Puts another policy, taxonomy or epoch in force for everything held.</summary>
    public void Renew(Scorer scorer) => _segments.Renew(scorer);

    /// <summary>
    /// The best <paramref name="k"/> placements for a student, equal scores in the byte order of their ids: exactly what scoring
    /// every placement would give.
    /// </summary>
    /// <param name="least">
    /// Placements that score less are left out: who has the best k of another index wants only what can still enter them.
    /// </param>
    public TopPlacements Top(StudentFacts student, int k, int least = 0)
    {
        ArgumentNullException.ThrowIfNull(student);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        var (version, frame, views) = _segments.Current;
        return new TopPlacements(version, frame.Scorer, PlacementSearch.OfThisThread.Top(frame, views, student, k, least));
    }

    /// <summary>
    /// The best <paramref name="k"/> of the placements that say too little to be ranked by their skills (<see cref="Scorer.OnlyTellingSkill"/>) and whose one
    /// skill the student holds, at whatever level; ordered as <see cref="Top"/> orders them.
    /// </summary>
    public TopPlacements Thin(StudentFacts student, int k)
    {
        ArgumentNullException.ThrowIfNull(student);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        var (version, frame, views) = _segments.Current;
        return new TopPlacements(version, frame.Scorer, PlacementSearch.OfThisThread.Thin(frame, views, student, k));
    }
}
