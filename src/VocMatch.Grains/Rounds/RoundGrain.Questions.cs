using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Rounds;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Rounds;

/// <summary>What a round answers.</summary>
internal sealed partial class RoundGrain
{
    /// <summary>A silo that stops waits for nobody who waits longer.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);

    public async Task<Outcome<CompletenessReport>> Completeness()
    {
        if (_record.State is not { } state)
        {
            return Refusal.NotFound($"The round '{Id}'");
        }

        if (state.Phase is not (RoundPhase.Draft or RoundPhase.Collecting))
        {
            return Refusal.Conflict($"Its inputs are frozen: the round is {RoundWords.Of(state.Phase, state.InputDigest)}.");
        }

        return await StoreFailures.Answer<CompletenessReport>(
            async () => (await Task.Run(() => _freezing.Rehearse(state, completes: false))).Inputs.Report, "Not all of the inputs could be read; ask again.");
    }

    public async Task<Outcome<ListCheck>> Check(StudentId student, ImmutableArray<PlacementId> ranked) =>
        _record.State is { Phase: not RoundPhase.Draft } state
            ? await _validator.Check(state, student, ranked)
            : Refusal.NotFound($"The round '{Id}'");

    public async Task<Outcome<StudentRisk>> RiskOf(StudentId student)
    {
        if (_record.State is not { Phase: not RoundPhase.Draft } state)
        {
            return Refusal.NotFound($"The round '{Id}'");
        }

        if (state.Phase is not RoundPhase.Collecting)
        {
            return Refusal.Conflict($"Lists are no longer collected: the round is {RoundWords.Of(state.Phase, state.InputDigest)}.");
        }

        return await StoreFailures.Answer<StudentRisk>(
            async () => await _risks.Of(state, student), "Not all of the inputs could be read; ask again.");
    }

    public Task<Outcome<RoundOperation>> Operation(RoundAction action) => Task.FromResult<Outcome<RoundOperation>>(
        _record.State is { } state ? _worker.Operation(state, action) : Refusal.NotFound($"The round '{Id}'"));

    public async Task<Outcome<RoundOperation>> OperationAfter(RoundOperation seen, TimeSpan timeout)
    {
        var until = Task.Delay(timeout < MaxWait ? timeout : MaxWait);
        while (true)
        {
            var changed = _record.Changed.Next;
            var present = await Operation(seen.Action);
            if (!present.Succeeded || present.Value != seen || until.IsCompleted)
            {
                return present;
            }

            await Task.WhenAny(changed, until);
        }
    }

    public async Task<Outcome<StudentResult>> ResultOf(StudentId student) => _record.State switch
    {
        null or { Phase: RoundPhase.Draft } => Refusal.NotFound($"The round '{Id}'"),
        { IsPublic: false } state => Refusal.Conflict($"The result is not published: the round is {RoundWords.Of(state.Phase, state.InputDigest)}."),
        var state => await _worker.ResultOf(state, student),
    };
}
