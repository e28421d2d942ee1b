using System.Collections.Immutable;
using VocMatch.Contracts.Events;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Domain.Records;

namespace VocMatch.Domain.Rounds;

/// <summary>What a command decides for a round: the state to write, and the answer to its caller. A refusal may come with a change of its own.</summary>
/// <param name="Next">Null where there is no round.</param>
internal sealed record RoundStep(RoundState? Next, Refusal? Refusal, ImmutableArray<DomainEvent> Events)
{
    public static RoundStep Of(Decision<RoundState, Outcome<RoundState>> decision) =>
        new(decision.State, decision.Answer.Refusal, decision.Events);

    public static RoundStep To(RoundState next) => new(next, null, []);

    public static RoundStep No(RoundState? present, Refusal refusal) => new(present, refusal, []);

    public static RoundStep Missing(RoundId round) => new(null, Refusal.NotFound($"The round '{round}'"), []);
}
