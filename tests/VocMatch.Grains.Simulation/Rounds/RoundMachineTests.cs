using System.Text.Json;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Json;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Records;
using VocMatch.Domain.Rounds;
using VocMatch.Domain.Rounds.Phases;
using VocMatch.Grains.Simulation.Cluster;
using Xunit;

namespace VocMatch.Grains.Simulation.Rounds;

public sealed class RoundMachineTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private static readonly RoundSettings Settings = new()
    {
        Title = "Spring",
        Scope = new([RegionId.Parse("r1")], []),
        ClosesAt = Now.AddDays(7),
    };

    private static readonly RoundResult Result = new(new("input", "matches", "certificate", 10, 9, 12));

    [Fact]
    public void From_every_phase_that_is_not_final_an_end_can_be_reached() => Assert.All(
        Enum.GetValues<RoundPhase>(), phase => Assert.Contains(Reachable(phase), p => p.IsFinal()));

    [Fact]
    public void Every_phase_can_be_reached_from_a_draft() =>
        Assert.Equal(Enum.GetValues<RoundPhase>().ToHashSet(), Reachable(RoundPhase.Draft).ToHashSet());

    [Fact]
    public void Of_many_repairs_the_latest_are_shown_and_all_are_counted()
    {
        var repaired = Draft() with { Repairs = [.. Enumerable.Range(2, 150).Select(issue => new RoundRepair(issue, Now, 1, 1, 0, Result.First))] };

        var shown = repaired.View(RoundProgress.None, version: 1);

        Assert.Equal(Enumerable.Range(52, Round.MaxRepairsShown), shown.Repairs!.Value.Select(repair => repair.Issue));
        Assert.Equal((151, 151), (repaired.Issue, shown.Issue));
        Assert.Equal(1, Draft().View(RoundProgress.None, version: 1).Issue);
    }

    [Fact]
    public void Nothing_leads_out_of_a_final_phase() => Assert.All(
        Enum.GetValues<RoundPhase>().Where(p => p.IsFinal()), p => Assert.Empty(RoundTransitions.Table.ActionsFrom(p)));

    [Fact]
    public void A_round_goes_from_draft_to_closed_and_owes_at_each_step_what_comes_next()
    {
        var round = RoundMachine.Open(Draft(), Now).State;
        Assert.Equal(RoundWork.ClaimScope, round.NextWork(Now));
        round = Claimed(round);
        Assert.Equal(RoundWork.Lock, round.NextWork(Settings.ClosesAt!.Value.AddTicks(1)));
        round = Did(RoundMachine.Lock(round, "report", "report", Now));
        Assert.Equal(RoundWork.Freeze, round.NextWork(Now));
        round = Did(RoundSolving.Solve(Did(RoundMachine.RecordFrozen(round, "input")), Now));
        Assert.Equal(RoundWork.Clear, round.NextWork(Now));
        round = Did(RoundSolving.Publish(Did(RoundSolving.Finish(round, Result, Now)), 9, Now));
        Assert.Equal(RoundWork.MakeOffers, round.NextWork(Now));
        Assert.False(RoundMachine.Close(round, Now).Answer.Succeeded);
        round = Did(RoundMachine.Close(RoundSolving.RecordOffersMade(round, 9), Now));
        Assert.Equal(RoundWork.ReleaseScope, round.NextWork(Now));
        Assert.Equal(RoundWork.None, RoundMachine.RecordScopeReleased(round).NextWork(Now));
    }

    [Fact]
    public void The_wrong_order_of_phases_is_refused()
    {
        var draft = Draft();

        Assert.False(RoundMachine.Lock(draft, "report", "report", Now).Answer.Succeeded);
        Assert.False(RoundSolving.Solve(draft, Now).Answer.Succeeded);
        Assert.False(RoundSolving.Publish(draft, 1, Now).Answer.Succeeded);
        Assert.False(RoundMachine.Close(draft, Now).Answer.Succeeded);
    }

    [Fact]
    public void Nobody_sees_seed_or_result_before_publication_and_everybody_can_check_the_seed_after()
    {
        var solved = Solved();

        var before = solved.View(RoundProgress.None, 1);
        var after = RoundSolving.Publish(solved, 9, Now).State.View(RoundProgress.None, 2);

        Assert.Equal((null, null), (before.Seed, before.Result));
        Assert.Equal(before.SeedCommitment, SeedCommitment.Of(after.Seed!));
        Assert.Equal(Result, after.Result);
    }

    [Fact]
    public void A_result_of_other_inputs_is_refused() => Assert.False(
        RoundSolving.Finish(Solving(), Result with { First = Result.First with { InputDigest = "other" } }, Now).Answer.Succeeded);

    [Fact]
    public void The_same_inputs_never_give_a_second_result()
    {
        var reworked = Did(RoundSolving.Rework(Solved(), "a pair was forgotten", Now));
        var again = Did(RoundSolving.Solve(Did(RoundMachine.RecordFrozen(Did(RoundMachine.Lock(reworked, "report", "report", Now)), "input")), Now));

        Assert.False(RoundSolving.Finish(again, Result with { First = Result.First with { MatchesDigest = "other" } }, Now).Answer.Succeeded);
        Assert.True(RoundSolving.Finish(again, Result, Now).Answer.Succeeded);
        Assert.Equal(Draft().Seed, again.Seed);
    }

    [Fact]
    public void Fixed_pairs_survive_every_re_run()
    {
        var pairs = RoundMachine.PutPairs(Draft(), [new(Setup.Student(0), Setup.Placement(0), "agreed")], []).State;
        var solved = pairs with { Phase = RoundPhase.Solved, Result = Result };

        Assert.Equal(pairs.Fixed, RoundSolving.Rework(solved, "late seat", Now).State.Fixed);
    }

    [Fact]
    public void A_pair_both_fixed_and_forbidden_is_refused() => Assert.False(RoundMachine.PutPairs(
        Draft(),
        [new(Setup.Student(0), Setup.Placement(0), "agreed")],
        [new(Setup.Student(0), Setup.Placement(0), "a relative works there")]).Answer.Succeeded);

    [Fact]
    public void A_lock_by_hand_needs_the_report_that_is_current()
    {
        var collecting = Claimed(RoundMachine.Open(Draft(), Now).State);

        Assert.False(RoundMachine.Lock(collecting, "old", "new", Now).Answer.Succeeded);
        Assert.True(RoundMachine.Lock(collecting, null, "new", Settings.ClosesAt!.Value.AddTicks(1)).Answer.Succeeded);
    }

    [Fact]
    public void Lists_are_taken_up_to_and_including_the_closing()
    {
        var collecting = Claimed(RoundMachine.Open(Draft(), Now).State);

        Assert.True(collecting.TakesLists(Settings.ClosesAt!.Value));
        Assert.False(collecting.TakesLists(Settings.ClosesAt.Value.AddTicks(1)));
    }

    [Fact]
    public void A_second_round_in_the_same_scope_is_refused_with_its_name()
    {
        var register = new RoundRegister().Claim(RoundId.Parse("first"), Settings.Scope with { Fields = ["07"] }).State;

        Assert.Contains("'first'", register.Claim(Setup.Round, Settings.Scope with { Fields = ["0715"] }).Answer.Refusal!.Detail, StringComparison.Ordinal);
        Assert.True(register.Claim(Setup.Round, Settings.Scope with { Fields = ["08"] }).Answer.Succeeded);
        Assert.False(register.Release(Setup.Round).Claim(Setup.Round, Settings.Scope with { Fields = ["08"] }).Answer.Succeeded);
    }

    [Fact]
    public void Dates_in_the_past_are_refused() =>
        Assert.False(RoundMachine.Create(Setup.Round, Settings with { OpensAt = Now }, "seed", Now).Succeeded);

    [Fact]
    public void A_stored_round_reads_as_it_was_written()
    {
        var written = JsonSerializer.Serialize(Solved(), WireJson.Options);

        Assert.Equal(written, JsonSerializer.Serialize(JsonSerializer.Deserialize<RoundState>(written, WireJson.Options), WireJson.Options));
    }

    private static RoundState Draft() => RoundMachine.Create(Setup.Round, Settings, "seed", Now).Value!;

    private static RoundState Claimed(RoundState round) => Did(RoundMachine.ApplyClaim(round, Settings.Scope, Now));

    private static RoundState Solving()
    {
        var locked = Did(RoundMachine.Lock(Claimed(RoundMachine.Open(Draft(), Now).State), "report", "report", Now));
        return Did(RoundSolving.Solve(Did(RoundMachine.RecordFrozen(locked, "input")), Now));
    }

    private static RoundState Solved() => Did(RoundSolving.Finish(Solving(), Result, Now));

    private static RoundState Did(Decision<RoundState, Outcome<RoundState>> decision)
    {
        Assert.True(decision.Answer.Succeeded, decision.Answer.Refusal?.Detail);
        return decision.State;
    }

    private static HashSet<RoundPhase> Reachable(RoundPhase from)
    {
        var reached = new HashSet<RoundPhase> { from };
        for (var before = 0; before < reached.Count;)
        {
            before = reached.Count;
            reached.UnionWith(RoundTransitions.Table.All.Where(t => reached.Contains(t.From)).Select(t => t.To).ToArray());
        }

        return reached;
    }
}
