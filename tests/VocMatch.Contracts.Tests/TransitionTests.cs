using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Programs;
using VocMatch.Contracts.States;
using Xunit;

namespace VocMatch.Contracts.Tests;

/// <summary>The tables of states, looked at as graphs.</summary>
public sealed class TransitionTests
{
    [Fact]
    public void Placements_reach_every_state_and_are_stuck_in_none() => Check(PlacementTransitions.Table);

    [Fact]
    public void Programs_reach_every_state_and_are_stuck_in_none() => Check(ProgramTransitions.Table);

    [Fact]
    public void The_check_itself_finds_a_dead_end_and_an_island()
    {
        var deadEnd = new TransitionTable<PlacementStatus, PlacementAction>(
            PlacementStatus.Draft,
            (PlacementStatus.Draft, PlacementAction.Publish, PlacementStatus.Published),
            (PlacementStatus.Published, PlacementAction.Close, PlacementStatus.Closed));
        var island = new TransitionTable<PlacementStatus, PlacementAction>(
            PlacementStatus.Draft,
            (PlacementStatus.Draft, PlacementAction.Publish, PlacementStatus.Published),
            (PlacementStatus.Published, PlacementAction.Reopen, PlacementStatus.Draft),
            (PlacementStatus.Closed, PlacementAction.Reopen, PlacementStatus.Draft));

        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Check(deadEnd));
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Check(island));
    }

    [Theory]
    [InlineData(PlacementStatus.Draft, PlacementAction.Reopen, null)]
    [InlineData(PlacementStatus.Published, PlacementAction.Publish, null)]
    [InlineData(PlacementStatus.Closed, PlacementAction.Reopen, PlacementStatus.Draft)]
    public void An_action_leads_where_the_table_says_or_nowhere(PlacementStatus from, PlacementAction action, PlacementStatus? to) =>
        Assert.Equal(to, PlacementTransitions.Table.Next(from, action));

    private static void Check<TStatus, TAction>(TransitionTable<TStatus, TAction> table)
        where TStatus : struct, Enum
        where TAction : struct, Enum
    {
        var reached = new HashSet<TStatus> { table.Initial };
        var open = new Queue<TStatus>(reached);
        while (open.TryDequeue(out var state))
        {
            foreach (var action in table.ActionsFrom(state))
            {
                var next = table.Next(state, action)!.Value;
                if (reached.Add(next))
                {
                    open.Enqueue(next);
                }
            }
        }

        Assert.Equal(Enum.GetValues<TStatus>(), reached.Order());
        Assert.All(Enum.GetValues<TStatus>(), state => Assert.NotEmpty(table.ActionsFrom(state)));
        Assert.Equal(table.All.Count, table.All.Select(t => (t.From, t.Action)).Distinct().Count());
    }
}
