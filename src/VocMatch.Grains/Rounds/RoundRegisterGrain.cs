using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Rounds;
using VocMatch.Contracts.Storing;
using VocMatch.Domain.Rounds;
using VocMatch.Grains.Records;

namespace VocMatch.Grains.Rounds;

internal sealed record RoundRegisterState
{
    public int Schema { get; init; } = 1;

    public RoundRegister Register { get; init; } = new();
}

/// <summary>Keeps the claims of all rounds. Key <c>all</c> is the only one.</summary>
internal sealed class RoundRegisterGrain(
    [StoredAs(StateNames.RoundRegister)] GrainRecord<RoundRegisterState> row) : Grain, IRoundRegisterGrain
{
    public const string Key = "all";

    public async Task<Outcome<RoundScope>> Claim(RoundId round, RoundScope scope)
    {
        var present = row.State.Register;
        var decision = present.Claim(round, scope);
        if (decision.Changes(present))
        {
            await row.Write(new() { Register = decision.State });
        }

        return decision.Answer;
    }

    public async Task Release(RoundId round)
    {
        var released = row.State.Register.Release(round);
        if (!ReferenceEquals(released, row.State.Register))
        {
            await row.Write(new() { Register = released });
        }
    }
}
