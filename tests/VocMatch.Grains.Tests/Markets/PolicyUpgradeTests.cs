using Microsoft.Extensions.DependencyInjection;
using VocMatch.Contracts.Grains;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Markets;
using VocMatch.Grains.Epochs;
using VocMatch.Grains.Tests.Platforms;
using VocMatch.Matching.Scoring;
using Xunit;

namespace VocMatch.Grains.Tests.Markets;

public sealed class PolicyUpgradeTests
{
    [Fact]
    public async Task A_platform_that_is_started_with_another_policy_scores_by_it_at_once_and_knows_the_epochs_before()
    {
        var policy = ScoringPolicy.First;
        var before = await Platform.Start(options => options.Policy = policy);
        var scene = await Scene.Set(before);
        var student = await scene.Student();
        var placement = await scene.Published();
        MatchDetail? match = null;
        await Eventually.Holds(
            async () => (match = (await student.Match(PlacementId.Parse(placement.GetPrimaryKeyString()))).Value) is { Epoch: > 0 }, "an epoch knows the placement");
        Assert.Equal(1, match!.Policy);
        await before.Stop();

        policy = ScoringPolicy.Default;
        await using var after = await Platform.StartWithRowsOf(before);
        before.DeleteRows();
        var again = after.Grains.GetGrain<IStudentGrain>(student.GetPrimaryKeyString());
        await Eventually.Holds(
            async () => (await again.Match(PlacementId.Parse(placement.GetPrimaryKeyString()))).Value?.Policy == ScoringPolicy.Default.Version,
            "the new policy is in force");

        var then = await after.Services.GetRequiredService<Scorers>().At(match.Epoch);
        Assert.Equal(ScoringPolicy.First, then.Policy);
        Assert.Equal(then.Policy.SkillCap, then.Budgets.Skills);
    }
}
