using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Jobs;
using VocMatch.Domain.Reading;
using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Domain.Rounds.Clearing;

/// <summary>Clears frozen rows. The same rows give the same bytes, on any silo and however often.</summary>
internal sealed class RoundClearer(IRoundRows rows)
{
    /// <summary>The rows as they are frozen, those to be completed among the students.</summary>
    public async Task<MarketRows> Frozen(RoundState round, int issue = 1)
    {
        var input = new FrozenInput(round.Lock, issue);
        return new(
            await rows.Employers(input).ToListAsync(), await rows.Placements(input).ToListAsync(), await rows.Students(input).ToListAsync());
    }

    /// <summary>Both passes of rows that are frozen, or why they cannot be cleared.</summary>
    public async Task<(SolvedRound? Solved, string? Refusal)> Solve(RoundState round, StepProgress progress, int issue = 1)
    {
        progress("clearing", 0, 0);
        return Solve(round, await Frozen(round, issue), progress);
    }

    /// <inheritdoc cref="Solve(RoundState, StepProgress, int)"/>
    public static (SolvedRound? Solved, string? Refusal) Solve(RoundState round, MarketRows frozen, StepProgress progress)
    {
        var first = RoundMarkets.First(frozen.Employers, frozen.Placements, frozen.Students);
        if (RoundMarkets.Build(first, out var refusal) is not { } market)
        {
            return (null, refusal!.ToString());
        }

        var settings = new ClearingSettings(round.Seed, round.Policy ?? "none");
        var solved = SolvedPass.Of(first, market, settings);
        var second = RoundMarkets.Second(first, frozen.Students, market, solved.Matches, round.Settings.MaximumRanks);
        if (second.Students.Count == 0)
        {
            return (new(solved, null), null);
        }

        progress("second pass", 0, 0);
        return RoundMarkets.Build(second, out refusal) is { } rest
            ? (new(solved, SolvedPass.Of(second, rest, settings)), null)
            : (null, refusal!.ToString());
    }

    /// <summary>Writes what was found, and the input of the second pass, which follows from the first's result.</summary>
    public async Task Keep(RoundLock under, SolvedRound solved, int issue = 1)
    {
        if (solved.Second is { } second)
        {
            var input = new FrozenInput(under, issue, Pass: 2);
            await rows.Add(input, second.Rows.Employers);
            await rows.Add(input, second.Rows.Placements);
            await rows.Add(input, second.Rows.Students);
            await rows.WriteDocument(under, RoundDocuments.Certificate(issue, 2), second.Certificate);
        }

        await rows.Add(under, issue, solved.Assignments.ToList());
        await rows.WriteDocument(under, RoundDocuments.Certificate(issue, 1), solved.First.Certificate);
    }
}
