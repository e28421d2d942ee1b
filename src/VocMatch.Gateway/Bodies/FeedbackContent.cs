namespace VocMatch.Gateway.Bodies;

/// <param name="Feedback">What the student is told, at most 2,000 characters.</param>
public sealed record FeedbackContent(string Feedback);
