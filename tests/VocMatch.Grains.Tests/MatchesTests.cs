using Microsoft.Extensions.DependencyInjection;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Students;
using VocMatch.Domain.Facts;
using VocMatch.Domain.Reading;
using VocMatch.Grains.Epochs;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests;

/// <summary>Sixty placements in three regions, and students who reach one, two or all of them.</summary>
public sealed class MatchesTests : IAsyncLifetime
{
    private Platform _platform = null!;
    private Scene[] _scenes = null!;

    public async Task InitializeAsync()
    {
        _platform = await Platform.Start(static _ => { });
        _scenes = [await Scene.Set(_platform, Sample.North), await Scene.Set(_platform, Sample.Middle), await Scene.Set(_platform, Sample.South)];
        var random = new Random(7);
        await Task.WhenAll(Enumerable.Range(0, 60).Select(i => _scenes[i % 3].Published(Vary(_scenes[i % 3].Posting(), random))));
        await Renew();
    }

    public Task DisposeAsync() => _platform.DisposeAsync();

    [Theory]
    [InlineData("north", "north")]
    [InlineData("north", "")]
    [InlineData("middle", "")]
    [InlineData("south", "north,middle,south")]
    public async Task Matches_equal_scoring_every_open_placement(string home, string reachable)
    {
        var scene = _scenes.Single(s => s.Region.Value == home);
        var student = await scene.Student(Sample.Student(scene.School, scene.Program, scene.Region) with
        {
            Skills = [new(Sample.Skill(9), 4), new(Sample.Skill(14), 2), new(Sample.Skill(20), 5)],
            ReachableRegions = [.. reachable.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(r => RegionId.Parse(r))],
        });

        var list = Scene.Succeed(await student.Matches(25));
        var expected = await BruteForce(scene, student, 25);

        Assert.Equal(expected, list.Matches.Select(match => match.Placement));
        Assert.NotEmpty(expected);
    }

    [Fact]
    public async Task Parts_add_up_to_the_score_and_say_why()
    {
        var student = await _scenes[0].Student();

        var list = Scene.Succeed(await student.Matches(100));

        Assert.All(list.Matches, match => Assert.Equal(match.Score, match.Parts.Sum(part => part.Points)));
        Assert.All(list.Matches.SelectMany(match => match.Parts), part => Assert.False(string.IsNullOrWhiteSpace(part.Text)));
        Assert.Contains(list.Matches.SelectMany(match => match.Parts), part => part.Text.StartsWith("You hold Skill number", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_detail_shows_the_match_of_the_list_and_what_is_missing()
    {
        var student = await _scenes[0].Student();
        var match = Scene.Succeed(await student.Matches(100)).Matches.First(m => m.Parts.Count(part => part.Kind == "skill") < 3);

        var detail = Scene.Succeed(await student.Match(match.Placement));

        Assert.True(detail.Eligible);
        Assert.Equal(match.Score, detail.Match.Score);
        Assert.Equal(match.Parts.AsEnumerable(), detail.Match.Parts.AsEnumerable());
        Assert.All(detail.Missing, part => Assert.True(part.Points >= 0));
    }

    [Fact]
    public async Task Yesterdays_explanation_still_adds_up_under_its_epoch()
    {
        var scene = _scenes[0];
        var student = await scene.Student();
        var yesterday = Scene.Succeed(await student.Matches(1));
        var first = yesterday.Matches[0];

        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => scene.Published(
            scene.Posting() with { Skills = [new(Sample.Skill(i), true, 1)], Occupation = Sample.Occupation(i % 8) })));
        await Renew();
        var today = Scene.Succeed(await student.Match(first.Placement));
        var epochs = _platform.Grains.GetGrain<IEpochGrain>(0);
        var frozen = (await epochs.Find(yesterday.Epoch))!;
        var scorer = await _platform.Services.GetRequiredService<Scorers>().Thaw(frozen);
        var question = await Question(scene, student);
        var placement = (await _platform.Grains.GetGrain<IPlacementGrain>(first.Placement.Value).Find())!;
        var again = scorer.Explain(EngineFacts.Of(question, scorer.Table), EngineFacts.Of(placement, scorer.Table, 16));

        Assert.True(today.Epoch > yesterday.Epoch);
        Assert.NotEqual(first.Score, today.Match.Score);
        Assert.Equal(first.Score, again.Shown().Total / 100m);
        Assert.Null(await epochs.Find(today.Epoch + 1));
    }

    [Fact]
    public async Task An_epoch_is_not_renewed_where_nothing_changed()
    {
        var epochs = _platform.Grains.GetGrain<IEpochGrain>(0);
        var before = await epochs.Current();

        Assert.Equal(before.Number, (await epochs.Renew()).Number);
        await _platform.Forget(epochs);
        Assert.Equal(before, await epochs.Current());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    public async Task More_than_a_hundred_or_none_is_refused(int top) =>
        Assert.Equal("top", Scene.Refuse(await (await _scenes[0].Student()).Matches(top), RefusalKind.Invalid).Violations[0].Field);

    private static PlacementPosting Vary(PlacementPosting posting, Random random)
    {
        lock (random)
        {
            return posting with
            {
                Occupation = Sample.Occupation(random.Next(8)),
                Seats = random.Next(1, 5),
                Skills =
                [
                    .. Enumerable.Range(0, 40).OrderBy(_ => random.Next()).Take(random.Next(1, 10))
                        .Select(skill => new SkillDemand(Sample.Skill(skill), random.Next(2) == 0, random.Next(1, 6))),
                ],
                Pay = random.Next(4) == 0 ? null : new(random.Next(300, 1200), "EUR"),
                MinimumLevel = random.Next(5) == 0 ? 5 : null,
            };
        }
    }

    private async Task Renew()
    {
        var epoch = await _platform.Grains.GetGrain<IEpochGrain>(0).Renew();
        await Task.WhenAll(_scenes.Select(scene => scene.Market.Adopt(epoch.Number)));
    }

    private async Task<List<PlacementId>> BruteForce(Scene scene, IStudentGrain student, int top)
    {
        var scorer = await _platform.Services.GetRequiredService<Scorers>().Current();
        var facts = EngineFacts.Of(await Question(scene, student), scorer.Table);
        var scored = new List<(PlacementId Id, int Score)>();
        await foreach (var placement in _platform.ReadSide.OpenPlacements(null, CancellationToken.None))
        {
            if (scorer.Score(facts, EngineFacts.Of(placement, scorer.Table, 16)) is { } score)
            {
                scored.Add((placement.Id, score));
            }
        }

        return [.. scored.OrderByDescending(s => s.Score).ThenBy(s => s.Id.Value, StringComparer.Ordinal).Take(top).Select(s => s.Id)];
    }

    private async Task<StudentQuestion> Question(Scene scene, IStudentGrain student) => StudentQuestions.Assemble(
        (await student.Find())!,
        AgeThresholds.FromBirthDate((await student.FindIdentity())!.BirthDate),
        (await scene.ProgramGrain.Find())!.Content,
        _platform.Services.GetRequiredService<ITaxonomy>().Current);
}
