using VocMatch.Contracts.Identity;

namespace VocMatch.Gateway.Bodies;

/// <summary>Whom a student would change places with.</summary>
/// <param name="With">Null: nobody any more.</param>
public sealed record SwapRequest(StudentId? With);
