namespace VocMatch.Gateway.Bodies;

/// <param name="Proposal">The number of the proposal that is answered, as the offer names it.</param>
/// <param name="Agreed">True: the student agrees. It cannot be changed.</param>
public sealed record TermsAnswerContent(int Proposal, bool Agreed);
