using System.Collections.Immutable;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Rounds.Clearing;
using VocMatch.Grains.Tests.Platforms;
using VocMatch.Matching.Clearing;
using VocMatch.Matching.Clearing.Markets;
using Xunit;

namespace VocMatch.Grains.Tests.Rounds;

/// <summary>A placement that took no applications any more when a round was locked gives it no seat.</summary>
public sealed class PastDeadlineTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task The_result_is_that_of_a_clearing_without_it_and_its_seats_stay_its_own(int seed)
    {
        var random = new Random(seed);
        await using var round = await RoundScene.Set(RoundScene.Settings with { MinimumRanks = 1 });
        var deadline = round.Platform.Time.GetUtcNow().AddHours(1);
        var placements = new List<PlacementId>();
        var past = new HashSet<PlacementId>();
        for (var i = 0; i < 6; i++)
        {
            var isPast = i % 3 == 0;
            placements.Add(await round.Placement(random.Next(1, 3), posting => posting with { ApplyBy = isPast ? deadline : null }));
            if (isPast)
            {
                past.Add(placements[^1]);
            }
        }

        for (var i = 0; i < 9; i++)
        {
            var ranked = placements.OrderBy(_ => random.Next()).Take(random.Next(1, 5)).ToImmutableArray();
            Scene.Succeed(await round.Rank(await round.Student(), ranked, agrees: random.Next(2) == 0));
        }

        round.Platform.Time.Advance(TimeSpan.FromHours(2));
        var report = Scene.Succeed(await round.Grain.Completeness());
        await round.Lock();

        var input = new FrozenInput(new(round.Id, (await round.Find()).Lock));
        var rows = RoundMarkets.First(
            await round.Rows.Employers(input).ToListAsync(), await round.Rows.Placements(input).ToListAsync(), await round.Rows.Students(input).ToListAsync());
        await round.Solve();
        await round.Publish();
        var expected = Cleared(
            rows with
            {
                Placements = [.. rows.Placements.Where(placement => !past.Contains(placement.Id))],
                Students = [.. rows.Students.Select(student => student with { Applications = [.. student.Applications.Where(application => !past.Contains(application.Placement))] })],
            },
            (await round.Find()).Seed!);

        var placed = (await round.Assignments()).Values.Where(assignment => assignment.Pass == 1);
        Assert.Equal(expected, placed.Select(assignment => (assignment.Student.Value, assignment.Placement.Value)).Order());
        Assert.DoesNotContain((await round.Assignments()).Values, assignment => past.Contains(assignment.Placement));
        Assert.Equal((4, rows.Placements.Where(placement => !past.Contains(placement.Id)).Sum(placement => placement.Seats)), (report.Placements, report.Seats));
        foreach (var placement in past)
        {
            var count = (await round.Placement(placement).Count())!;
            Assert.Equal((0, count.Seats), (count.Reserved, count.Free));
        }
    }

    [Fact]
    public async Task A_second_lock_gives_back_what_the_first_took_before_the_deadline()
    {
        await using var round = await RoundScene.Set(RoundScene.Settings with { MinimumRanks = 1 });
        var deadline = round.Platform.Time.GetUtcNow().AddHours(1);
        var placement = await round.Placement(2, posting => posting with { ApplyBy = deadline });
        await round.Ranking(placement);
        await round.Lock();
        Assert.Equal(2, (await round.Placement(placement).Count())!.Reserved);
        await round.Do(RoundAction.Unlock, reason: "a list is missing");

        round.Platform.Time.Advance(TimeSpan.FromHours(2));
        await round.Lock();

        Assert.Equal(0, (await round.Placement(placement).Count())!.Reserved);
    }

    [Fact]
    public async Task Only_the_seat_of_whom_was_placed_there_by_hand_is_kept()
    {
        await using var round = await RoundScene.Set(RoundScene.Settings with { MinimumRanks = 1 });
        var placement = await round.Placement(3, posting => posting with { ApplyBy = round.Platform.Time.GetUtcNow().AddHours(1) });
        var student = await round.Student();
        round.Platform.Time.Advance(TimeSpan.FromHours(2));
        Scene.Succeed(await round.Grain.PutPairs(
            [new(student, placement, "agreed before") { Override = new(["applicationsOpen"], "the deadline was missed by a day", "A. First") }], [], WriteOptions.Default));
        Scene.Succeed(await round.Grain.ConfirmOverride(new(student, placement, "B. Second"), WriteOptions.Default));

        await round.Lock();
        var reserved = (await round.Placement(placement).Count())!.Reserved;
        await round.Solve();

        Assert.Equal(1, reserved);
        Assert.Equal(placement, (await round.Assignments())[student].Placement);
    }

    private static IEnumerable<(string, string)> Cleared(MarketRows rows, string seed)
    {
        var market = RoundMarkets.Build(rows, out _)!;
        var assignment = ClearingResult.Solve(market, new ClearingSettings(seed)).Assignment;
        return Enumerable.Range(0, market.Students.Count)
            .Where(student => assignment.PlacementOf(student) >= 0)
            .Select(student => (market.Students[student], market.Placements[assignment.PlacementOf(student)]))
            .Order();
    }
}
