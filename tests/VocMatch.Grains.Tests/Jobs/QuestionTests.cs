using System.Text;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Jobs;
using VocMatch.Contracts.Outcomes;
using VocMatch.Grains.Tests.Platforms;
using Xunit;

namespace VocMatch.Grains.Tests.Jobs;

public sealed class QuestionTests : IAsyncLifetime
{
    private Platform _platform = null!;

    public async Task InitializeAsync()
    {
        _platform = await Platform.Start(static options => options.RoundInputsAge = TimeSpan.FromMinutes(1));
        await Scene.Set(_platform);
    }

    public Task DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task The_same_question_is_answered_once_while_its_answer_is_fresh_and_anew_after()
    {
        var question = Question(JobKind.Causes);

        var first = await Answered(question);
        var fresh = Scene.Succeed(await question.Ask());
        _platform.Time.Advance(TimeSpan.FromMinutes(2));
        var anew = await Answered(question);

        Assert.Equal(first.Id, fresh.Id);
        Assert.NotEqual(first.Id, anew.Id);
        Assert.NotNull(await Job(first.Id).Answer());
    }

    [Fact]
    public async Task An_answer_outlives_its_activation_byte_for_byte_until_eight_others_came_after_it()
    {
        var question = Question(JobKind.ProgramProposals);
        var first = await Answered(question);
        var before = Encoding.UTF8.GetString((await Job(first.Id).Answer())!);
        await _platform.Forget(Job(first.Id));

        var after = Encoding.UTF8.GetString((await Job(first.Id).Answer())!);
        for (var i = 0; i < 8; i++)
        {
            _platform.Time.Advance(TimeSpan.FromMinutes(2));
            await Answered(question);
        }

        Assert.Equal(before, after);
        Assert.Null(await Job(first.Id).Find());
        Assert.Null(await Job(first.Id).Answer());
    }

    [Fact]
    public async Task A_question_whose_activation_died_is_answered_by_the_next_one()
    {
        var asked = Scene.Succeed(await Question(JobKind.Causes).Ask());
        await _platform.Forget(Job(asked.Id));

        await Eventually.Holds(async () => (await Job(asked.Id).Wait(TimeSpan.FromSeconds(1)))!.Phase == JobPhase.Done, "the question is answered");
    }

    [Fact]
    public async Task A_program_that_is_not_published_is_refused_before_a_job_is_made() =>
        Scene.Refuse(await _platform.Grains.GetGrain<IQuestionGrain>(QuestionKey.Of(JobKind.Adjustments, "no-program")).Ask(), RefusalKind.NotFound);

    private async Task<Job> Answered(IQuestionGrain question)
    {
        var asked = Scene.Succeed(await question.Ask());
        await Eventually.Holds(async () => (await Job(asked.Id).Wait(TimeSpan.FromSeconds(1)))!.Phase != JobPhase.Running, "the job is over");
        var ended = (await Job(asked.Id).Find())!;
        Assert.True(ended.Phase == JobPhase.Done, ended.Failure);
        return ended;
    }

    private IQuestionGrain Question(JobKind kind) => _platform.Grains.GetGrain<IQuestionGrain>(QuestionKey.Of(kind, Sample.North.Value));

    private IJobGrain Job(string id) => _platform.Grains.GetGrain<IJobGrain>(id);
}
