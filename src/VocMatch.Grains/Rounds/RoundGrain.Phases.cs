using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Records;
using VocMatch.Domain.Rounds;
using VocMatch.Domain.Rounds.Phases;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Rounds;

/// <summary>What moves a round on.</summary>
internal sealed partial class RoundGrain
{
    public async Task<Outcome<Transitioned<RoundPhase>>> Apply(RoundAction action, string? reason, string? report, WriteOptions options)
    {
        if (_record.Repeated<Transitioned<RoundPhase>>(options) is { } repeated)
        {
            return repeated;
        }

        var applied = action switch
        {
            RoundAction.Open => await Open(options),
            RoundAction.Lock => await Lock(report, options),
            RoundAction.Unlock => await Move(options, state => RoundMachine.Unlock(state, reason, Now)),
            RoundAction.Solve => await Move(options, state => RoundSolving.Solve(state, Now)),
            RoundAction.Rework => await Move(options, state => RoundSolving.Rework(state, reason, Now)),
            RoundAction.Publish => await Publish(options),
            RoundAction.Close => await Move(options, state => RoundMachine.Close(state, Now)),
            RoundAction.Cancel => await Move(options, state => RoundMachine.Cancel(state, reason, Now)),
            _ => Refusal.Conflict("The round does that itself."),
        };
        _worker.Begin();
        return applied;
    }

    internal static int Assignments(RoundState state) => (state.Result?.First.Placed ?? 0) + (state.Result?.Second?.Placed ?? 0);

    private async Task<Outcome<Transitioned<RoundPhase>>> Open(WriteOptions options)
    {
        // The claim is recorded before the register is asked: whoever finds it recorded asks again.
        var asked = await Move(new(options.ExpectedVersion, DryRun: options.DryRun), state => RoundMachine.Open(state, Now));
        if (!asked.Succeeded || options.DryRun)
        {
            return asked;
        }

        if (_record.State is { Claim: ScopeClaim.Asked } state)
        {
            var answer = await GrainFactory.GetGrain<IRoundRegisterGrain>(RoundRegisterGrain.Key).Claim(state.Id, state.Settings.Scope);
            return await Move(options with { ExpectedVersion = null }, present => RoundMachine.ApplyClaim(present, answer, Now));
        }

        return await Move(options with { ExpectedVersion = null }, RoundMachine.Same);
    }

    private Task<Outcome<Transitioned<RoundPhase>>> Publish(WriteOptions options) => StoreFailures.Answer(
        async () =>
        {
            var stale = _record.State is { Phase: RoundPhase.Solved } state ? await Task.Run(() => _lawfulness.Stale(state)) : null;
            return await Move(options, present => RoundSolving.Publish(present, Assignments(present), Now, stale));
        },
        "Not all of the placements could be looked at; ask again.");

    private async Task<Outcome<Transitioned<RoundPhase>>> Lock(string? report, WriteOptions options)
    {
        if (_record.State is not { Phase: RoundPhase.Collecting } state || Now > state.Settings.ClosesAt)
        {
            return await Move(options, present => RoundMachine.Lock(present, report, "", Now));
        }

        if (report is null)
        {
            return Refusal.Invalid([new("report", null, "The digest of the completeness report that is accepted.")]);
        }

        if (await Task.Run(() => _freezing.Unlawful(state)) is { } unlawful)
        {
            return Refusal.Conflict($"A pair placed by hand may not be: {unlawful}");
        }

        var rehearsal = await Task.Run(() => _freezing.Rehearse(state, completes: false));
        return rehearsal.Refusal is { } refusal
            ? Refusal.Conflict($"The inputs cannot be cleared as they are: {refusal}.")
            : await Move(options, present => RoundMachine.Lock(present, report, rehearsal.Inputs.Report.Digest, Now));
    }

    private Task<Outcome<Transitioned<RoundPhase>>> Move(
        WriteOptions options, Func<RoundState, Decision<RoundState, Outcome<RoundState>>> decide) =>
        _record.Write(
            options,
            state => state is null ? RoundStep.Missing(Id) : RoundStep.Of(decide(state)),
            (row, _) => new Transitioned<RoundPhase>(Id.Value, row.State!.Phase, row.Version));
}
