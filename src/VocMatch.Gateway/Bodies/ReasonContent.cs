namespace VocMatch.Gateway.Bodies;

/// <param name="Reason">Told to the other side, at most 500 characters.</param>
public sealed record ReasonContent(string Reason);
