using Microsoft.Extensions.DependencyInjection;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Rounds;
using VocMatch.Domain.Runtime;
using VocMatch.Grains.Tests.Offers;
using VocMatch.Grains.Tests.Platforms;
using VocMatch.Grains.Tests.Rounds;
using Xunit;

namespace VocMatch.Grains.Tests;

/// <summary>What a question costs does not grow with what it is about, or no more than by what it must ask.</summary>
public sealed class CallCountTests
{
    private readonly CountedCalls _calls = new();

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    public async Task A_review_asks_each_placement_once_and_program_and_epoch_no_more_often_the_more_seats_were_taken(int seats)
    {
        await using var platform = new Ending(await Platform.Start(Quiet, Counted));
        var scene = await OfferScene.Set(platform.Platform);
        var student = await scene.Student();
        for (var month = 0; month < seats; month++)
        {
            // One employer each: what a program asks of seats is counted over all of them.
            var own = new OfferScene(await Scene.Set(platform.Platform));
            var offer = await scene.Offer(await own.Placement(seats: 1, month), student);
            Scene.Succeed(await student.Accept(offer, WriteOptions.Default));
        }

        var hours = Sample.Program(scene.Scene.School) with { Placement = new() { MinimumHours = 10_000 } };
        _calls.Clear();
        Scene.Succeed(await scene.Scene.ProgramGrain.Import(hours, publish: true, WriteOptions.Default));

        await Eventually.Holds(
            async () => (await student.Offers())!.Offers.All(offer => offer.Unlawful is { } unlawful && unlawful.Unmet.Any(one => one.Name == "programHours")),
            "every seat was found to lack hours");
        Assert.Equal(seats, _calls.Of("IPlacementGrain.Find"));
        Assert.Equal(1, _calls.Of("IProgramGrain.ContentsAt"));
        Assert.InRange(_calls.Of("IProgramGrain.Find"), 0, 3);
        Assert.InRange(_calls.Of("IEpochGrain.Number") + _calls.Of("IEpochGrain.Find"), 0, 2);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    public async Task A_market_reads_what_its_students_are_taught_without_a_call_a_program(int programs)
    {
        await using var platform = new Ending(await Platform.Start(Quiet, Counted));
        var market = platform.Platform.Grains.GetGrain<IMarketGrain>(Sample.South.Value);
        for (var i = 0; i < programs; i++)
        {
            await (await Scene.Set(platform.Platform, Sample.South)).Student();
        }

        _calls.Clear();
        platform.Platform.Faults.Readings.Clear();

        Assert.Equal(programs, (await market.Summary()).Students);
        Assert.Equal(0, _calls.Of("IProgramGrain.Find"));
        Assert.Single(platform.Platform.Faults.Readings, "Find");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(6)]
    public async Task A_repair_asks_a_placement_once_how_the_offers_of_all_its_students_stand(int students)
    {
        await using var round = await RoundScene.Set(services: Counted, configure: Quiet);
        var wanted = await round.Placement(students);
        var ids = new List<StudentId>();
        for (var i = 0; i < students; i++)
        {
            ids.Add(await round.Ranking(wanted));
        }

        await round.Lock();
        await round.Solve();
        await round.Publish();
        var leaver = ids[0];
        await Eventually.Holds(async () => (await round.Student(leaver).Offers())!.Offers.Length == 1, "the student has the offer");
        Scene.Succeed(await round.Student(leaver).Decline((await round.Student(leaver).Offers())!.Offers[0].Copy.Id, null, WriteOptions.Default));
        _calls.Clear();

        Assert.Equal([leaver], Scene.Succeed(await round.Grain.ProposeRepair(lateSeats: false)).Left.AsEnumerable());
        Assert.Equal(1, _calls.Of("IPlacementGrain.FirstOffers"));
        Assert.Equal(0, _calls.Of("IPlacementGrain.History"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task Completeness_asks_once_for_the_placements_of_all_capped_employers_and_for_all_who_are_placed_by_hand(int size)
    {
        await using var round = await RoundScene.Set(services: Counted, configure: Quiet);
        var placements = new List<PlacementId>();
        for (var i = 0; i < size; i++)
        {
            var own = await Scene.Set(round.Platform);
            Scene.Succeed(await own.EmployerGrain.Put(Sample.Employer(own.Region) with { InternCap = 3 }, WriteOptions.Default));
            placements.Add(PlacementId.Parse((await own.Published()).GetPrimaryKeyString()));
        }

        var byHand = new List<StudentId>();
        for (var i = 0; i < size; i++)
        {
            byHand.Add(await round.Student());
        }

        Scene.Succeed(await round.Grain.PutPairs([.. byHand.Zip(placements, (student, placement) => new FixedPair(student, placement, "agreed"))], [], WriteOptions.Default));
        _calls.Clear();
        round.Platform.Faults.Readings.Clear();

        Assert.Equal(size, Scene.Succeed(await round.Grain.Completeness()).Students);
        Assert.Equal(0, _calls.Of("IStudentGrain.Find"));
        Assert.DoesNotContain("Placements", round.Platform.Faults.Readings);
        Assert.Single(round.Platform.Faults.Readings, "PlacementsOf");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task Adjustments_read_placements_that_have_closed_and_students_without_a_list_in_one_query_each(int size)
    {
        await using var round = await RoundScene.Set(services: Counted, configure: Quiet);
        var ranked = await round.Placement(seats: 9);
        await round.Ranking(ranked);
        var byHand = new List<StudentId>();
        var closing = new List<PlacementId>();
        for (var i = 0; i < size; i++)
        {
            byHand.Add(await round.Student());
            closing.Add(await round.Placement());
        }

        Scene.Succeed(await round.Grain.PutPairs([.. byHand.Select(student => new FixedPair(student, ranked, "agreed"))], [], WriteOptions.Default));
        await round.Lock();
        await round.Solve();
        await round.Publish();
        foreach (var placement in closing)
        {
            Scene.Succeed(await round.Placement(placement).Apply(PlacementAction.Close, WriteOptions.Default));
        }

        _calls.Clear();
        Scene.Succeed(await round.Platform.Grains.GetGrain<IAdjustmentsGrain>(round.Scene.Program.Value).Suggest());

        Assert.Equal(0, _calls.Of("IPlacementGrain.Find"));
        Assert.Equal(0, _calls.Of("IStudentGrain.Find"));
    }

    [Theory]
    [InlineData("C-0000-0000-0000", 2)]
    [InlineData("nobody", 0)]
    public async Task A_pseudonym_that_is_nobodys_asks_each_region_whose_students_come_once_and_a_text_that_is_none_asks_no_region(string candidate, int calls)
    {
        await using var platform = new Ending(await Platform.Start(Quiet, Counted));
        var scene = await Scene.Set(platform.Platform);
        var placement = await scene.Published();
        await scene.Student(Sample.Student(scene.School, scene.Program, Sample.Middle));
        _calls.Clear();

        Assert.Null(await placement.StudentBehind(candidate));
        Assert.Equal(calls, _calls.Of("IMarketGrain.StudentMarked"));
    }

    [Fact]
    public async Task Candidates_are_asked_of_the_regions_whose_students_come_and_of_one_more_with_the_first_who_comes_from_there()
    {
        await using var platform = new Ending(await Platform.Start(Quiet, Counted));
        var scene = await Scene.Set(platform.Platform);
        var placement = await scene.Published();
        var neighbour = await scene.Student(Sample.Student(scene.School, scene.Program, Sample.Middle));
        await scene.Student(Sample.Student(scene.School, scene.Program, Sample.South));
        await Eventually.Holds(() => scene.Shows(neighbour, placement), "the placement is shown");

        Assert.Equal([Sample.Middle], await Homes(placement));
        Assert.Equal((2, 2), (_calls.Of("IMarketGrain.RankCandidates"), _calls.Of("IMarketGrain.ReachedRegions")));
        _calls.Clear();
        Assert.Equal([Sample.Middle], await Homes(placement));
        Assert.Equal((2, 0), (_calls.Of("IMarketGrain.RankCandidates"), _calls.Of("IMarketGrain.ReachedRegions")));

        _calls.Clear();
        for (var i = 0; i < 3; i++)
        {
            await scene.Student(Sample.Student(scene.School, scene.Program, Sample.South) with { ReachableRegions = [Sample.North] });
        }

        await Eventually.Holds(async () => (await Homes(placement)).Count == 4, "those from the south are candidates");
        Assert.Equal(1, _calls.Of("IMarketGrain.AddSupplyingRegion"));
        _calls.Clear();
        Assert.Equal([Sample.Middle, Sample.South, Sample.South, Sample.South], await Homes(placement));
        Assert.Equal((3, 0), (_calls.Of("IMarketGrain.RankCandidates"), _calls.Of("IMarketGrain.ReachedRegions")));
    }

    [Fact]
    public async Task A_student_whose_market_was_lost_with_the_message_about_them_is_a_candidate_once_it_has_read_its_region()
    {
        await using var platform = new Ending(await Platform.Start(Quiet, Counted));
        var scene = await Scene.Set(platform.Platform);
        var placement = await scene.Published();
        Assert.Empty(await Homes(placement));
        _calls.IsLost = call => call == "IMarketGrain.UpsertSupplies";
        await scene.Student(Sample.Student(scene.School, scene.Program, Sample.South) with { ReachableRegions = [Sample.North] });
        var south = platform.Platform.Grains.GetGrain<IMarketGrain>(Sample.South.Value);
        await platform.Platform.Forget(south);

        Assert.Equal(1, (await south.Summary()).Students);

        Assert.Equal([Sample.South], await Homes(placement));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task A_students_applications_are_read_in_one_query_in_the_order_in_which_they_were_begun(int size)
    {
        await using var platform = new Ending(await Platform.Start(Quiet, Counted));
        var scene = await OfferScene.Set(platform.Platform);
        var (student, other) = (await scene.Student(), await scene.Student());
        Assert.Empty((await student.Applications())!.Applications);
        var wanted = new List<PlacementId>();
        for (var i = 0; i < size; i++)
        {
            var placement = await scene.Placement(seats: 1);
            wanted.Add(PlacementId.Parse(placement.GetPrimaryKeyString()));
            Scene.Succeed(await other.Apply(wanted[i], WriteOptions.Default));
            Scene.Succeed(await student.Apply(wanted[i], WriteOptions.Default, share: i % 2 == 0));
        }

        _calls.Clear();
        platform.Platform.Faults.Readings.Clear();
        var applications = (await student.Applications())!.Applications;

        Assert.Equal(wanted, applications.Select(application => application.Placement));
        Assert.Equal(
            Enumerable.Range(0, size).Select(i => (OfferScene.IdOf(student), i % 2 == 0 ? ApplicationStage.Shared : ApplicationStage.New)),
            applications.Select(application => (application.Student, application.Stage)));
        Assert.Equal(0, _calls.Of("IPlacementGrain.FindApplication"));
        Assert.Single(platform.Platform.Faults.Readings, "ApplicationsOf");
    }

    [Fact]
    public async Task Completeness_counts_who_has_saved_nothing_without_reading_their_profiles()
    {
        await using var round = await RoundScene.Set(services: Counted, configure: Quiet);
        var placement = await round.Placement();
        await round.Ranking(placement);
        await round.Student();
        var profile = Sample.Student(round.Scene.School, round.Scene.Program);
        await round.Student(profile with { LeftOn = DateOnly.FromDateTime(DateTime.UtcNow.AddDays(-1)) });
        await round.Student(profile with { Region = Sample.South });
        round.Platform.Faults.Readings.Clear();

        Assert.Equal(2, Scene.Succeed(await round.Grain.Completeness()).Students);
        Assert.DoesNotContain("StudentsOf", round.Platform.Faults.Readings);
    }

    [Fact]
    public async Task An_epoch_that_is_frozen_again_reads_only_what_was_written_since()
    {
        await using var platform = new Ending(await Platform.Start(Quiet, Counted));
        var scene = await Scene.Set(platform.Platform);
        var epochs = platform.Platform.Grains.GetGrain<IEpochGrain>(0);
        await scene.Published();
        await epochs.Renew();
        platform.Platform.Faults.Readings.Clear();

        var closing = await scene.Published(scene.Posting() with { Skills = [new(Sample.Skill(9), true, 1)] });
        var grown = await epochs.Renew();
        Scene.Succeed(await closing.Apply(PlacementAction.Close, WriteOptions.Default));
        var shrunk = await epochs.Renew();

        Assert.Contains("skill-9", grown.Json, StringComparison.Ordinal);
        Assert.DoesNotContain("skill-9", shrunk.Json, StringComparison.Ordinal);
        Assert.Contains("DemandedSince", platform.Platform.Faults.Readings);
        Assert.DoesNotContain("DemandedPlacements", platform.Platform.Faults.Readings);
    }

    private static async Task<IReadOnlyList<RegionId>> Homes(IPlacementGrain placement) =>
        [.. Scene.Succeed(await placement.Candidates(100)).Candidates.Select(candidate => candidate.Region).OrderBy(region => region.Value, StringComparer.Ordinal)];

    private void Counted(IServiceCollection services) => services.AddSingleton<IIncomingGrainCallFilter>(_calls);

    /// <summary>Nothing asks now and then.</summary>
    private static void Quiet(GrainsOptions options) => options.EpochWatch = TimeSpan.FromHours(1);

    private sealed class Ending(Platform platform) : IAsyncDisposable
    {
        public Platform Platform => platform;

        public ValueTask DisposeAsync() => new(platform.DisposeAsync());
    }
}
