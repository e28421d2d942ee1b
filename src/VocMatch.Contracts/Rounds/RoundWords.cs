namespace VocMatch.Contracts.Rounds;

/// <summary>A round's phases and actions in words for people.</summary>
public static class RoundWords
{
    /// <summary>In words that follow "the round is".</summary>
    /// <param name="inputDigest">Of a locked round; null while its inputs are being frozen.</param>
    public static string Of(RoundPhase phase, string? inputDigest) => phase switch
    {
        RoundPhase.Draft => "a draft",
        RoundPhase.Collecting => "collecting lists",
        RoundPhase.Locked when inputDigest is null => "locked, and its inputs are being frozen",
        RoundPhase.Locked => "locked",
        RoundPhase.Solving => "being solved",
        RoundPhase.Solved => "solved and not yet published",
        RoundPhase.Published => "published",
        RoundPhase.Closed => "closed",
        RoundPhase.Cancelled => "cancelled",
        _ => throw new InvalidOperationException($"{phase} has no words."),
    };

    /// <summary>In words that follow "it cannot be".</summary>
    public static string Of(RoundAction action) => action switch
    {
        RoundAction.Open => "opened",
        RoundAction.Lock => "locked",
        RoundAction.Unlock => "unlocked",
        RoundAction.Solve => "solved",
        RoundAction.Fail => "given up",
        RoundAction.Finish => "finished",
        RoundAction.Rework => "reworked",
        RoundAction.Publish => "published",
        RoundAction.Close => "closed",
        RoundAction.Cancel => "cancelled",
        _ => throw new InvalidOperationException($"{action} has no words."),
    };
}
