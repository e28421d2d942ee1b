namespace VocMatch.Matching.Verification;

/// <summary>What a verification found first; checks run in the order of these values.</summary>
public enum VerdictKind
{
    /// <summary>Everything holds: the matching is stable and the certificate tells the truth about it.</summary>
    Valid,

    /// <summary>A digest does not fit the input, settings or matches at hand.</summary>
    DigestDiffers,

    /// <summary>The fixed pairs of input, matches and certificate are not the same.</summary>
    FixedPairDiffers,

    /// <summary>The matches are no matching of the market: a match without application, a seat or a cap overfilled.</summary>
    NotFeasible,

    /// <summary>A cutoff of the certificate is not that of the matching.</summary>
    CutoffDiffers,

    /// <summary>A student clears a placement ranked above the one held.</summary>
    BlockingPair,
}

/// <summary>The outcome of a verification with the sentence that names what differs.</summary>
public sealed record Verdict(VerdictKind Kind, string Message)
{
    public bool IsValid => Kind == VerdictKind.Valid;

    internal static Verdict Valid { get; } = new(VerdictKind.Valid, "The matching is stable and the certificate is true.");
}
