using System.Text.Json;
using VocMatch.Contracts.Rounds;

namespace VocMatch.Domain.Rounds;

/// <summary>How long work of a round stands, from its state alone.</summary>
internal static class RoundOperations
{
    /// <param name="failed">Why the step that is due cannot be done; null where it can.</param>
    /// <param name="running">How far the step under way has come.</param>
    public static RoundOperation Of(RoundState state, RoundAction action, string? failed, RoundProgress running)
    {
        var underWay = (failed is null ? OperationStatus.Running : OperationStatus.Failed, failed);
        var (status, reason) = (action, state) switch
        {
            (RoundAction.Lock, { Phase: RoundPhase.Locked, InputDigest: null }) => underWay,
            (RoundAction.Lock, { InputDigest: not null }) => (OperationStatus.Succeeded, null),
            (RoundAction.Solve, { Phase: RoundPhase.Solving }) => underWay,
            (RoundAction.Solve, { Result: not null }) => (OperationStatus.Succeeded, null),
            (RoundAction.Solve, { Phase: RoundPhase.Locked }) when state.Changes[^1].Reason is { } why => (OperationStatus.Failed, why),
            (RoundAction.Publish, { Phase: RoundPhase.Published }) when state.OffersMade < state.OffersToMake => underWay,
            (RoundAction.Publish, { IsPublic: true }) => (OperationStatus.Succeeded, null),
            (RoundAction.Close or RoundAction.Cancel, { Claim: ScopeClaim.Held or ScopeClaim.Asked }) when state.Phase.IsFinal() => underWay,
            (RoundAction.Close, { Phase: RoundPhase.Closed }) or (RoundAction.Cancel, { Phase: RoundPhase.Cancelled }) => (OperationStatus.Succeeded, null),
            _ => (OperationStatus.NotStarted, (string?)null),
        };
        var id = $"{JsonNamingPolicy.CamelCase.ConvertName(action.ToString())}:{state.Id}";
        var progress = state.View(status is OperationStatus.Running ? running : RoundProgress.None, version: 0).Progress;
        return new(id, state.Id, action, status, progress, reason);
    }
}
