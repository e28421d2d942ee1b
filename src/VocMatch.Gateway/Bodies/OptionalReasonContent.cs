namespace VocMatch.Gateway.Bodies;

/// <summary>What may be said along with an answer.</summary>
public sealed record OptionalReasonContent
{
    /// <summary>Shown to the employer, at most 500 characters; may be left out.</summary>
    public string? Reason { get; init; }
}
