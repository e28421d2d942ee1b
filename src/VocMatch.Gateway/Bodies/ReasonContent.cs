namespace VocMatch.Gateway.Bodies;

/// <param name="Reason">Shown to the other side, at most 500 characters.</param>
public sealed record ReasonContent(string Reason);
