using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Rounds;
using VocMatch.Contracts.Students;
using VocMatch.Matching.Clearing;

namespace VocMatch.Grains.Rounds;

/// <summary>Says before the lock how a list is likely to end: many lotteries, none of them the round's own, over the lists as they are.</summary>
internal sealed class RoundRisks(RoundFreezing freezing, IGrainFactory grains, TimeProvider time)
{
    private const int Lotteries = 40;

    private const int Suggested = 20;

    private const int MostRemedies = 3;

    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(1);

    private (RoundState State, DateTimeOffset At, Task<Simulation> Running)? _latest;

    public async Task<Outcome<StudentRisk>> Of(RoundState round, StudentId id)
    {
        var student = grains.GetGrain<IStudentGrain>(id.Value);
        if (await student.Find() is null)
        {
            return Refusal.NotFound($"The student '{id}'");
        }

        var (at, simulation) = await Latest(round);
        if (simulation.Results.IsEmpty)
        {
            return Refusal.Conflict($"The inputs cannot be cleared as they are: {simulation.Refusal}.");
        }

        var own = simulation.Market!.Students.IndexOf(id.Value);
        List<ClearingResult> unplaced = [.. simulation.Results.Where(result => own < 0 || result.Assignment.PlacementOf(own) < 0)];
        var remedies = unplaced.Count == 0 ? [] : await Remedies(student, own, simulation.Market, unplaced);
        return new StudentRisk(round.Id, id, at, simulation.Results.Length, unplaced.Count, remedies);
    }

    /// <summary>One simulation for everybody who asks within a minute of it.</summary>
    private async Task<(DateTimeOffset At, Simulation Simulation)> Latest(RoundState round)
    {
        var now = time.GetUtcNow();
        if (_latest is not { } latest || latest.State != round || now - latest.At > Freshness || latest.Running.IsFaulted)
        {
            latest = (round, now, Task.Run(() => Simulate(round)));
            _latest = latest;
        }

        return (latest.At, await latest.Running);
    }

    private async Task<Simulation> Simulate(RoundState round)
    {
        var (inputs, refusal) = await freezing.Rehearse(round);
        var rows = RoundMarkets.First(inputs.Employers, inputs.Placements, inputs.Students);
        return RoundMarkets.Build(rows, out _) is { } market
            ? new(market, [.. Enumerable.Range(1, Lotteries).Select(k => ClearingResult.Solve(market, new ClearingSettings($"risk:{k}")))], null)
            : new(null, [], refusal?.ToString());
    }

    /// <summary>
    /// A placement at the end of a list is asked only where everything before it has refused, and then whoever clears its cutoff gets in;
    /// equal points count as refused for a student who is in no lottery yet.
    /// </summary>
    private static async Task<ImmutableArray<RiskRemedy>> Remedies(IStudentGrain student, int own, ClearingMarket market, List<ClearingResult> unplaced)
    {
        if ((await student.Matches(Suggested)).Value is not { } matches)
        {
            return [];
        }

        var remedies = new List<RiskRemedy>();
        foreach (var match in matches.Matches)
        {
            var placement = market.Placements.IndexOf(match.Placement.Value);
            if (placement >= 0 && (own < 0 || market.RankOf(own, placement) == 0))
            {
                var priority = new Priority((long)(match.Score * 1_000_000m));
                remedies.Add(new(match.Placement, unplaced.Count(result => !Clears(result, own, placement, priority))));
            }
        }

        return [.. remedies.Where(remedy => remedy.Unplaced < unplaced.Count).OrderBy(remedy => remedy.Unplaced).Take(MostRemedies)];
    }

    private static bool Clears(ClearingResult result, int own, int placement, Priority priority)
    {
        var employer = result.Market.EmployerOf(placement);
        return Passes(result.Cutoffs.Open(placement))
            && (employer < 0 || result.Market.Cap(employer) < 0 || Passes(result.Cutoffs.Cap(employer)));

        bool Passes(Cutoff cutoff) => cutoff.Kind switch
        {
            CutoffKind.None => true,
            CutoffKind.Closed => false,
            _ => priority.Millionths > cutoff.Priority.Millionths
                || (priority == cutoff.Priority && own >= 0 && result.Lottery.NumberOf(own) > result.Lottery.NumberOf(cutoff.Student)),
        };
    }

    private sealed record Simulation(ClearingMarket? Market, ImmutableArray<ClearingResult> Results, string? Refusal);
}
