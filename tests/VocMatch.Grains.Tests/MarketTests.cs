using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests;

[Collection(SharedPlatform.Name)]
public sealed class MarketTests(Platform platform)
{
    [Fact]
    public async Task What_is_published_is_shown_and_what_is_closed_is_not()
    {
        var scene = await Scene.Set(platform);
        var student = await scene.Student();
        var placement = scene.Placement();
        await placement.Put(scene.Posting(), WriteOptions.Default);

        await placement.Apply(PlacementAction.Publish, WriteOptions.Default);
        await Eventually.Holds(() => scene.Shows(student, placement), "the published placement is shown");
        await placement.Apply(PlacementAction.Close, WriteOptions.Default);

        await Eventually.Holds(
            async () => await scene.Market.Explain(await Question(scene, student), Id(placement)) is null, "the closed placement is gone");
    }

    [Fact]
    public async Task An_older_or_repeated_version_is_ignored()
    {
        var scene = await Scene.Set(platform);
        var placement = await scene.Published();
        var first = (await placement.Find())!;
        var second = Scene.Succeed(await placement.Put(scene.Posting() with { Title = "Second" }, WriteOptions.Default)).Entity;

        Assert.Equal(2, await scene.Market.Upsert(first));
        Assert.Equal(2, await scene.Market.Upsert(second));
        Scene.Succeed(await placement.Apply(PlacementAction.Close, WriteOptions.Default));
        await Eventually.Holds(async () => await scene.Market.Upsert(second) == 3, "the market was told that it closed");
        Assert.Equal(3, await scene.Market.Upsert(first));

        Assert.Null(await scene.Market.Explain(await Question(scene, await scene.Student()), Id(placement)));
    }

    [Fact]
    public async Task A_market_that_was_lost_is_rebuilt_from_the_rows()
    {
        var scene = await Scene.Set(platform);
        var student = await scene.Student();
        var placement = await scene.Published();
        await Eventually.Holds(() => scene.Shows(student, placement), "the placement is shown");
        var before = await scene.Market.Summary();

        await platform.Forget(scene.Market);

        Assert.True(await scene.Shows(student, placement));
        var after = await scene.Market.Summary();
        Assert.Equal((before.OpenPlacements, before.OpenSeats, before.Students), (after.OpenPlacements, after.OpenSeats, after.Students));
        Assert.Equal(before.Occupations.AsEnumerable(), after.Occupations.AsEnumerable());
    }

    [Fact]
    public async Task A_placement_whose_site_moved_leaves_the_old_market_for_the_new_one()
    {
        var scene = await Scene.Set(platform);
        var student = await scene.Student();
        var placement = await scene.Published();
        await Eventually.Holds(() => scene.Shows(student, placement), "the placement is shown");

        await scene.EmployerGrain.Put(Sample.Employer(Sample.Middle), WriteOptions.Default);
        Scene.Succeed(await placement.Put(scene.Posting() with { Seats = 4 }, WriteOptions.Default));

        var question = await Question(scene, student);
        await Eventually.Holds(async () => await scene.Market.Explain(question, Id(placement)) is null, "the old market drops it");
        var there = platform.Grains.GetGrain<Contracts.Grains.IMarketGrain>(Sample.Middle.Value);
        await Eventually.Holds(async () => await there.Explain(question, Id(placement)) is not null, "the new market shows it");
    }

    [Fact]
    public async Task Candidates_are_ranked_under_pseudonyms_of_this_placement_only()
    {
        var scene = await Scene.Set(platform);
        var (one, other) = (await scene.Published(), await scene.Published());
        var student = await scene.Student(Sample.Student(scene.School, scene.Program) with { Skills = [new(Sample.Skill(7), 5)] });
        await Eventually.Holds(() => scene.Shows(student, one), "the placement is shown");

        var candidates = Scene.Succeed(await one.Candidates(100)).Candidates;
        var again = Scene.Succeed(await one.Candidates(100)).Candidates;
        var elsewhere = Scene.Succeed(await other.Candidates(100)).Candidates;

        Assert.Equal(candidates.Select(c => c.Pseudonym), again.Select(c => c.Pseudonym));
        Assert.Empty(candidates.Select(c => c.Pseudonym).Intersect(elsewhere.Select(c => c.Pseudonym)));
        Assert.Equal(candidates.OrderByDescending(c => c.Score).Select(c => c.Score), candidates.Select(c => c.Score));
        var mine = Assert.Single(candidates, candidate => candidate.Program == scene.Program);
        Assert.Equal(mine.Score, mine.Parts.Sum(part => part.Points));
        Assert.DoesNotContain(student.GetPrimaryKeyString(), mine.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_goes_to_a_region_that_borders_on_none_of_theirs_is_a_candidate_there()
    {
        var scene = await Scene.Set(platform);
        var placement = await scene.Published();
        var student = await scene.Student(Sample.Student(scene.School, scene.Program, Sample.South) with { ReachableRegions = [Sample.North] });
        await Eventually.Holds(() => scene.Shows(student, placement), "the placement is shown");

        var program = scene.Program;
        await Eventually.Holds(
            async () => Scene.Succeed(await placement.Candidates(100)).Candidates.Any(candidate => candidate.Program == program), "the student is a candidate");

        var found = Scene.Succeed(await placement.Candidates(100)).Candidates.Single(candidate => candidate.Program == program);
        Assert.Equal(student.GetPrimaryKeyString(), (await placement.StudentBehind(found.Pseudonym))?.Value);
    }

    private static async Task<Contracts.Markets.StudentQuestion> Question(Scene scene, Contracts.Grains.IStudentGrain student)
    {
        var found = (await student.Find())!;
        var program = (await scene.ProgramGrain.Find())!;
        var regions = Sample.Taxonomy;
        return Domain.Facts.StudentQuestions.Assemble(
            found,
            Contracts.Students.AgeThresholds.FromBirthDate(Sample.Identity().BirthDate),
            program.Content,
            new(1, regions.Regions, regions.SkillGroups, regions.Skills, regions.Occupations));
    }

    private static PlacementId Id(IPlacementGrain placement) => PlacementId.Parse(placement.GetPrimaryKeyString());
}
