using System.Collections;
using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Domain.Records;

namespace VocMatch.Domain.Placements;

/// <summary>
/// The offers of one placement in the order in which they were made, with what is asked of them kept: what to count, who waits, what runs out,
/// whom to notify. One more, or one that moved, costs the logarithm of how many there are; so does each question, but for what it lists.
/// </summary>
public sealed class SeatOffers : IReadOnlyList<SeatOffer>
{
    private readonly Parts<SeatOffer> _all;
    private readonly Kept _kept;

    /// <summary>None.</summary>
    public SeatOffers()
        : this(new Parts<SeatOffer>(KeyOf), Kept.None)
    {
    }

    private SeatOffers(Parts<SeatOffer> all, Kept kept) => (_all, _kept) = (all, kept);

    public int Count => _all.Count;

    public SeatOffer this[int index] => _all[index];

    internal Parts<SeatOffer> All => _all;

    /// <summary>Those that are not ended, in the order in which they were made.</summary>
    public IEnumerable<SeatOffer> Live => _kept.Live.Select(place => _all[place]);

    /// <summary>Those that wait for a seat, the first first.</summary>
    public IEnumerable<SeatOffer> Waiting => _kept.Waiting.Select(one => _all[one.Place]);

    public SeatOffer? FirstWaiting => _kept.Waiting.IsEmpty ? null : _all[_kept.Waiting.Min.Place];

    /// <summary>Those whose students hold an older copy, in the order in which they were made.</summary>
    public IEnumerable<SeatOffer> Unnotified => _kept.Unnotified.Select(place => _all[place]);

    /// <summary>The first deadline of an open one; null where nothing runs out.</summary>
    public DateTimeOffset? NextDeadline => _kept.Deadlines.IsEmpty ? null : _kept.Deadlines.Min.At;

    internal static string KeyOf(SeatOffer offer) => offer.Offer.Id.Value;

    internal static SeatOffers Of(Parts<SeatOffer> all)
    {
        var kept = new Kept.Builder(Kept.None);
        for (var place = 0; place < all.Count; place++)
        {
            kept.Add(place, all[place]);
        }

        return new(all, kept.ToKept());
    }

    public SeatOffer? Find(OfferId id) => _all.Find(id.Value);

    public int CountOf(OfferStatus status) => _kept.Counts[(int)status];

    /// <summary>Whether a student has one that is not ended.</summary>
    public bool HasLive(StudentId student) => _kept.Students.ContainsKey(student);

    /// <summary>Whether a round ever made one here.</summary>
    public bool HasAny(RoundId round) => _kept.Rounds.ContainsKey(round);

    /// <summary>Seats that offers of a round hold or have taken.</summary>
    public int Seated(RoundId round) => _kept.Rounds.GetValueOrDefault(round).Seated;

    /// <summary>How many wait up to a number, it included.</summary>
    public int WaitingUpTo(long number)
    {
        var at = _kept.Waiting.IndexOf((number, int.MaxValue));
        return at < 0 ? ~at : at + 1;
    }

    /// <summary>Open ones whose deadline lies before an instant, in the order in which they were made.</summary>
    public IEnumerable<SeatOffer> Before(DateTimeOffset instant) =>
        _kept.Deadlines.TakeWhile(one => one.At < instant).Select(one => one.Place).Order().Select(place => _all[place]);

    /// <exception cref="ArgumentException">There is one with its id.</exception>
    public SeatOffers Add(SeatOffer offer)
    {
        var kept = new Kept.Builder(_kept);
        kept.Add(Count, offer);
        return new(_all.Add(offer), kept.ToKept());
    }

    /// <summary>The same with an offer as it is now.</summary>
    /// <exception cref="KeyNotFoundException">There is none with its id.</exception>
    public SeatOffers Replace(SeatOffer offer)
    {
        var all = _all.Replace(offer);
        var place = all.PlaceOf(KeyOf(offer));
        var kept = new Kept.Builder(_kept);
        kept.Remove(place, _all[place]);
        kept.Add(place, offer);
        return new(all, kept.ToKept());
    }

