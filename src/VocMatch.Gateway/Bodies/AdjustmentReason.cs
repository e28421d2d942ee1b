namespace VocMatch.Gateway.Bodies;

/// <param name="Reason">Why; 1 to 500 characters.</param>
public sealed record AdjustmentReason(string Reason);
