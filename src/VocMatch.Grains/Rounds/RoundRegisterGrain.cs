using System.Text.Json.Serialization;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Rounds;
using VocMatch.Contracts.Storing;
using VocMatch.Domain.Records;
using VocMatch.Domain.Rounds;
using VocMatch.Grains.Records;

namespace VocMatch.Grains.Rounds;

internal sealed record RoundRegisterState : IPartedState<RoundRegisterState>
{
    /// <summary>2 since rounds that are over lie in rows of their own.</summary>
    public int Schema { get; init; } = 2;

    public RoundRegister Register { get; init; } = new();

    [JsonIgnore]
    public StoredArrays Stored { get; init; } = new();

    public static IReadOnlyList<PartKind<RoundRegisterState>> PartKinds { get; } =
    [
        new ArrayPartKind<RoundRegisterState, RoundId>(
            "over",
            round => round.Value,
            state => state.Register.Over,
            (state, over) => state with { Register = state.Register with { Over = over } },
            state => state.Stored),
    ];
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
            await row.Write(row.State with { Register = decision.State });
        }

        return decision.Answer;
    }

    public async Task Release(RoundId round)
    {
        var released = row.State.Register.Release(round);
        if (!ReferenceEquals(released, row.State.Register))
        {
            await row.Write(row.State with { Register = released });
        }
    }
}
