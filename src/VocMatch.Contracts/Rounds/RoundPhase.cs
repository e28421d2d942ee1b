using VocMatch.Contracts.States;

namespace VocMatch.Contracts.Rounds;

/// <summary>Where a round stands.</summary>
public enum RoundPhase
{
    /// <summary>Settings may change; nobody else sees it.</summary>
    Draft,

    /// <summary>Students rank, employers may rank; the lottery's commitment is public.</summary>
    Collecting,

    /// <summary>Inputs are frozen under a digest.</summary>
    Locked,
    Solving,

    /// <summary>There is a result that nobody but the round's officers may see the figures of.</summary>
    Solved,

    /// <summary>The result is public, and becomes offers.</summary>
    Published,
    Closed,
    Cancelled,
}

/// <summary>What moves a round from phase to phase.</summary>
public enum RoundAction
{
    Open,
    Lock,

    /// <summary>Frozen too early: back to collecting.</summary>
    Unlock,
    Solve,
    Fail,
    Finish,

    /// <summary>The result is set aside, with a reason, before anybody saw it: fixed and forbidden pairs may change.</summary>
    Rework,
    Publish,
    Close,
    Cancel,
}

/// <summary>Which action leads from which phase to which.</summary>
public static class RoundTransitions
{
    public static TransitionTable<RoundPhase, RoundAction> Table { get; } = new(
        RoundPhase.Draft,
        (RoundPhase.Draft, RoundAction.Open, RoundPhase.Collecting),
        (RoundPhase.Draft, RoundAction.Cancel, RoundPhase.Cancelled),
        (RoundPhase.Collecting, RoundAction.Lock, RoundPhase.Locked),
        (RoundPhase.Collecting, RoundAction.Cancel, RoundPhase.Cancelled),
        (RoundPhase.Locked, RoundAction.Unlock, RoundPhase.Collecting),
        (RoundPhase.Locked, RoundAction.Solve, RoundPhase.Solving),
        (RoundPhase.Locked, RoundAction.Cancel, RoundPhase.Cancelled),
        (RoundPhase.Solving, RoundAction.Fail, RoundPhase.Locked),
        (RoundPhase.Solving, RoundAction.Finish, RoundPhase.Solved),
        (RoundPhase.Solving, RoundAction.Cancel, RoundPhase.Cancelled),
        (RoundPhase.Solved, RoundAction.Rework, RoundPhase.Collecting),
        (RoundPhase.Solved, RoundAction.Publish, RoundPhase.Published),
        (RoundPhase.Solved, RoundAction.Cancel, RoundPhase.Cancelled),
        (RoundPhase.Published, RoundAction.Close, RoundPhase.Closed));

    /// <summary>Nothing leads out of it, and nothing has to.</summary>
    public static bool IsFinal(this RoundPhase phase) => phase is RoundPhase.Closed or RoundPhase.Cancelled;
}
