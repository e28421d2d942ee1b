using System.Collections.Immutable;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Rounds;
using VocMatch.Domain.Rounds.Clearing;
using VocMatch.Domain.Rounds.Freezing;
using VocMatch.Grains.Rounds.Freezing;
using VocMatch.Matching.Clearing;

namespace VocMatch.Grains.Rounds.Lists;

/// <summary>
/// Says before the lock how a list is likely to end: what the lock would freeze now is cleared, both passes, under many lotteries, none of
/// them the round's own.
/// </summary>
internal sealed class RoundRisks(RoundFreezer freezing, IGrainFactory grains, TimeProvider time)
{
    private const int Lotteries = 40;

    private const int Suggested = 20;

    /// <summary>So many of those suggested are tried by clearing again.</summary>
    private const int Tried = 5;

    private const int MaxRemedies = 3;

    private static readonly TimeSpan Freshness = TimeSpan.FromMinutes(1);

    private (RoundState State, DateTimeOffset At, Task<Simulation> Running)? _latest;

    /// <summary>The seeds of the lotteries simulated.</summary>
    public static ImmutableArray<string> Seeds { get; } = [.. Enumerable.Range(1, Lotteries).Select(k => FormattableString.Invariant($"risk:{k}"))];

    public async Task<Outcome<StudentRisk>> Of(RoundState round, StudentId id)
    {
        if (await grains.GetGrain<IStudentGrain>(id.Value).Question() is not { } question)
        {
            return Refusal.NotFound($"The student '{id}'");
        }

        var (at, simulation) = await Latest(round);
        if (simulation.Round is not { } simulated)
        {
            return Refusal.Conflict($"The inputs cannot be cleared as they are: {simulation.Refusal}.");
        }

        var without = simulation.Results.Where(result => result.PlacementOf(id) is null).ToList();
        var remedies = without.Count == 0
            ? []
            : await Task.Run(() => Remedies(round, question, simulated, simulation.Scoring, without));
        return new StudentRisk(round.Id, id, at, simulation.Results.Length, without.Count, remedies);
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
        var rehearsal = await freezing.Rehearse(round);
        var rows = new MarketRows(rehearsal.Inputs.Employers, rehearsal.Inputs.Placements, rehearsal.Inputs.Students);
        return RoundSimulation.Of(rows, round.Settings, out var refusal) is { } simulated
            ? new(simulated, rehearsal.Scoring, [.. Seeds.Select(simulated.Under)], null)
            : new(null, rehearsal.Scoring, [], refusal?.ToString());
    }

    /// <summary>
    /// Whoever clears a placement's cutoff need not get it (its entry may set off a chain that comes back), so cutoffs choose what is tried,
    /// and clearing again decides.
    /// </summary>
    private static ImmutableArray<RiskRemedy> Remedies(
        RoundState round, StudentQuestion question, RoundSimulation simulated, RoundScoring scoring, List<SimulatedResult> without)
    {
        var own = simulated.Rows.Students.FirstOrDefault(row => row.Id == question.Student)
            ?? new FrozenStudent(question.Student, 1, question.Profile.Tags, [], [], [], null);
        var ranked = own.Applications.Select(application => application.Placement).Concat(own.Dropped.Select(dropped => dropped.Placement));
        var forbidden = round.Forbidden.Where(pair => pair.Student == question.Student).Select(pair => pair.Placement);
        var last = own.Applications.Select(application => application.Rank).Concat(own.Dropped.Select(dropped => dropped.Rank)).DefaultIfEmpty(0).Max();
        if (last >= round.Settings.MaximumRanks)
        {
            return [];
        }

        var remedies = scoring.Completion(scoring.FactsOf(question), ranked.Concat(forbidden))
            .Take(Suggested)
            .Select(candidate => (candidate, Cleared: without.Count(result => Clears(result.First, own, candidate))))
            .OrderByDescending(one => one.Cleared)
            .Take(Tried)
            .Select(one => new RiskRemedy(one.candidate.Placement, WithoutPlace(round, simulated, own, one.candidate with { Rank = last + 1 })));
        return [.. remedies.Where(remedy => remedy.WithoutPlace < without.Count).OrderBy(remedy => remedy.WithoutPlace).Take(MaxRemedies)];
    }

    private static int WithoutPlace(RoundState round, RoundSimulation simulated, FrozenStudent own, FrozenApplication added)
    {
        var longer = own with
        {
            Pass = 1,
            Applications = own.Applications.Add(added),
            Completion = own.Completion is { } completion ? [.. completion.Where(candidate => candidate.Placement != added.Placement)] : null,
        };
        var rows = simulated.Rows with { Students = [.. simulated.Rows.Students.Where(row => row.Id != own.Id), longer] };
        var changed = RoundSimulation.Of(rows, round.Settings, out var refusal)
            ?? throw new InvalidOperationException($"A longer list makes no market: {refusal}.");
        return Seeds.Count(seed => changed.Under(seed).PlacementOf(own.Id) is null);
    }

    private static bool Clears(ClearingResult result, FrozenStudent own, FrozenApplication candidate)
    {
        var (student, placement) = (result.Market.Students.IndexOf(own.Id.Value), result.Market.Placements.IndexOf(candidate.Placement.Value));
        var employer = result.Market.EmployerOf(placement);
        return Passes(result.Cutoffs.Open(placement)) && (employer < 0 || result.Market.Cap(employer) < 0 || Passes(result.Cutoffs.Cap(employer)));

        bool Passes(Cutoff cutoff) => cutoff.Kind switch
        {
            CutoffKind.None => true,
            CutoffKind.Closed => false,
            _ => candidate.PriorityMillionths > cutoff.Priority.Millionths
                || (candidate.PriorityMillionths == cutoff.Priority.Millionths
                    && (student < 0 || result.Lottery.NumberOf(student) > result.Lottery.NumberOf(cutoff.Student))),
        };
    }

    private sealed record Simulation(RoundSimulation? Round, RoundScoring Scoring, ImmutableArray<SimulatedResult> Results, string? Refusal);
}
