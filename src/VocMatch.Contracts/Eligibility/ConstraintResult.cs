namespace VocMatch.Contracts.Eligibility;

/// <param name="Required">What the placement (or the law) asks.</param>
/// <param name="Actual">What the student has.</param>
[GenerateSerializer, Immutable, Alias("VocMatch.ConstraintResult")]
public sealed record ConstraintResult(string Name, bool Passed, string Required, string Actual);
