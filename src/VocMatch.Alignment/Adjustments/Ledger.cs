using VocMatch.Contracts.Identity;

namespace VocMatch.Alignment.Adjustments;

/// <summary>What a college decided about a suggestion.</summary>
public enum Decision
{
    Open,
    Accepted,
    Declined,
    Implemented,
}

/// <summary>What a program's students found in a later round.</summary>
/// <param name="Basis">The round or period it was observed in.</param>
public sealed record Observation(string Basis, int Students, int Placed);

/// <summary>A prediction that stays, right or wrong, and what happened afterwards.</summary>
/// <param name="Basis">The round it was measured on, or "simulated".</param>
/// <param name="Reason">Why it was declined; required then.</param>
public sealed record LedgerEntry(
    ProgramId Program, int Number, Candidate Candidate, MeasuredEffect Predicted, string Basis, Decision Decision, string? Reason, Observation? Observed)
{
    /// <summary>Predicted less observed placement rate, in percentage points; null before there is an observation.</summary>
    public decimal? ErrorPoints =>
        Observed is { Students: > 0 } observed && Predicted.StudentsAfter > 0
            ? (100m * Predicted.PlacedAfter / Predicted.StudentsAfter) - (100m * observed.Placed / observed.Students)
            : null;

    /// <summary>Whether the observed rate lies within the predicted interval; null before there is an observation.</summary>
    public bool? WithinInterval =>
        Observed is { Students: > 0 } observed && Predicted.StudentsAfter > 0
            ? (long)observed.Placed * Predicted.StudentsAfter >= (long)Predicted.Low * observed.Students
                && (long)observed.Placed * Predicted.StudentsAfter <= (long)Predicted.High * observed.Students
            : null;
}
