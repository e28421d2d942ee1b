using System.Text;
using VocMatch.Matching.Clearing;
using VocMatch.Matching.Clearing.Certificates;
using VocMatch.Matching.Clearing.Markets;
using VocMatch.Matching.Tests.Clearing;
using VocMatch.Matching.Verification;

namespace VocMatch.Matching.Tests.Verification;

public class VerifierTests
{
    private const string Market =
        "P p1,2,E,rural:1 | p2,2,E,disability:1 | p3,1,F, | p4,2,, | p5,2,, ‖ S a,rural | c,rural | e,disability;rural ‖ E E,3 | F,0 "
        + "‖ A a,p1,1,80 | b,p1,1,85 | c,p1,1,30 | c,p2,2,35 | d,p2,1,75 | e,p2,1,20 | e,p3,2,99 | g,p4,1,10 | h,p4,1,20 | h,p5,2,5 | g,p5,2,7 | k,p5,1,1 ‖ F z,p4,agreed | k,p5,agreed too";

    private readonly ClearingMarket _market = MarketText.Parse(Market);
    private readonly MatchTable _matches;
    private readonly Certificate _certificate;

    public VerifierTests()
    {
        var result = ClearingResult.Solve(_market, new ClearingSettings("vocmatch"));
        _matches = MatchTable.Of(result.Assignment);
        _certificate = Certificate.Of(result, _matches);
    }

    [Fact]
    public void A_result_as_it_was_solved_is_valid() => Assert.Equal(VerdictKind.Valid, Verifier.Verify(_market, _matches, _certificate).Kind);

    [Fact]
    public void Two_students_swapped_differ_in_the_digest_and_then_in_the_cutoffs() => AssertCaught(
        matches =>
        {
            Place(matches, "g", "p4", 1);
            Place(matches, "h", "p5", 2);
        },
        VerdictKind.CutoffDiffers,
        VerdictKind.BlockingPair);

    [Fact]
    public void A_dropped_student_is_caught() => AssertCaught(matches => Place(matches, "b", null, 0), VerdictKind.CutoffDiffers, VerdictKind.BlockingPair);

    [Fact]
    public void A_student_at_a_better_place_is_caught() => AssertCaught(matches => Place(matches, "g", "p4", 1), VerdictKind.NotFeasible, VerdictKind.NotFeasible);

    [Fact]
    public void A_seat_filled_twice_is_caught() => AssertCaught(matches => Place(matches, "c", "p1", 1), VerdictKind.NotFeasible, VerdictKind.NotFeasible);

    [Fact]
    public void A_cap_overfilled_is_caught() => AssertCaught(matches => Place(matches, "d", "p2", 1), VerdictKind.NotFeasible, VerdictKind.NotFeasible);

    [Fact]
    public void A_match_without_application_is_caught() => AssertCaught(matches => Place(matches, "d", "p5", 1), VerdictKind.NotFeasible, VerdictKind.NotFeasible);

    [Fact]
    public void A_wrong_rank_is_caught() => AssertCaught(matches => Place(matches, "b", "p1", 2), VerdictKind.NotFeasible, VerdictKind.NotFeasible);

    [Fact]
    public void A_fixed_student_moved_is_caught() => AssertCaught(matches => Place(matches, "z", "p5", 0), VerdictKind.FixedPairDiffers, VerdictKind.FixedPairDiffers);

    [Fact]
    public void An_edited_cutoff_of_any_kind_is_caught()
    {
        for (var placement = 0; placement < _market.Placements.Count; placement++)
        {
            var open = _certificate.Open.ToArray();
            open[placement] = open[placement] == Cutoff.Closed ? Cutoff.None : Cutoff.Closed;
            Assert.Equal(VerdictKind.CutoffDiffers, Verifier.Verify(_market, _matches, _certificate with { Open = open }).Kind);
        }

        var reserves = _certificate.Reserves.ToArray();
        reserves[0] = Cutoff.Key(new Priority(1), 0);
        Assert.Equal(VerdictKind.CutoffDiffers, Verifier.Verify(_market, _matches, _certificate with { Reserves = reserves }).Kind);
        var caps = _certificate.Caps.ToArray();
        caps[0] = null;
        Assert.Equal(VerdictKind.CutoffDiffers, Verifier.Verify(_market, _matches, _certificate with { Caps = caps }).Kind);
    }

