using Microsoft.Extensions.DependencyInjection;
using VocMatch.Alignment.Data;
using VocMatch.Contracts.Identity;
using VocMatch.Grains.Alignment;
using VocMatch.Grains.Tests.Platforms;
using VocMatch.Grains.Tests.Rounds;
using Xunit;

namespace VocMatch.Grains.Tests.Alignment;

public sealed class RoundCausesTests
{
    [Fact]
    public async Task A_real_round_tells_why_a_student_and_a_seat_missed_each_other_and_is_named()
    {
        await using var round = await RoundScene.Set();
        var other = await round.Placement(change: posting => posting with { Fields = ["0715"] });
        await round.Ranking(other);
        await round.Lock();
        await round.Solve();
        await round.Publish();

        var (causes, remarks) = await round.Platform.Services.GetRequiredService<RoundCauses>()
            .Of([await round.Find()], new HashSet<RegionId> { Sample.North, Sample.South }, default);

        Assert.Equal<MismatchRow>([new(Sample.North, "field", 1)], causes);
        Assert.StartsWith("Causes in north are those of round spring", Assert.Single(remarks), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_round_there_are_no_causes()
    {
        await using var round = await RoundScene.Set();

        var (causes, remarks) = await round.Platform.Services.GetRequiredService<RoundCauses>().Of([], new HashSet<RegionId> { Sample.North }, default);

        Assert.Empty(causes);
        Assert.Empty(remarks);
    }
}
