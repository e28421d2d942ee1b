using VocMatch.Contracts.Adjustments;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Programs;
using VocMatch.Domain.Adjustments;
using VocMatch.Domain.Records;
using VocMatch.Grains.Adjustments;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests.Adjustments;

/// <summary>A ledger as an earlier version kept it, with one prediction and no word of how lists respond.</summary>
public sealed class StoredAdjustmentTests
{
    private const string Earlier =
        """
        {"program":"care","basis":"round spring, lock 1, issue 1, epoch 2","simulated":false,"measuredAt":"2026-01-05T08:00:00+00:00","programRevision":1,
         "students":10,"placed":5,"version":3,"adjustments":[{"number":1,"kind":"addSkill","title":"Teach dressing wounds (level 3)",
         "change":{"addedSkills":[{"skill":"skill-30","level":3}],"droppedSkills":[],"addedOccupations":[]},
         "evidence":{"seats":12,"weightedSeats":11.5,"regions":["north"],"trend":"too short: 0 of 12 months"},
         "predicted":{"text":"placed 50 % -> 60 % (+1 of 10, 0 to 1), others 0","students":10,"studentsAfter":10,"placedBefore":5,"placedAfter":6,"low":5,
         "high":6,"othersChange":0,"seeds":40,"simulated":false,"lists":"each student keeps the list"},
         "basis":"round spring, lock 1, issue 1, epoch 2","suggestedAt":"2026-01-05T08:00:00+00:00","status":"implemented",
         "decidedAt":"2026-01-06T08:00:00+00:00","revision":2}]}
        """;

    private static readonly DateTimeOffset Later = new(2026, 9, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_is_read_as_it_was_and_its_next_round_is_set_against_it_without_a_replay()
    {
        var list = RecordJson.Read<AdjustmentList>(Earlier);
        var state = new AdjustmentsState { Entity = list, LastNumber = 1 };
        var program = new Program(
            ProgramId.Parse("care"), ProgramStatus.Published, 2, Sample.Program(SchoolId.Parse("school")), null, 4, new(2026, 1, 7, 0, 0, 0, TimeSpan.Zero));
        var measured = new MeasuredProgram(
            "round autumn, lock 1, issue 1, epoch 3", false, Later, 10, 6, [], AdjustmentLedger.Undone(state).ToDictionary(one => one.Key, _ => (Replay)null!));

        var entry = Assert.Single(AdjustmentLedger.Measured(state, program, measured, Later).Entity!.Adjustments);

        Assert.Equal((6, "each student keeps the list"), (entry.Predicted.PlacedAfter, entry.Predicted.Lists));
        Assert.Null(entry.Predicted.Responding);
        Assert.Null(entry.Predicted.Verdict);
        Assert.Empty(entry.Change.DroppedOccupations);
        Assert.Equal((6, true), (entry.Observed!.Placed, entry.Observed.WithinInterval));
        Assert.Null(entry.Observed.Own);
    }

    [Fact]
    public void What_is_kept_now_is_read_as_it_was_written()
    {
        var range = new LotteryRange(1, 3, 2, 1.5, 2.5, 40);
        var lists = new EffectByLists(new(5, 7, 2, range), new(50, 49, -1), "lists as saved");
        var effect = new AdjustmentEffect("text", 10, 10, 5, 7, 6, 8, -1, 40, false, "lists", EffectVerdict.Helps, lists, lists, lists, 12.5m);

        Assert.Equal(effect, RecordJson.Read<AdjustmentEffect>(RecordJson.Write(effect)));
    }
}
