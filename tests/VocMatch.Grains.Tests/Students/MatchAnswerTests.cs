using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Json;
using VocMatch.Contracts.Markets;
using VocMatch.Contracts.Outcomes;
using VocMatch.Contracts.Placements;
using VocMatch.Contracts.Taxonomy;
using VocMatch.Domain.Reading;
using VocMatch.Grains.Students;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests.Students;

/// <summary>What is given again is what would be found anew.</summary>
public sealed class MatchAnswerTests : IAsyncLifetime
{
    private Platform _platform = null!;
    private Scene _north = null!;
    private Scene _middle = null!;

    public async Task InitializeAsync()
    {
        _platform = await Platform.Start(static options => options.MarketTimeout = TimeSpan.FromSeconds(30));
        (_north, _middle) = (await Scene.Set(_platform, Sample.North), await Scene.Set(_platform, Sample.Middle));
    }

    public Task DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task An_unchanged_market_gives_the_same_answer_again()
    {
        await _north.Published();
        var student = await _north.Student();
        await Shows(student, 1);
        var kept = _platform.Services.GetRequiredService<MatchAnswers>();

        var first = Scene.Succeed(await student.MatchAnswer(5));
        var again = Scene.Succeed(await student.MatchAnswer(5));

        Assert.Equal((first.Tag, Text(first)), (again.Tag, Text(again)));
        Assert.Equal(Text(first), await Anew(student, 5));
        Assert.Equal((1, first.Json.Length), kept.Size);
        Assert.True(kept.Given > 0 && first.Best > 0);
    }

    [Fact]
    public async Task Another_number_of_placements_is_another_answer()
    {
        await _north.Published();
        await _north.Published();
        var student = await _north.Student();
        await Shows(student, 2);

        var one = Scene.Succeed(await student.MatchAnswer(1));
        var two = Scene.Succeed(await student.MatchAnswer(2));

        Assert.Equal((1, 2), (Count(one), Count(two)));
        Assert.NotEqual(one.Tag, two.Tag);
    }