    [Fact]
    public void An_edited_digest_seed_or_version_is_caught_and_named()
    {
        var wrong = new string('0', 64);
        Assert.Contains("input digest", Verifier.Verify(_market, _matches, _certificate with { InputDigest = wrong }).Message, StringComparison.Ordinal);
        Assert.Contains("settings digest", Verifier.Verify(_market, _matches, _certificate with { SettingsDigest = wrong }).Message, StringComparison.Ordinal);
        Assert.Contains("matches digest", Verifier.Verify(_market, _matches, _certificate with { MatchesDigest = wrong }).Message, StringComparison.Ordinal);
        Assert.Contains("settings digest", Verifier.Verify(_market, _matches, _certificate with { Settings = new ClearingSettings("other") }).Message, StringComparison.Ordinal);
        Assert.Contains("settings digest", Verifier.Verify(_market, _matches, _certificate with { EngineVersion = "0" }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_edited_fixed_pair_is_caught()
    {
        var edited = _certificate.Fixed.Select(pair => pair with { Reason = "another" }).ToList();
        Assert.Equal(VerdictKind.FixedPairDiffers, Verifier.Verify(_market, _matches, _certificate with { Fixed = edited }).Kind);
        Assert.Equal(VerdictKind.FixedPairDiffers, Verifier.Verify(_market, _matches, _certificate with { Fixed = [] }).Kind);
    }

    [Fact]
    public void The_other_stable_matching_is_valid_too_because_only_stability_is_proved()
    {
        var market = MarketText.Parse(Instance.All[1].Market);
        var settings = new ClearingSettings("vocmatch");
        var open = OpenMarket.Of(market);
        var lottery = Lottery.Draw(market.Students, settings.Seed);
        var worst = new SeatAssignment(open, [1, 3]);
        var matches = MatchTable.Of(worst);
        Assert.Equal("a,p2,2 b,p1,2", MarketText.Show(market, matches));
        var certificate = Certificate.Of(new ClearingResult(settings, lottery, worst, Cutoffs.Of(worst, lottery)), matches);
        Assert.True(Verifier.Verify(market, matches, certificate).IsValid);
    }

    [Fact]
    public void The_verifier_agrees_with_the_definition_on_every_feasible_matching()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var market = RandomMarket.Draw(700_000 + seed, maxStudents: 3, maxPlacements: 3);
            var settings = new ClearingSettings("lot");
            var open = OpenMarket.Of(market);
            var lottery = Lottery.Draw(market.Students, settings.Seed);
            var reference = new Reference(market, settings.Seed);
            foreach (var matching in reference.AllMatchings().Where(reference.IsFeasible))
            {
                var assignment = new SeatAssignment(open, [.. matching.Select((contract, student) => contract is null ? -1 : open.WishStart[student] + contract.Place)]);
                var matches = MatchTable.Of(assignment);
                var certificate = Certificate.Of(new ClearingResult(settings, lottery, assignment, Cutoffs.Of(assignment, lottery)), matches);
                var verdict = Verifier.Verify(market, matches, certificate);
                Assert.True(verdict.Kind == (reference.IsStable(matching) ? VerdictKind.Valid : VerdictKind.BlockingPair), $"seed {700_000 + seed}: {verdict.Message}");
            }
        }
    }

    [Fact]
    public void A_certificate_reads_back_as_it_was_written()
    {
        var text = Written();
        Assert.True(CertificateReader.TryRead(text, _market, out var read, out var fault), fault);
        Assert.Equal(_certificate.Open, read.Open);
        Assert.Equal(_certificate.Reserves, read.Reserves);
        Assert.Equal(_certificate.Caps, read.Caps);
        Assert.Equal(_certificate.Fixed, read.Fixed);
        Assert.Equal(_certificate.Settings, read.Settings);
        Assert.True(Verifier.Verify(_market, _matches, read).IsValid);
    }

    [Theory]
    [InlineData("vocmatch-certificate 1", "vocmatch-certificate 2")]
    [InlineData("\"p1\"", "\"p9\"")]
    [InlineData("\"none\"", "\"some\"")]
    [InlineData("\"seed\"", "\"sead\"")]
    [InlineData("\"rural\"", "\"urban\"")]
    [InlineData("\"employer\":\"E\"", "\"employer\":\"G\"")]
    [InlineData("\"seed\":\"vocmatch\"", "\"seed\":\"\\ud800\"")]
    [InlineData("{", "[")]
    public void A_text_that_is_no_certificate_of_the_market_is_refused(string found, string put)
    {
        var text = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Written()).Replace(found, put, StringComparison.Ordinal));
        Assert.False(CertificateReader.TryRead(text, _market, out _, out var fault));
        Assert.NotEmpty(fault);
    }

    private byte[] Written()
    {
        using var stream = new MemoryStream();
        CertificateWriter.Write(_certificate, _market, stream);
        return stream.ToArray();
    }

    // With the old certificate the digest gives it away; with a digest made to fit, the matches themselves; with cutoffs made to fit as well, what remains.
    private void AssertCaught(Action<MatchTable> mutate, VerdictKind withDigest, VerdictKind withCutoffs)
    {
        mutate(_matches);
        Assert.Equal(VerdictKind.DigestDiffers, Verifier.Verify(_market, _matches, _certificate).Kind);
        var fitted = _certificate with { MatchesDigest = Digests.Matches(_market, _matches) };
        Assert.Equal(withDigest, Verifier.Verify(_market, _matches, fitted).Kind);
        if (withCutoffs == VerdictKind.BlockingPair)
        {
            Assert.Equal(withCutoffs, Verifier.Verify(_market, _matches, Refitted(fitted)).Kind);
        }
    }

    private Certificate Refitted(Certificate certificate)
    {
        var open = OpenMarket.Of(_market);
        var lottery = Lottery.Draw(_market.Students, "vocmatch");
        var rows = Enumerable.Range(0, _market.Students.Count).Select(student => RowOf(open, student)).ToArray();
        var assignment = new SeatAssignment(open, rows);
        var refitted = Certificate.Of(new ClearingResult(certificate.Settings, lottery, assignment, Cutoffs.Of(assignment, lottery)), _matches);
        return refitted;
    }

    private int RowOf(OpenMarket open, int student)
    {
        for (var row = open.WishStart[student]; row < open.WishStart[student + 1]; row++)
        {
            if (open.WishRows[row].Placement == _matches.PlacementOf(student))
            {
                return row;
            }
        }

        return -1;
    }

    private void Place(MatchTable matches, string student, string? placement, int rank) =>
        matches.Set(_market.Students.IndexOf(student), placement is null ? -1 : _market.Placements.IndexOf(placement), rank);
}
