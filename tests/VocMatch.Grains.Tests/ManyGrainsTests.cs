using VocMatch.Contracts.Grains;
using Xunit;

namespace VocMatch.Grains.Tests;

public sealed class ManyGrainsTests
{
    [Fact]
    public async Task Answers_stand_in_the_order_of_the_questions_and_no_more_are_asked_at_once_than_the_bound()
    {
        var (running, most) = (0, 0);
        var all = Enumerable.Range(0, 10 * ManyGrains.AtOnce).ToList();
        var gate = new TaskCompletionSource();

        var asking = ManyGrains.Ask(all, async number =>
        {
            var now = Interlocked.Increment(ref running);
            most = Math.Max(most, now);
            if (now == ManyGrains.AtOnce)
            {
                gate.TrySetResult();
            }

            await gate.Task;
            await Task.Yield();
            Interlocked.Decrement(ref running);
            return number * 2;
        });

        Assert.Equal(all.Select(number => number * 2), await asking);
        Assert.Equal(ManyGrains.AtOnce, most);
    }

    [Fact]
    public async Task A_question_that_fails_fails_the_whole() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => ManyGrains.Ask(
            Enumerable.Range(0, 300), number => number == 200 ? Task.FromException<int>(new InvalidOperationException()) : Task.FromResult(number)));
}
