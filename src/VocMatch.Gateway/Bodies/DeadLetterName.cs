namespace VocMatch.Gateway.Bodies;

/// <summary>The event that is to be sent again.</summary>
/// <param name="EventId">As the list of dead letters has it; at most 200 characters.</param>
public sealed record DeadLetterName(string EventId);