    public IEnumerator<SeatOffer> GetEnumerator() => _all.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>What follows from the offers alone.</summary>
    private sealed record Kept(
        ImmutableArray<int> Counts,
        ImmutableSortedSet<int> Live,
        ImmutableSortedSet<(long Number, int Place)> Waiting,
        ImmutableSortedSet<(DateTimeOffset At, int Place)> Deadlines,
        ImmutableSortedSet<int> Unnotified,
        ImmutableDictionary<StudentId, int> Students,
        ImmutableDictionary<RoundId, (int Made, int Seated)> Rounds)
    {
        public static Kept None { get; } = new(
            [.. new int[Enum.GetValues<OfferStatus>().Max(status => (int)status) + 1]],
            [],
            [],
            [],
            [],
            ImmutableDictionary<StudentId, int>.Empty,
            ImmutableDictionary<RoundId, (int Made, int Seated)>.Empty);

        public sealed class Builder(Kept from)
        {
            private readonly ImmutableArray<int>.Builder _counts = from.Counts.ToBuilder();
            private readonly ImmutableSortedSet<int>.Builder _live = from.Live.ToBuilder();
            private readonly ImmutableSortedSet<(long Number, int Place)>.Builder _waiting = from.Waiting.ToBuilder();
            private readonly ImmutableSortedSet<(DateTimeOffset At, int Place)>.Builder _deadlines = from.Deadlines.ToBuilder();
            private readonly ImmutableSortedSet<int>.Builder _unnotified = from.Unnotified.ToBuilder();
            private readonly ImmutableDictionary<StudentId, int>.Builder _students = from.Students.ToBuilder();
            private readonly ImmutableDictionary<RoundId, (int Made, int Seated)>.Builder _rounds = from.Rounds.ToBuilder();

            public void Add(int place, SeatOffer entry)
            {
                Put(_live, place, entry.Offer.Status.IsLive());
                Put(_unnotified, place, entry.NeedsNotice);
                if (entry.Offer.Status is OfferStatus.Waiting)
                {
                    _waiting.Add((entry.WaitingNumber ?? 0, place));
                }

                if (entry.Offer.Status.IsOpen() && entry.Offer.ExpiresAt is { } deadline)
                {
                    _deadlines.Add((deadline, place));
                }

                Count(entry, 1);
            }

            public void Remove(int place, SeatOffer entry)
            {
                _waiting.Remove((entry.WaitingNumber ?? 0, place));
                if (entry.Offer.ExpiresAt is { } deadline)
                {
                    _deadlines.Remove((deadline, place));
                }

                Count(entry, -1);
            }

            public Kept ToKept() => new(
                _counts.ToImmutable(), _live.ToImmutable(), _waiting.ToImmutable(), _deadlines.ToImmutable(), _unnotified.ToImmutable(),
                _students.ToImmutable(), _rounds.ToImmutable());

            private void Count(SeatOffer entry, int one)
            {
                var offer = entry.Offer;
                _counts[(int)offer.Status] += one;
                if (offer.Status.IsLive())
                {
                    var live = _students.GetValueOrDefault(offer.Student) + one;
                    if (live == 0)
                    {
                        _students.Remove(offer.Student);
                    }
                    else
                    {
                        _students[offer.Student] = live;
                    }
                }

                if (offer.Round is { } round)
                {
                    var (made, seated) = _rounds.GetValueOrDefault(round);
                    _rounds[round] = (made + one, seated + (offer.Status is OfferStatus.Held or OfferStatus.Accepted ? one : 0));
                }
            }

            private static void Put(ImmutableSortedSet<int>.Builder set, int place, bool belongs)
            {
                if (belongs)
                {
                    set.Add(place);
                }
                else
                {
                    set.Remove(place);
                }
            }
        }
    }
}
