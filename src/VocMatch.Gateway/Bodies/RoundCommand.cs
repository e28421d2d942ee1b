namespace VocMatch.Gateway.Bodies;

/// <summary>What goes with an action.</summary>
/// <param name="Reason">Asked for by unlock, rework and cancel.</param>
/// <param name="Report">Asked for by a lock before the closing date: the digest of the completeness report that is accepted.</param>
public sealed record RoundCommand(string? Reason = null, string? Report = null);
