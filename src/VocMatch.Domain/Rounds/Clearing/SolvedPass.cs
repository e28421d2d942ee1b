using System.Security.Cryptography;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Rounds;
using VocMatch.Matching.Clearing;
using VocMatch.Matching.Clearing.Certificates;
using VocMatch.Matching.Clearing.Markets;
using VocMatch.Matching.Verification;

namespace VocMatch.Domain.Rounds.Clearing;

/// <summary>One clearing, solved, certified and verified.</summary>
internal sealed record SolvedPass(MarketRows Rows, ClearingResult Result, MatchTable Matches, byte[] Certificate, PassResult Summary)
{
    /// <exception cref="UnverifiedResultException">The verifier does not confirm what the solver found.</exception>
    public static SolvedPass Of(MarketRows rows, ClearingMarket market, ClearingSettings settings)
    {
        var result = ClearingResult.Solve(market, settings, Environment.ProcessorCount);
        var matches = MatchTable.Of(result.Assignment);
        var certificate = Matching.Clearing.Certificates.Certificate.Of(result, matches);
        if (Verifier.Verify(market, matches, certificate) is { IsValid: false } verdict)
        {
            throw new UnverifiedResultException(verdict.Message);
        }

        using var text = new MemoryStream();
        CertificateWriter.Write(certificate, market, text);
        var bytes = text.ToArray();
        var summary = new PassResult(
            certificate.InputDigest,
            certificate.MatchesDigest,
            Convert.ToHexStringLower(SHA256.HashData(bytes)),
            market.Students.Count,
            matches.Count,
            rows.Placements.Sum(placement => placement.Seats));
        return new(rows, result, matches, bytes, summary);
    }

    /// <param name="pass">1 or 2; those placed by hand are of none.</param>
    public IEnumerable<Assignment> Assignments(int pass)
    {
        var byHand = Result.Market.Fixed.Select(pair => pair.Student).ToHashSet();
        for (var student = 0; student < Result.Market.Students.Count; student++)
        {
            if (Matches.PlacementOf(student) is >= 0 and var placement)
            {
                yield return new(
                    StudentId.Parse(Result.Market.Students[student]),
                    PlacementId.Parse(Result.Market.Placements[placement]),
                    byHand.Contains(student) ? 0 : pass,
                    Matches.RankOf(student));
            }
        }
    }
}

/// <summary>The verifier, which shares no code with the solver, does not confirm a result: a defect, and nothing of it may be published.</summary>
internal sealed class UnverifiedResultException(string verdict) : Exception($"The result was rejected by the verifier: {verdict}");

/// <summary>Both passes of a round.</summary>
internal sealed record SolvedRound(SolvedPass First, SolvedPass? Second)
{
    public RoundResult Result => new(First.Summary, Second?.Summary);

    public IEnumerable<Assignment> Assignments => First.Assignments(1).Concat(Second?.Assignments(2) ?? []);

    public SolvedPass? Pass(int pass) => pass == 2 ? Second : First;
}
