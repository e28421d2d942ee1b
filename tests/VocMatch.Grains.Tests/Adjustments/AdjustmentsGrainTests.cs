using Microsoft.Extensions.DependencyInjection;
using VocMatch.Contracts.Adjustments;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Jobs;
using VocMatch.Contracts.Offers;
using VocMatch.Contracts.Outcomes;
using VocMatch.Grains.Adjustments;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests.Adjustments;

/// <summary>A platform of its own: whatever else is open within reach would change what helps.</summary>
public sealed class AdjustmentsGrainTests : IAsyncLifetime
{
    private const int Asked = 30;
    private const int Optional = 31;
    private const int Students = 8;

    private Platform _platform = null!;
    private Scene _scene = null!;

    public async Task InitializeAsync()
    {
        _platform = await Platform.Start(static _ => { });
        _scene = await Scene.Set(_platform);
        for (var i = 0; i < Students; i++)
        {
            await _scene.Student();
            await _scene.Published(_scene.Posting() with
            {
                Seats = 1,
                Skills = [new(Sample.Skill(Asked), true, 3), new(Sample.Skill(Optional), false, 2)],
            });
        }
    }

    public Task DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task An_unplaced_student_is_shown_the_skill_that_places_it()
    {
        var student = await _scene.Student();
        var id = StudentId.Parse(student.GetPrimaryKeyString());

        var change = Scene.Succeed(await Questions.SmallestChange(id));

        Assert.Null(change.Placed);
        var skill = Assert.Single(change.Options, option => option.Kind == ChangeOptionKind.Skill);
        Assert.Equal((Sample.Skill(Asked), 0, 0), (skill.Skill!.Value, skill.Touched, skill.Displaced));
    }

    [Fact]
    public async Task What_stays_empty_since_nobody_ranked_it_is_laid_to_lists()
    {
        var causes = await Causes();

        Assert.Equal((Students, Students, Students), (causes.Total, causes.UnfilledSeats, causes.StudentsLeftWithoutPlace));
        Assert.Equal(Students, causes.Parts.Single(part => part.Cause == "list").Cases);
        Assert.Contains("essential skills", causes.Lists, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_stays_empty_since_an_employer_does_not_answer_is_laid_to_the_employer()
    {
        var student = await _scene.Student();
        var silent = PlacementId.Parse((await _scene.Published(_scene.Posting() with { Seats = 1, Skills = [new(Sample.Skill(Asked), true, 3)] })).GetPrimaryKeyString());
        Scene.Succeed(await student.Apply(silent, WriteOptions.Default));
        Scene.Succeed(await student.MoveApplication(silent, ApplicationAction.Share, WriteOptions.Default));
        var before = Alone(await Causes());

        _platform.Time.Advance(TimeSpan.FromDays(15));
        await _platform.Forget(_scene.Placement(silent.Value));
        await _scene.Placement(silent.Value).Count();
        await Eventually.Holds(async () => Alone(await Causes()) == 1, "the employer's time is over");
        var causes = await Causes();

        Assert.Equal(0, before);
        Assert.Equal(causes.Total, causes.Parts.Sum(part => part.Cases));

        static int Alone(MismatchAnswer answer) => answer.Parts.SingleOrDefault(part => part.Cause == "unanswered")?.Alone ?? 0;
    }

    [Fact]
    public async Task A_region_is_proposed_what_nobody_offers()
    {
        await _scene.Published(_scene.Posting() with { Occupation = Sample.Occupation(5), Seats = 12, Skills = [new(Sample.Skill(20), true, 3)] });

        var proposal = Assert.Single((await Proposals()).Proposals);

        Assert.Equal((Sample.Occupation(5), 12, 0m), (proposal.Occupation, proposal.Evidence.Seats, proposal.NeighbourCompleters));
        Assert.Equal(Sample.Skill(20), Assert.Single(proposal.Skills));
        Assert.Equal("of 12 students with these skills who live in the region 12 would be placed, others 0; with all other lists as saved 12, others 0", proposal.Effect!.Text);
        Assert.Empty(proposal.Neighbours);
    }

    [Fact]
    public async Task A_proposal_counts_whom_its_students_would_displace_and_names_the_supply_next_door()
    {
        var next = await Scene.Set(_platform, Sample.Middle);
        Scene.Succeed(await next.ProgramGrain.Import(
            Sample.Program(next.School) with { TargetOccupations = [Sample.Occupation(5), Sample.Occupation(6)], Teaches = [new(Sample.Skill(20), 1)], Intake = 30 },
            publish: true,
            WriteOptions.Default));
        for (var i = 0; i < Students; i++)
        {
            await next.Student();
        }

        await _scene.Published(_scene.Posting() with { Occupation = Sample.Occupation(5), Seats = 12, Skills = [new(Sample.Skill(20), true, 3)] });

        var proposal = Assert.Single((await Proposals()).Proposals);

        Assert.Equal((12, 12), (proposal.Effect!.Students, proposal.Effect.Placed + Students + proposal.Effect.OthersChange));
        Assert.True(proposal.Effect.OthersChange < 0, proposal.Effect.Text);
        var supply = Assert.Single(proposal.Neighbours);
        Assert.Equal((Sample.Middle, "Middle", 15m), (supply.Region, supply.Name, supply.Completers));
        Assert.Equal(next.Program, Assert.Single(supply.Programs));
    }

    [Fact]
    public async Task A_region_that_does_not_exist_has_no_answers()
    {
        Scene.Refuse(await _platform.Grains.GetGrain<IRegionQuestionsGrain>("nowhere").SeatValues(SeatGrouping.Employer, 1), RefusalKind.NotFound);
        Scene.Refuse(await _platform.Grains.GetGrain<IQuestionGrain>(QuestionKey.Of(JobKind.Causes, "nowhere")).Ask(), RefusalKind.NotFound);
    }

    private IRegionQuestionsGrain Questions => _platform.Grains.GetGrain<IRegionQuestionsGrain>(_scene.Region.Value);

    private Task<MismatchAnswer> Causes() =>
        _platform.Services.GetRequiredService<RegionQuestions>().Causes(_scene.Region, (_, _, _) => { }, CancellationToken.None);

    private Task<ProposalList> Proposals() =>
        _platform.Services.GetRequiredService<RegionQuestions>().Proposals(_scene.Region, (_, _, _) => { }, CancellationToken.None);
}
