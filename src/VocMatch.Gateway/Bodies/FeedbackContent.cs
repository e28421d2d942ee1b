namespace VocMatch.Gateway.Bodies;

/// <param name="Feedback">Feedback to the student, at most 2,000 characters.</param>
public sealed record FeedbackContent(string Feedback);
