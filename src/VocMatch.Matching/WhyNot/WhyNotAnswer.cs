using VocMatch.Matching.Clearing;
using VocMatch.Matching.Clearing.Markets;

namespace VocMatch.Matching.WhyNot;

/// <summary>The truthful answer to "why not this placement?": the reason, the figures behind it and the sentence that says them.</summary>
public sealed record WhyNotAnswer(WhyNotReason Reason, string Sentence)
{
    /// <summary>Where the seats in question closed; of the employer for <see cref="WhyNotReason.EmployerLimit"/>.</summary>
    public Cutoff? ClosedAt { get; init; }

    /// <summary>The priority the student had there.</summary>
    public Priority? Own { get; init; }

    /// <summary>The lottery numbers of the student and of the last one admitted, where they decided.</summary>
    public (ulong Own, ulong LastAdmitted)? Lottery { get; init; }

    /// <summary>The tag of the reserve the student belongs to at the placement, and where it closed.</summary>
    public (string Tag, Cutoff ClosedAt)? Reserve { get; init; }

    /// <summary>
    /// True when no other ranking by the student would have got this place: the student ranked it and was refused. It holds for the clearing
    /// asked about, with all other inputs as they are.
    /// </summary>
    public bool NoOtherListHelps { get; init; }
}
