using VocMatch.Matching.Clearing;
using VocMatch.Matching.Clearing.Certificates;
using VocMatch.Matching.Clearing.Markets;
using static VocMatch.Matching.Verification.KeyOrder;

namespace VocMatch.Matching.Verification;

/// <summary>
/// Checks a clearing from its input, its matches and its certificate, with nothing of the solver: only the data types, their
/// parsing and the canonical bytes are shared. Linear in the number of applications. It proves stability; that the matching
/// is also the best one for students takes solving again.
/// </summary>
public sealed class Verifier
{
    private readonly ClearingMarket _market;
    private readonly MatchTable _matches;
    private readonly Certificate _certificate;
    private readonly Residue _residue;
    private readonly int[] _placementOf;
    private readonly long[] _millionthsOf;

    private Verifier(ClearingMarket market, MatchTable matches, Certificate certificate)
    {
        (_market, _matches, _certificate) = (market, matches, certificate);
        _residue = new Residue(market);
        _placementOf = new int[market.Students.Count];
        _placementOf.AsSpan().Fill(-1);
        _millionthsOf = new long[market.Students.Count];
    }

    /// <summary>The first thing that is wrong, or that nothing is.</summary>
    public static Verdict Verify(ClearingMarket market, MatchTable matches, Certificate certificate)
    {
        // The order matters: without equal digests the certificate speaks of something else, and cutoffs mean nothing before the matches are
        // known to be a matching. What is found first is what is said.
        var verifier = new Verifier(market, matches, certificate);
        return verifier.DigestFault() ?? verifier.FixedFault() ?? verifier.FeasibilityFault() ?? verifier.StabilityFault() ?? Verdict.Valid;
    }

    private Verdict? DigestFault()
    {
        return Differs("input", _certificate.InputDigest, Digests.Input(_market))
            ?? Differs("settings", _certificate.SettingsDigest, Digests.Settings(_certificate.Settings, _certificate.EngineVersion))
            ?? Differs("matches", _certificate.MatchesDigest, Digests.Matches(_market, _matches));

        static Verdict? Differs(string what, string announced, string found) => announced == found
            ? null
            : new Verdict(VerdictKind.DigestDiffers, $"The {what} digest differs: the certificate says {announced}, the files give {found}.");
    }

    private Verdict? FixedFault()
    {
        if (!_certificate.Fixed.SequenceEqual(_market.Fixed))
        {
            return new Verdict(VerdictKind.FixedPairDiffers, "The fixed pairs of the certificate are not those of the input.");
        }

        foreach (var (student, placement, _) in _market.Fixed)
        {
            if (_matches.PlacementOf(student) != placement || _matches.RankOf(student) != _market.RankOf(student, placement))
            {
                return new Verdict(
                    VerdictKind.FixedPairDiffers, $"Student '{_market.Students[student]}' is fixed at '{_market.Placements[placement]}', the matches differ.");
            }
        }

        return null;
    }

    private Verdict? FeasibilityFault()
    {
        var taken = new int[_market.Placements.Count];
        var takenByEmployer = new int[_market.Employers.Count];
        for (var student = 0; student < _market.Students.Count; student++)
        {
            var placement = _matches.PlacementOf(student);
            if (placement < 0 || _residue.IsFixed(student))
            {
                continue;
            }

            var row = RowOf(student, placement);
            if (row < 0 || _residue.IsForbidden(student, placement))
            {
                return NotFeasible($"student '{_market.Students[student]}' has no open application at '{_market.Placements[placement]}'");
            }

            if (_market.Ranks(student)[row] != _matches.RankOf(student))
            {
                return NotFeasible($"student '{_market.Students[student]}' ranked '{_market.Placements[placement]}' {_market.Ranks(student)[row]}, not {_matches.RankOf(student)}");
            }

            // From here on only what the input says of this row counts, not what the matches repeat of it.
            _placementOf[student] = placement;
            _millionthsOf[student] = _market.PriorityOf(student, row).Millionths;
            if (++taken[placement] > _residue.Seats[placement])
            {
                return NotFeasible($"placement '{_market.Placements[placement]}' has more students than its {_market.Seats(placement)} seats");
            }

            if (_market.EmployerOf(placement) is >= 0 and var employer && ++takenByEmployer[employer] > _residue.Caps[employer])
            {
                return NotFeasible($"employer '{_market.Employers[employer]}' has more students than its cap of {_market.Cap(employer)}");
            }
        }

        return null;
    }

    // The theorem of clearing.md: a feasible matching is stable exactly when nobody clears, by the cutoffs of the matching itself, a placement
    // ranked above the own one. So pairs are checked one by one, and no coalition need be sought.
    private Verdict? StabilityFault()
    {
        var order = new KeyOrder(_market.Students, _certificate.Settings.Seed);
        var cutoffs = new RecomputedCutoffs(_residue, order, new Holders(_market, _placementOf, _millionthsOf));
        return CutoffFault(cutoffs) ?? BlockingPair(cutoffs);
    }

    private Verdict? CutoffFault(RecomputedCutoffs cutoffs)
    {
        var cell = 0;
        for (var placement = 0; placement < _market.Placements.Count; placement++)
        {
            if (_certificate.Open[placement] != cutoffs.Open(placement))
            {
                return CutoffDiffers($"of the open seats of placement '{_market.Placements[placement]}'");
            }

            for (var type = 0; type < _market.Reserves(placement).Length; type++)
            {
                if (_certificate.Reserves[cell++] != cutoffs.Reserve(placement, type))
                {
                    return CutoffDiffers($"of the reserve for '{_market.Tags[_market.Reserves(placement)[type].Tag]}' of placement '{_market.Placements[placement]}'");
                }
            }
        }

        for (var employer = 0; employer < _market.Employers.Count; employer++)
        {
            if (_certificate.Caps[employer] != cutoffs.Cap(employer))
            {
                return CutoffDiffers($"of employer '{_market.Employers[employer]}'");
            }
        }

        return null;
    }

    private Verdict? BlockingPair(RecomputedCutoffs cutoffs)
    {
        for (var student = 0; student < _market.Students.Count; student++)
        {
            if (_residue.IsFixed(student))
            {
                continue;
            }

            var wishes = _market.Wishes(student);
            for (var place = 0; place < wishes.Length; place++)
            {
                var wish = wishes[place];
                // Wishes stand best first: whatever follows the own place is no reason to envy. Without a place all are looked at.
                if (wish.Placement == _placementOf[student])
                {
                    break;
                }

                var key = new Key(_market.PriorityOf(student, place).Millionths, student);
                if (!_residue.IsForbidden(student, wish.Placement) && cutoffs.Clears(key, wish.Placement))
                {
                    return new Verdict(
                        VerdictKind.BlockingPair,
                        $"Student '{_market.Students[student]}' and placement '{_market.Placements[wish.Placement]}' block: the student ranks it above the own place and clears its cutoff.");
                }
            }
        }

        return null;
    }

    private int RowOf(int student, int placement)
    {
        var wishes = _market.Wishes(student);
        for (var row = 0; row < wishes.Length; row++)
        {
            if (wishes[row].Placement == placement)
            {
                return row;
            }
        }

        return -1;
    }

    private static Verdict NotFeasible(string reason) => new(VerdictKind.NotFeasible, $"The matches are no matching: {reason}.");

    private static Verdict CutoffDiffers(string whose) => new(VerdictKind.CutoffDiffers, $"The cutoff {whose} is not that of the matches.");
}
