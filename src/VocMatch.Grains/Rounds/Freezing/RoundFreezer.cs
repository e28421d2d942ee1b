using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Jobs;
using VocMatch.Domain.Reading;
using VocMatch.Domain.Rounds;
using VocMatch.Domain.Rounds.Clearing;
using VocMatch.Domain.Rounds.Freezing;
using VocMatch.Grains.Epochs;
using VocMatch.Matching.Clearing.Certificates;
using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Grains.Rounds.Freezing;

/// <summary>What a freezing came to.</summary>
/// <param name="InputDigest">SHA-256 of the canonical input of the first pass.</param>
/// <param name="Refusal">Why the rows are no market; then nothing is frozen.</param>
internal sealed record Frozen(string InputDigest, string Policy, string? Refusal = null);

/// <summary>What a lock would freeze now.</summary>
/// <param name="Scoring">What its priorities are computed with.</param>
/// <param name="Refusal">Why the inputs are no market; null where they are.</param>
internal sealed record RoundRehearsal(RoundInputs Inputs, RoundScoring Scoring, MarketRefusal? Refusal);

/// <summary>Takes a round's seats and writes its inputs as rows. It may be begun again at any point: rows are replaced, seats stay taken.</summary>
internal sealed class RoundFreezer(
    IRoundRows rows, RoundInputCollector intake, RoundSeats seats, RoundLawfulness lawfulness, Scorers scorers, IGrainFactory grains)
{
    /// <summary>Where placements are named that an earlier lock took seats of and this one does not: no pass of a clearing.</summary>
    private const int GivenBack = 0;

    public async Task<Frozen> Freeze(RoundState round, StepProgress progress)
    {
        progress("freezing", 0, 0);
        if (await Unlawful(round) is { } unlawful)
        {
            return new("", "", unlawful);
        }

        // Before the seats are taken: the figures are those of the market that students ranked.
        await grains.GetGrain<IEpochGrain>(0).Renew();
        var scorer = await scorers.Current();
        var input = new FrozenInput(round.Lock);
        var placements = await intake.Placements(round.Settings.Scope);
        var earlier = await Reserved(round.Lock);
        await rows.Clear(round.Lock);

        // Named before their seats are taken: whoever ends the round finds every reservation.
        await rows.Add(input, placements
            .Select(placement => new FrozenPlacement(placement.Id, placement.Posting.Employer, placement.OpenSeats, []))
            .ToList());
        earlier.ExceptWith(placements.Where(placement => intake.Most(round, placement) is not 0).Select(placement => placement.Id));
        await rows.Add(input with { Pass = GivenBack }, earlier.Select(placement => new FrozenPlacement(placement, Nobody, 0, [])).ToList());
        await ManyGrains.ForEach(earlier, placement => seats.GiveBack(round.Id, placement));
        var demand = await intake.Demand(
            round, placements, placement => seats.Reserve(round.Id, placement.Id, intake.Most(round, placement) ?? int.MaxValue), done => progress("reserving", done, placements.Count));
        var inputs = await intake.Collect(round, demand, intake.Scoring(round, demand, scorer), progress);
        if (RoundMarkets.Build(RoundMarkets.First(inputs.Employers, inputs.Placements, inputs.Students), out var refusal) is not { } market)
        {
            return new("", inputs.Policy, refusal!.ToString());
        }

        progress("writing", 0, inputs.Students.Length);
        await rows.Add(input, inputs.Employers);
        await rows.Add(input, inputs.Placements);
        await rows.Add(input, inputs.Students);
        return new(Digests.Input(market), inputs.Policy);
    }

    /// <summary>Why a pair placed by hand may not be; null where all may.</summary>
    public async Task<string?> Unlawful(RoundState round) =>
        await lawfulness.OfFixed(round.Fixed, confirmed: true, round.LockedAt) is [var first, ..] broken
            ? first.Rule + (broken.Length > 1 ? $" And {broken.Length - 1} more." : "")
            : null;

    /// <summary>What a lock would freeze now, without taking anything: under the figures that it would renew, with the seats that it would get.</summary>
    /// <param name="round">One that was locked before has seats of its own already.</param>
    /// <param name="completes">Whether the candidates of the second pass are searched too: neither the report nor the refusal depends on them.</param>
    public async Task<RoundRehearsal> Rehearse(RoundState round, bool completes = true)
    {
        var scorer = await scorers.Thaw(await grains.GetGrain<IEpochGrain>(0).Preview());
        var placements = await intake.Placements(round.Settings.Scope);
        var demand = await intake.Demand(
            round,
            placements,
            placement => round.Lock.Number > 1 ? seats.Available(round.Id, placement.Id) : Task.FromResult(placement.OpenSeats),
            _ => { });
        var scoring = intake.Scoring(round, demand, scorer);
        var inputs = await intake.Collect(round, demand, scoring, (_, _, _) => { }, completes);
        RoundMarkets.Build(RoundMarkets.First(inputs.Employers, inputs.Placements, inputs.Students), out var refusal);
        return new(inputs, scoring, refusal);
    }

    /// <summary>Ends every reservation of the round, of this lock and of those before it.</summary>
    public async Task Release(RoundState round)
    {
        await ManyGrains.ForEach(await Reserved(round.Lock), placement => seats.End(round.Id, placement));
    }

    private static EmployerId Nobody { get; } = EmployerId.Parse("none");

    private async Task<HashSet<PlacementId>> Reserved(RoundLock upTo)
    {
        var reserved = new HashSet<PlacementId>();
        for (var number = 1; number <= upTo.Number; number++)
        {
            var input = new FrozenInput(upTo with { Number = number });
            await foreach (var placement in rows.Placements(input).Concat(rows.Placements(input with { Pass = GivenBack })))
            {
                reserved.Add(placement.Id);
            }
        }

        return reserved;
    }
}
