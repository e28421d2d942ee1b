using System.Collections.Frozen;

namespace VocMatch.Contracts.States;

/// <summary>Every state an entity can be in, every action, and where it leads: one table, read by grain, API and tests alike.</summary>
public sealed class TransitionTable<TStatus, TAction>
    where TStatus : struct, Enum
    where TAction : struct, Enum
{
    private readonly FrozenDictionary<(TStatus From, TAction Action), TStatus> _transitions;

    public TransitionTable(TStatus initial, params (TStatus From, TAction Action, TStatus To)[] transitions)
    {
        Initial = initial;
        All = transitions;
        _transitions = transitions.ToFrozenDictionary(t => (t.From, t.Action), t => t.To);
    }

    public TStatus Initial { get; }

    public IReadOnlyList<(TStatus From, TAction Action, TStatus To)> All { get; }

    /// <summary>Where the action leads, or null where it is not allowed.</summary>
    public TStatus? Next(TStatus from, TAction action) =>
        _transitions.TryGetValue((from, action), out var to) ? to : null;

    public IEnumerable<TAction> ActionsFrom(TStatus from) => All.Where(t => t.From.Equals(from)).Select(t => t.Action);
}
