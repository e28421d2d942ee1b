using VocMatch.Domain.Runtime;
using Xunit;

namespace VocMatch.Grains.Tests.Runtime;

public sealed class CoresTests
{
    [Fact]
    public async Task In_the_background_one_core_is_used_on_whichever_thread_and_all_of_them_before_and_after()
    {
        Assert.Equal(Environment.ProcessorCount, Cores.Most);

        var background = Cores.InBackground(async () =>
        {
            await Task.Yield();
            return (Here: Cores.Most, Elsewhere: await Task.Run(() => Cores.Most));
        });

        Assert.Equal(Environment.ProcessorCount, Cores.Most);
        Assert.Equal((1, 1), await background);
        Assert.Equal(Environment.ProcessorCount, Cores.Most);
    }
}
