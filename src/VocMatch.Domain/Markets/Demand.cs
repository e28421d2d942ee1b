using System.Collections.Concurrent;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Placements;
using VocMatch.Domain.Facts;
using VocMatch.Matching.Index;
using VocMatch.Matching.Scoring;

namespace VocMatch.Domain.Markets;

/// <summary>The open placements of one region: the engine's index, and the cards that are shown. One writer, any number of readers.</summary>
internal sealed class Demand(RegionId region, Scorer scorer, int legalMinimumAge, PatternPool patterns)
{
    private readonly PlacementIndex _index = new(scorer);
    private readonly ConcurrentDictionary<string, PlacementCard> _cards = new(StringComparer.Ordinal);
    private readonly VersionTracker<PlacementId> _versions = new();
    private readonly EmployerRanks _ranks = new();
    private long _version;

    /// <summary>Grows after every change that an answer could show: whoever reads it, then asks, and finds it unchanged later, would be answered the same.</summary>
    public long Version => Interlocked.Read(ref _version);

    /// <summary>Employers whose placements rank lower here.</summary>
    public EmployerRanks Ranks => _ranks;

    public PlacementIndex Index => _index;

    public IEnumerable<PlacementCard> Cards => _cards.Values;

    public VersionTracker<PlacementId> Versions => _versions;

    public PlacementCard? Card(string placement) => _cards.GetValueOrDefault(placement);

    /// <summary>Fills an empty market.</summary>
    public void Load(IReadOnlyCollection<Placement> placements)
    {
        foreach (var placement in placements)
        {
            _versions.Set(placement.Id, placement.Version, held: true);
            _cards[placement.Id.Value] = PlacementCard.Of(placement);
            _ranks.Set(placement.Id, placement.Posting.Employer, placement.Answering);
        }

        _index.Load(placements.Select(Facts));
        Interlocked.Increment(ref _version);
    }

    /// <summary>Scores under another epoch from now on.</summary>
    public void Renew(Scorer next)
    {
        _index.Renew(next);
        Interlocked.Increment(ref _version);
    }

    /// <summary>Takes over placements, but none of which a version at least as new was seen; one that is not open here leaves.</summary>
    public void Upsert(IEnumerable<Placement> placements)
    {
        var changes = false;
        try
        {
            Upsert(placements, ref changes);
        }
        finally
        {
            // Last, and also where it failed half-way: an answer made of what was there before must not pass for one made after.
            if (changes)
            {
                Interlocked.Increment(ref _version);
            }
        }
    }

    private void Upsert(IEnumerable<Placement> placements, ref bool changes)
    {
        var open = new Dictionary<PlacementId, PlacementFacts>();
        var cards = new Dictionary<PlacementId, PlacementCard>();
        foreach (var placement in placements.Where(placement => _versions.VersionOf(placement.Id) < placement.Version))
        {
            var isOpen = placement.Status == PlacementStatus.Published && placement.Region == region;
            changes |= isOpen || _versions.Holds(placement.Id);
            _versions.Set(placement.Id, placement.Version, isOpen);
            if (isOpen)
            {
                // One that is new to the index must not be found there without a card.
                _cards.TryAdd(placement.Id.Value, cards[placement.Id] = PlacementCard.Of(placement));
                open[placement.Id] = Facts(placement);
                _ranks.Set(placement.Id, placement.Posting.Employer, placement.Answering);
            }
            else
            {
                open.Remove(placement.Id);
                cards.Remove(placement.Id);
                Drop(placement.Id);
            }
        }

        if (open.Count > 0)
        {
            _index.Upsert(open.Values);

            // After the index: what it holds is never older than the version on the card says.
            foreach (var (id, card) in cards)
            {
                _cards[id.Value] = card;
            }
        }
    }

    /// <summary>Takes out a placement that does not exist any more.</summary>
    public void Remove(PlacementId placement)
    {
        _versions.Set(placement, _versions.VersionOf(placement), held: false);
        Drop(placement);
        Interlocked.Increment(ref _version);
    }

    /// <summary>The index first: whoever finds a placement there finds its card, but for the moment between the two.</summary>
    private void Drop(PlacementId placement)
    {
        _index.Remove(placement.Value);
        _cards.TryRemove(placement.Value, out _);
        _ranks.Remove(placement);
    }

    private PlacementFacts Facts(Placement placement) => EngineFacts.Of(placement, _index.Scorer.Table, legalMinimumAge, patterns);
}
