using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Rounds;
using VocMatch.Grains.Epochs;
using VocMatch.Matching.Clearing;

namespace VocMatch.Grains.Rounds;

/// <summary>What a freezing came to.</summary>
/// <param name="InputDigest">SHA-256 of the canonical input of the first pass.</param>
/// <param name="Refusal">Why the rows are no market; then nothing is frozen.</param>
internal sealed record Frozen(string InputDigest, string Policy, string? Refusal = null);

/// <summary>Takes a round's seats and writes its inputs as rows. It may be begun again at any point: rows are replaced, seats stay taken.</summary>
internal sealed class RoundFreezing(
    IRoundRows rows, RoundIntake intake, RoundSeats seats, RoundLawfulness lawfulness, Scorers scorers, IGrainFactory grains)
{
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
        await GiveBack(round.Id, earlier.Except(placements.Select(placement => placement.Id)));
        var demand = await intake.Demand(round, placements, reserve: true, done => progress("reserving", done, placements.Count));
        var inputs = await intake.Collect(round, demand, scorer, progress);
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
        await lawfulness.OfFixed(round.Fixed, confirmed: true) is [var first, ..] broken
            ? $"{first.Field}: {first.Rule}" + (broken.Length > 1 ? $" And {broken.Length - 1} more." : "")
            : null;

    /// <summary>What a lock would freeze now, without taking anything.</summary>
    /// <param name="round">Of a round that was locked before the seats are its own already.</param>
    public async Task<(RoundInputs Inputs, MarketRefusal? Refusal)> Rehearse(RoundState round)
    {
        var scorer = await scorers.Current();
        var placements = await intake.Placements(round.Settings.Scope);
        var demand = await intake.Demand(round, placements, reserve: round.Lock.Number > 1, _ => { });
        var inputs = await intake.Collect(round, demand, scorer, (_, _, _) => { });
        RoundMarkets.Build(RoundMarkets.First(inputs.Employers, inputs.Placements, inputs.Students), out var refusal);
        return (inputs, refusal);
    }

    /// <summary>Ends every reservation of the round, of this lock and of those before it.</summary>
    public async Task Release(RoundState round)
    {
        await GiveBack(round.Id, await Reserved(round.Lock));
    }

    private Task GiveBack(RoundId round, IEnumerable<PlacementId> placements) =>
        ManyGrains.ForEach(placements, placement => seats.End(round, placement));

    private async Task<HashSet<PlacementId>> Reserved(RoundLock upTo)
    {
        var reserved = new HashSet<PlacementId>();
        for (var number = 1; number <= upTo.Number; number++)
        {
            await foreach (var placement in rows.Placements(new(upTo with { Number = number })))
            {
                reserved.Add(placement.Id);
            }
        }

        return reserved;
    }
}
