using VocMatch.Matching.Clearing;
using VocMatch.Matching.Clearing.Markets;
using static VocMatch.Matching.Verification.KeyOrder;

namespace VocMatch.Matching.Verification;

/// <summary>The cutoffs of a matching, from the matching alone: those a certificate announces are never trusted.</summary>
internal sealed class RecomputedCutoffs
{
    private readonly Residue _residue;
    private readonly KeyOrder _order;
    private readonly Bar[] _open;
    private readonly Bar[] _cap;
    private readonly Bar[][] _reserved;

    /// <summary>Recomputes all cutoffs; the keys of placements with reserves are sorted in place, highest first.</summary>
    public RecomputedCutoffs(Residue residue, KeyOrder order, Holders holders)
    {
        (_residue, _order) = (residue, order);
        var market = residue.Market;
        var placements = market.Placements.Count;
        _open = new Bar[placements];
        _cap = new Bar[market.Employers.Count];
        _reserved = new Bar[placements][];
        var taken = new int[_cap.Length];
        var lowestOfEmployer = new Key?[_cap.Length];
        for (var placement = 0; placement < placements; placement++)
        {
            var keys = holders.At(placement);
            if (residue.Reserved[placement].Length > 0)
            {
                keys.Sort((first, second) => order.Compare(second, first));
            }

            var lowest = Fill(placement, keys);
            if (market.EmployerOf(placement) is >= 0 and var employer)
            {
                taken[employer] += keys.Length;
                lowestOfEmployer[employer] = Lower(lowestOfEmployer[employer], lowest);
            }
        }

        for (var employer = 0; employer < _cap.Length; employer++)
        {
            var full = residue.Caps[employer] is { } cap && taken[employer] >= cap;
            _cap[employer] = Bar.When(full, lowestOfEmployer[employer]);
        }
    }

    public Cutoff Open(int placement) => Show(_open[placement]);

    public Cutoff? Cap(int employer) => _residue.Caps[employer] is null ? null : Show(_cap[employer]);

    public Cutoff? Reserve(int placement, int type) => _residue.Reserved[placement][type] == 0 ? null : Show(_reserved[placement][type]);

    /// <summary>True when a student passes: by the reserve of the student's type, or by the open seats and the employer's cap.</summary>
    public bool Clears(Key key, int placement)
    {
        var type = _residue.Reserved[placement].Length == 0 ? -1 : _residue.TypeOf(key.Student, placement);
        if (type >= 0 && _residue.Reserved[placement][type] > 0 && Passes(key, _reserved[placement][type]))
        {
            return true;
        }

        // Open seats are limited twice. A bar that is not full lets everybody pass, so each limit counts only where it binds.
        return Passes(key, _open[placement]) && (_residue.Market.EmployerOf(placement) is var employer && (employer < 0 || Passes(key, _cap[employer])));
    }

    // Sets the cutoffs of one placement and returns the lowest key on its open seats.
    private Key? Fill(int placement, Span<Key> keys)
    {
        var reserved = _residue.Reserved[placement];
        var filled = reserved.Length == 0 ? [] : new int[reserved.Length];
        var last = reserved.Length == 0 ? [] : new Key?[reserved.Length];
        Key? lowest = null;
        // Highest first where there are reserves: the first of a type fill its reserve, the rest stand on open seats (clearing.md, cutoffs).
        // Without reserves all are open and the order does not matter, so nothing was sorted.
        foreach (var key in keys)
        {
            var type = reserved.Length == 0 ? -1 : _residue.TypeOf(key.Student, placement);
            if (type >= 0 && filled[type] < reserved[type])
            {
                filled[type]++;
                last[type] = key;
            }
            else
            {
                lowest = Lower(lowest, key);
            }
        }

        _reserved[placement] = reserved.Length == 0 ? [] : new Bar[reserved.Length];
        for (var type = 0; type < reserved.Length; type++)
        {
            _reserved[placement][type] = Bar.When(filled[type] == reserved[type], last[type]);
        }

        _open[placement] = Bar.When(keys.Length >= _residue.Seats[placement], lowest);
        return lowest;
    }

    private Key? Lower(Key? first, Key? second) =>
        first is not { } one ? second : second is not { } other ? first : _order.Compare(one, other) <= 0 ? one : other;

    private bool Passes(Key key, Bar bar) => !bar.Full || (bar.HasKey && _order.IsAtLeast(key, bar.Key));

    private static Cutoff Show(Bar bar) =>
        !bar.Full ? Cutoff.None : bar.HasKey ? Cutoff.Key(new Priority(bar.Key.Millionths), bar.Key.Student) : Cutoff.Closed;

    private readonly record struct Bar(bool Full, bool HasKey, Key Key)
    {
        public static Bar When(bool full, Key? lowest) => full ? new Bar(true, lowest is not null, lowest ?? default) : default;
    }
}
