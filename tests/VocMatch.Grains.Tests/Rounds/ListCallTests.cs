using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Rounds;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests.Rounds;

/// <summary>What a list costs in calls, and that it is judged by the placements' own rows whatever a market has heard.</summary>
public sealed class ListCallTests
{
    private static readonly RoundSettings BothRegions = RoundScene.Settings with { Scope = new([Sample.North, Sample.Middle], []), MaximumRanks = 30 };

    private readonly CountedCalls _calls = new();

    [Fact]
    public async Task Saving_a_list_of_thirty_placements_of_two_regions_makes_at_most_twelve_calls()
    {
        await using var round = await Set();
        var middle = await Scene.Set(round.Platform, Sample.Middle);
        var ranked = new List<PlacementId>();
        for (var i = 0; i < 15; i++)
        {
            ranked.Add(await round.Placement());
            ranked.Add(PlacementId.Parse((await middle.Published()).GetPrimaryKeyString()));
        }

        var student = await round.Student();
        await Notified(round, student, ranked);
        _calls.Clear();

        // As the endpoint does.
        _ = await round.Student(student).Lists();
        var judged = Scene.Succeed(await round.Grain.Check(student, [.. ranked]));
        Scene.Succeed(await round.Rank(student, [.. ranked]));

        Assert.Empty(judged.Warnings);
        Assert.Equal(2, _calls.Of("IMarketGrain.Judge"));
        Assert.InRange(_calls.Received.Count, 1, 12);
    }

    [Fact]
    public async Task A_placement_that_is_a_draft_again_is_refused_though_its_market_still_shows_it()
    {
        await using var round = await Set();
        var placement = await round.Placement();
        var student = await round.Student();
        await Notified(round, student, [placement]);
        _calls.IsLost = static call => call is "IMarketGrain.UpsertAll";
        Scene.Succeed(await round.Placement(placement).Apply(PlacementAction.Close, WriteOptions.Default));
        Scene.Succeed(await round.Placement(placement).Apply(PlacementAction.Reopen, WriteOptions.Default));

        Assert.NotNull(await round.Scene.Market.Explain((await round.Student(student).Question())!, placement));
        Assert.Equal("ranked[0]", Scene.Refuse(await round.Rank(student, [placement]), RefusalKind.Invalid).Violations.Single().Field);
        Assert.Equal([ListWarningKind.Short, ListWarningKind.NotInRound], await Warnings(round, student, placement));
    }

    [Fact]
    public async Task Terms_that_a_market_has_not_heard_of_rule_a_placement_out_all_the_same()
    {
        await using var round = await Set();
        var placement = await round.Placement();
        var student = await round.Student(age: 17);
        await Notified(round, student, [placement]);
        _calls.IsLost = static call => call is "IMarketGrain.UpsertAll";
        Scene.Succeed(await round.Placement(placement).Put(
            round.Scene.Posting() with { MinimumAge = 18 }, new WriteOptions(ExpectedVersion: (await round.Placement(placement).Find())!.Version)));

        Assert.Contains(ListWarningKind.Unreachable, await Warnings(round, student, placement));
    }

    [Fact]
    public async Task A_market_that_is_behind_and_one_that_is_not_judge_a_list_alike()
    {
        await using var round = await Set();
        var random = new Random(11);
        var ranked = new List<PlacementId>();
        for (var i = 0; i < 20; i++)
        {
            ranked.Add(await round.Placement(change: posting => posting with
            {
                MinimumAge = random.Next(3) == 0 ? 18 : null,
                MinimumLevel = random.Next(4) == 0 ? 8 : null,
                Fields = random.Next(4) == 0 ? ["01"] : [],
            }));
        }

        var student = await round.Student(age: 17);
        await Notified(round, student, ranked);
        var judged = Scene.Succeed(await round.Grain.Check(student, [.. ranked]));
        _calls.IsLost = static call => call is "IMarketGrain.UpsertAll";
        foreach (var placement in ranked)
        {
            var posting = (await round.Placement(placement).Find())!;
            Scene.Succeed(await round.Placement(placement).Put(
                posting.Posting with { Title = "Another title" }, new WriteOptions(ExpectedVersion: posting.Version)));
        }

        _calls.Clear();
        Assert.Equal(judged.Warnings.AsEnumerable(), Scene.Succeed(await round.Grain.Check(student, [.. ranked])).Warnings);
        Assert.True(_calls.Of("IPlacementGrain.Find") >= ranked.Count, "The rows were not asked.");
        Assert.Contains(judged.Warnings, warning => warning.Kind == ListWarningKind.Unreachable);
    }

    [Fact]
    public async Task Whoever_watches_an_operation_is_told_and_does_not_ask_again_and_again()
    {
        await using var round = await Set();
        await round.Ranking(await round.Placement(), await round.Placement());
        await round.Lock();
        var seen = Scene.Succeed(await round.Grain.Operation(RoundAction.Solve));
        _calls.Clear();

        var told = round.Grain.OperationAfter(seen, TimeSpan.FromSeconds(5));
        await round.Do(RoundAction.Solve);

        Assert.NotEqual(seen, Scene.Succeed(await told));
        Assert.Equal(1, _calls.Of("IRoundGrain.OperationAfter"));
        Assert.Equal(0, _calls.Of("IRoundGrain.Operation"));
    }

    private Task<RoundScene> Set() => RoundScene.Set(
        BothRegions,
        services: services => services.AddSingleton<IIncomingGrainCallFilter>(_calls),
        configure: options =>
        {
            options.MarketTimeout = TimeSpan.FromMilliseconds(10);

            // Which asks the epoch now and then, whatever a list costs.
            options.EpochWatch = TimeSpan.FromHours(1);
        });

    /// <summary>Ends when the markets hold the placements as their rows are: none of them is asked itself.</summary>
    private async Task Notified(RoundScene round, StudentId student, IReadOnlyCollection<PlacementId> placements) => await Eventually.Holds(
        async () =>
        {
            _calls.Clear();
            Scene.Succeed(await round.Grain.Check(student, [.. placements]));
            return _calls.Of("IPlacementGrain.Find") == 0;
        },
        "the markets hold every placement");

    private static async Task<IEnumerable<ListWarningKind>> Warnings(RoundScene round, StudentId student, params ImmutableArray<PlacementId> ranked) =>
        Scene.Succeed(await round.Grain.Check(student, ranked)).Warnings.Select(warning => warning.Kind);
}
