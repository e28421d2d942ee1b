using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Records;
using VocMatch.Domain.Students;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Students;

/// <summary>Lists for rounds.</summary>
internal sealed partial class StudentGrain
{
    public Task<ImmutableArray<RoundList>> Lists() => Task.FromResult<ImmutableArray<RoundList>>(_record.State.Drafts is { } drafts ? [.. drafts.Lists] : []);

    public async Task<Outcome<RoundList>> SaveList(
        RoundId round, ImmutableArray<PlacementId> ranked, bool agreesToCompletion, WriteOptions options)
    {
        if (_record.Repeated<RoundList>(options) is { } repeated)
        {
            return repeated;
        }

        return await StoreFailures.Answer<RoundList>(
            async () =>
            {
                var saved = await Save(round, ranked, agreesToCompletion, options);
                return saved.Succeeded ? await Confirm(round, saved, options) : saved;
            },
            "The round could not be asked, so the list may be in it or not; save it again.");
    }

    private async Task<Outcome<RoundList>> Save(
        RoundId round, ImmutableArray<PlacementId> ranked, bool agreesToCompletion, WriteOptions options)
    {
        if (await _rounds.Find(round) is not { } found)
        {
            return Refusal.NotFound($"The round '{round}'");
        }

        if (await Preferences.Check(ranked, _readSide) is { Length: > 0 } broken)
        {
            return Refusal.Invalid(broken);
        }

        var takesLists = await _rounds.TakesLists(round);
        var phase = found.Phase is RoundPhase.Collecting ? "past its closing" : RoundWords.Of(found.Phase, found.InputDigest);
        return await _record.Decide(
            options,
            state =>
            {
                if (state.Entity is null)
                {
                    return ValueTask.FromResult(new Decision<StudentState, Outcome<RoundList>>(state, Missing));
                }

                var drafts = state.Drafts ?? new PreferenceDrafts();
                var decision = drafts.Save(round, ranked, agreesToCompletion, found.Settings, takesLists, _time.GetUtcNow(), phase);
                var next = decision.Changes(drafts) ? state with { Drafts = decision.State } : state;
                return ValueTask.FromResult(new Decision<StudentState, Outcome<RoundList>>(next, decision.Answer));
            },
            static answer => !answer.Succeeded,
            state => new(state.Drafts?.Find(round)?.Revision ?? 0));
    }

    /// <summary>The answer is kept only now: until the round was asked again no answer may say that the list is in it.</summary>
    private async Task<Outcome<RoundList>> Confirm(RoundId round, Outcome<RoundList> saved, WriteOptions options)
    {
        var answer = await _rounds.TakesLists(round)
            ? saved
            : Refusal.Conflict($"The list was saved, but round '{round}' closed meanwhile: it is not confirmed to be in the round.");
        return options.OperationId is null
            ? answer
            : await _record.Decide(
                options with { ExpectedVersion = null, ConditionRequired = false },
                state => ValueTask.FromResult(new Decision<StudentState, Outcome<RoundList>>(state, answer)));
    }
}
