namespace VocMatch.Gateway.Bodies;

/// <summary>The task that is meant, who speaks and what they note.</summary>
/// <param name="Id">As the list of tasks has it.</param>
/// <param name="By">Who speaks, as they name themselves, at most 200 characters; left out where they do not say.</param>
/// <param name="Note">At most 2,000 characters; left out: nothing to note.</param>
public sealed record TaskContent(string Id, string? By = null, string? Note = null);