    [Fact]
    public async Task An_answer_ends_with_the_first_deadline_in_it()
    {
        var student = await _north.Student();
        var open = await _north.Published();
        var until = _platform.Time.GetUtcNow().AddDays(2);
        var closing = await _north.Published(_north.Posting() with { ApplyBy = until });
        await Shows(student, 2);

        _platform.Time.Advance(TimeSpan.FromDays(3));

        var after = Scene.Succeed(await student.MatchAnswer(5));
        Assert.Equal(1, Count(after));
        Assert.Contains(open.GetPrimaryKeyString(), Text(after), StringComparison.Ordinal);
        Assert.DoesNotContain(closing.GetPrimaryKeyString(), Text(after), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_platform_that_may_keep_nothing_answers_alike()
    {
        await using var frugal = new Ending(await Platform.Start(static options => options.MatchAnswerBytes = 0));
        var scene = await Scene.Set(frugal.Platform);
        await scene.Published();
        var student = await scene.Student();
        await Shows(student, 1);

        var first = Scene.Succeed(await student.MatchAnswer(5));

        Assert.Equal(first.Tag, Scene.Succeed(await student.MatchAnswer(5)).Tag);
        Assert.Equal((0, 0L), frugal.Platform.Services.GetRequiredService<MatchAnswers>().Size);
    }

    [Theory]
    [Trait("Lane", "Full")]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_is_written_the_answer_is_what_would_be_found_anew(int seed)
    {
        var random = new Random(seed);
        List<IPlacementGrain> placements = [];
        for (var i = 0; i < 6; i++)
        {
            var scene = i % 2 == 0 ? _north : _middle;
            placements.Add(await scene.Published(scene.Posting()));
        }

        var students = new[] { await _north.Student(), await _middle.Student() };
        await Renew();
        for (var step = 0; step < 40; step++)
        {
            var at = random.Next(placements.Count);
            var scene = at % 2 == 0 ? _north : _middle;
            var what = random.Next(9);
            switch (what)
            {
                case 0 or 1:
                    // One that is closed refuses.
                    await placements[at].Put(Varied(scene, random), WriteOptions.Default);
                    break;
                case 2:
                    await placements[at].Apply(random.Next(2) == 0 ? PlacementAction.Close : PlacementAction.Reopen, WriteOptions.Default);
                    break;
                case 3:
                    var teaches = Sample.Program(_north.School) with { Teaches = [new(Sample.Skill(random.Next(1, 10)), random.Next(1, 6)), new(Sample.Skill(0), random.Next(1, 6))] };
                    Scene.Succeed(await _north.ProgramGrain.Import(teaches, publish: true, WriteOptions.Default));
                    break;
                case 4:
                    var profile = Sample.Student(_north.School, _north.Program) with { Skills = [new(Sample.Skill(random.Next(10)), random.Next(1, 6))] };
                    Scene.Succeed(await students[0].Put(profile, WriteOptions.Default));
                    break;
                case 5:
                    Scene.Succeed(await students[random.Next(2)].PutIdentity(Sample.Identity(random.Next(14, 20)), WriteOptions.Default));
                    break;
                case 6:
                    await Renew();
                    break;
                case 7:
                    await _platform.Services.GetRequiredService<ITaxonomyStore>().Save(
                        new([], [], [new Skill { Id = Sample.Skill(0), Name = $"Skill of {seed} and {step}" }], []), CancellationToken.None);
                    await _platform.Services.GetRequiredService<ITaxonomy>().Refresh();
                    break;
                default:
                    await _platform.Forget(random.Next(3) switch { 0 => students[0], 1 => _north.ProgramGrain, _ => _north.Market });
                    break;
            }

            foreach (var student in students)
            {
                foreach (var top in (int[])[1, 4, 20])
                {
                    await Eventually.Gives(
                        async () => (Given: Text(Scene.Succeed(await student.MatchAnswer(top))), Anew: await Anew(student, top)),
                        answers => answers.Given == answers.Anew,
                        answers => $"after step {step} of kind {what} {answers.Given} is {answers.Anew}");
                }
            }
        }

        Assert.NotEqual(0, _platform.Services.GetRequiredService<MatchAnswers>().Given);
    }

    [Fact]
    public async Task Whoever_has_written_finds_what_was_written_while_others_write_and_ask()
    {
        var student = await _north.Student();
        var writers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => (i % 2 == 0 ? _north : _middle).Published(id: $"written-{i}")));
        await Renew();
        using var ended = new CancellationTokenSource();
        var asking = Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            while (!ended.IsCancellationRequested)
            {
                await student.MatchAnswer(20);
            }
        })));

        await Task.WhenAll(writers.Select((placement, i) => Task.Run(async () =>
        {
            var scene = i % 2 == 0 ? _north : _middle;
            for (var n = 1; n <= 25; n++)
            {
                var title = string.Create(CultureInfo.InvariantCulture, $"Title {i}.{n}.");
                Scene.Succeed(await placement.Put(scene.Posting() with { Title = title }, WriteOptions.Default));
                var answer = await student.MatchAnswer(20);

                // One that the markets could not settle on is asked again.
                if (answer.Succeeded)
                {
                    Assert.Contains(title, Text(answer.Value), StringComparison.Ordinal);
                }
            }
        })));
        await ended.CancelAsync();
        await asking;
        Assert.Equal(await Anew(student, 20), Text(Scene.Succeed(await student.MatchAnswer(20))));
    }

    /// <summary>What is imported comes to its market within moments.</summary>
    private static Task Shows(IStudentGrain student, int placements) =>
        Eventually.Holds(async () => Count(Scene.Succeed(await student.MatchAnswer(5))) == placements, $"{placements} placements are found");

    private static PlacementPosting Varied(Scene scene, Random random) => scene.Posting() with
    {
        Title = $"Trainee {random.Next(100)}",
        Occupation = Sample.Occupation(random.Next(8)),
        Pay = random.Next(3) == 0 ? null : new(random.Next(300, 1200), "EUR"),
        MinimumAge = random.Next(2) == 0 ? 18 : null,
        Skills = [new(Sample.Skill(random.Next(5)), true, random.Next(1, 6)), new(Sample.Skill(5 + random.Next(5)), false, random.Next(1, 6))],
    };

    private async Task Renew()
    {
        var epoch = await _platform.Grains.GetGrain<IEpochGrain>(0).Renew();
        await Task.WhenAll(_north.Market.Adopt(epoch.Number), _middle.Market.Adopt(epoch.Number), _platform.Grains.GetGrain<IMarketGrain>(Sample.South.Value).Adopt(epoch.Number));
    }

    private static async Task<string> Anew(IStudentGrain student, int top) =>
        JsonSerializer.Serialize(Scene.Succeed(await student.Matches(top)), WireJson.Answers);

    private static string Text(MatchAnswer answer) => Encoding.UTF8.GetString(answer.Json.AsSpan());

    private static int Count(MatchAnswer answer) => JsonDocument.Parse(Text(answer)).RootElement.GetProperty("matches").GetArrayLength();

    private sealed record Ending(Platform Platform) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Platform.DisposeAsync();
    }
}
