using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Rounds;
using VocMatch.Domain.Rounds.Repair;
using VocMatch.Grains.Rounds.Repair;
using VocMatch.Grains.Runtime;

namespace VocMatch.Grains.Rounds;

/// <summary>What may still change after the result: repairs, and swaps between two students.</summary>
internal sealed partial class RoundGrain
{
    public async Task<Outcome<RepairProposal>> ProposeRepair(bool lateSeats)
    {
        var prepared = await Prepare(state => _repairs.Prepare(state, lateSeats));
        return prepared.Succeeded ? prepared.Value.Proposal : prepared.Refusal;
    }

    public async Task<Outcome<Written<Round>>> Repair(AcceptedRepair accepted, WriteOptions options)
    {
        if (_record.Repeated<Written<Round>>(options) is { } repeated)
        {
            return repeated;
        }

        var prepared = await Prepare(state => _repairs.Prepare(state, accepted.LateSeats));
        if (!prepared.Succeeded)
        {
            return prepared.Refusal;
        }

        var proposal = prepared.Value.Proposal;
        if (!accepted.Names(proposal))
        {
            return Refusal.Conflict("The proposal has changed: look at it again.");
        }

        if (!options.DryRun && await Keep(prepared.Value) is { } refused)
        {
            return refused;
        }

        var written = await Write(options, state => RoundStep.Of(RoundRepairing.Repair(state!, proposal, Now)));
        _worker.Begin();
        return written;
    }

    /// <summary>A wish is told apart from another by whom it names: that is its version.</summary>
    private static Presence WishOf(RoundRow row, StudentId student) =>
        row.State?.Swaps.FirstOrDefault(wish => wish.Student == student) is { } wish ? new(StudentSwap.VersionOf(wish.With)) : default;

    public Task<Outcome<StudentSwap>> SwapOf(StudentId student) => Task.FromResult<Outcome<StudentSwap>>(
        _record.State is { Phase: not RoundPhase.Draft } state ? Swap(state, student, agreed: false) : Refusal.NotFound($"The round '{Id}'"));

    public async Task<Outcome<StudentSwap>> AskSwap(StudentId student, StudentId? with, WriteOptions options)
    {
        if (_record.Repeated<StudentSwap>(options) is { } repeated)
        {
            return repeated;
        }

        if (with is not { } other)
        {
            return await Wish(student, null, options);
        }

        var prepared = await Prepare(state => _swaps.Prepare(state, student, other));
        if (!prepared.Succeeded)
        {
            return prepared.Refusal;
        }

        if (!_record.State!.Wishes(other, student))
        {
            return await Wish(student, other, options);
        }

        if (!options.DryRun && await Keep(prepared.Value) is { } refused)
        {
            return refused;
        }

        var swapped = await _record.Write(
            options,
            state => RoundStep.Of(RoundRepairing.Repair(state!, prepared.Value.Proposal, Now, swap: true)),
            (row, _) => Swap(row.State!, student, agreed: true),
            row => WishOf(row, student));
        _worker.Begin();
        return swapped;
    }

    private async Task<Outcome<StudentSwap>> Wish(StudentId student, StudentId? with, WriteOptions options)
    {
        var wished = await _record.Write(
            options,
            state => state is null ? RoundStep.Missing(Id) : RoundStep.Of(RoundRepairing.Wish(state, student, with)),
            (row, _) => Swap(row.State!, student, agreed: false),
            row => WishOf(row, student));
        _worker.Begin();
        return wished;
    }

    private async Task<Outcome<PreparedRepair>> Prepare(Func<RoundState, Task<Outcome<PreparedRepair>>> prepare)
    {
        if (_record.State is not { } state)
        {
            return Refusal.NotFound($"The round '{Id}'");
        }

        return await StoreFailures.Answer<PreparedRepair>(
            async () => await Task.Run(() => prepare(state)), "Not all of the offers could be looked at; ask again.");
    }

    /// <summary>Late seats first: rows that rely on them are written only once they are the round's.</summary>
    private async Task<Refusal?> Keep(PreparedRepair prepared)
    {
        var kept = await StoreFailures.Answer<PreparedRepair>(
            async () =>
            {
                if (await _repairs.TakeLateSeats(_record.State!, prepared) is { } gone)
                {
                    return gone;
                }

                await _repairs.Keep(_record.State!, prepared);
                return prepared;
            },
            "Not all of the repair could be written; ask again.");
        return kept.Refusal;
    }

    private static StudentSwap Swap(RoundState state, StudentId student, bool agreed) => new(
        state.Id,
        student,
        state.Swaps.FirstOrDefault(wish => wish.Student == student)?.With,
        [.. state.Swaps.Where(wish => wish.With == student).Select(wish => wish.Student)],
        agreed);
}
