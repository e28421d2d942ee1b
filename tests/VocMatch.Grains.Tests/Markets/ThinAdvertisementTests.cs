using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests.Markets;

/// <summary>A platform of its own: what is listed apart depends on all that is posted.</summary>
public sealed class ThinAdvertisementTests : IAsyncLifetime
{
    private Platform _platform = null!;
    private Scene _scene = null!;

    public async Task InitializeAsync()
    {
        _platform = await Platform.Start(static _ => { });
        _scene = await Scene.Set(_platform);
    }

    public Task DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task What_names_one_skill_is_listed_apart_for_whoever_holds_it_until_it_is_ranked_anyway()
    {
        var student = await _scene.Student();
        var told = await _scene.Published();
        var thin = await _scene.Published(_scene.Posting() with { Skills = [new(Sample.Skill(2), true, 2)] });
        var unknown = await _scene.Published(_scene.Posting() with { Skills = [new(Sample.Skill(30), true, 2)] });
        foreach (var placement in (IPlacementGrain[])[told, thin, unknown])
        {
            await Eventually.Holds(() => _scene.Shows(student, placement), "the placement is shown");
        }

        var best = Scene.Succeed(await student.Matches(1));
        Assert.Equal(told.GetPrimaryKeyString(), Assert.Single(best.Matches).Placement.Value);
        var apart = Assert.Single(best.SaysTooLittle);
        Assert.Equal((thin.GetPrimaryKeyString(), Sample.Skill(2)), (apart.Placement.Value, apart.Held));
        Assert.Equal("Says too little to be ranked: held by you: Skill number 2", apart.Text);

        var all = Scene.Succeed(await student.Matches(10));
        Assert.Equal(3, all.Matches.Length);
        Assert.Empty(all.SaysTooLittle);
        Assert.Equal(all.Matches.Single(match => match.Placement == apart.Placement).Score, apart.Score);
    }

    [Fact]
    public async Task What_an_employer_is_advised_to_add_changes_what_was_said()
    {
        for (var i = 0; i < 12; i++)
        {
            await _scene.Student(Sample.Student(_scene.School, _scene.Program) with
            {
                Home = new(52.0 + (0.01 * i), 10.0),
                Skills = [.. Enumerable.Range(4, 1 + (i % 7)).Where(skill => (skill + i) % 3 > 0).Select(skill => new Contracts.Programs.SkillLevel(Sample.Skill(skill), 2))],
            });
        }

        var posting = _scene.Posting() with { Skills = [new(Sample.Skill(0), true, 2)] };
        var placement = await _scene.Published(posting);
        CandidateList now = null!;
        await Eventually.Holds(async () => (now = Scene.Succeed(await placement.Candidates(5))).Candidates.Length == 5, "there are candidates");
        var advice = now.Advice!;
        Assert.Equal(4, advice.Add.Length);
        Assert.Equal(now.Candidates[0].Score, advice.BestNow);

        Scene.Succeed(await placement.Put(
            posting with { Skills = [.. posting.Skills, .. advice.Add.Select(skill => new SkillDemand(skill, true, 1))] }, WriteOptions.Default));
        CandidateList then = null!;
        await Eventually.Holds(async () => (then = Scene.Succeed(await placement.Candidates(5))).Advice is null, "the advertisement says enough");

        Assert.Equal(now.Epoch, then.Epoch);
        Assert.Equal(advice.BestThen, then.Candidates[0].Score);
        Assert.True(advice.BestThen > advice.BestNow, advice.ToString());
        Assert.Equal(advice.Others, then.Candidates.Select(candidate => candidate.Pseudonym).Except(now.Candidates.Select(candidate => candidate.Pseudonym)).Count());
        Assert.Equal(advice.Compared, then.Candidates.Length);
    }

    [Fact]
    public async Task Nobody_is_advised_whose_advertisement_says_enough()
    {
        var placement = await _scene.Published();

        Assert.Null(Scene.Succeed(await placement.Candidates(5)).Advice);
    }
}
