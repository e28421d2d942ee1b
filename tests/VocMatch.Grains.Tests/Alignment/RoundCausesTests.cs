using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using VocMatch.Alignment.Data;
using VocMatch.Contracts.Identity;
using VocMatch.Contracts.Rounds;
using VocMatch.Grains.Adjustments;
using VocMatch.Grains.Alignment;
using VocMatch.Grains.Tests.Platforms;
using VocMatch.Grains.Tests.Rounds;
using Xunit;

namespace VocMatch.Grains.Tests.Alignment;

/// <summary>A student and a seat that only the field of study keeps apart.</summary>
public sealed class RoundCausesTests : IAsyncLifetime
{
    private static readonly ImmutableHashSet<RegionId> Known = [Sample.North, Sample.South];

    private Platform _platform = null!;

    public async Task InitializeAsync()
    {
        _platform = await Platform.Start(static _ => { });
        var scene = await Scene.Set(_platform);
        await scene.Published(scene.Posting() with { Seats = 1, Fields = ["0715"] });
        await scene.Student();
    }

    public Task DisposeAsync() => _platform.DisposeAsync();

    [Fact]
    public async Task The_causes_of_a_real_round_are_those_of_its_latest_round_and_name_it()
    {
        var inputs = await Inputs() with { Simulated = false, Basis = "round spring, lock 1" };

        var (causes, remarks) = await Causes(inputs).Of([Round("spring"), Round("winter")], Known, default);

        Assert.Equal<MismatchRow>([new(Sample.North, "field", 1)], causes);
        Assert.Equal<string>(["Causes in north are those of round spring, lock 1."], remarks);
    }

    [Fact]
    public async Task What_was_only_simulated_is_no_cause_of_anything_that_happened()
    {
        var (causes, remarks) = await Causes(await Inputs()).Of([Round("spring")], Known, default);

        Assert.Empty(causes);
        Assert.Empty(remarks);
    }

    private RoundCauses Causes(RoundInputs inputs) =>
        new(new GivenInputs(inputs), _platform.Services.GetRequiredService<AdjustmentSearch>(), TimeProvider.System);

    private Task<RoundInputs> Inputs() =>
        _platform.Services.GetRequiredService<IRoundInputs>().Latest([Sample.North], TimeProvider.System.GetUtcNow(), default);

    private static Round Round(string id) => new(RoundId.Parse(id), RoundPhase.Published, RoundScene.Settings, 0, 0, RoundProgress.None, [], 1);

    private sealed class GivenInputs(RoundInputs inputs) : IRoundInputs
    {
        public Task<RoundInputs> Latest(ImmutableArray<RegionId> regions, DateTimeOffset notBefore, CancellationToken cancellation) =>
            Task.FromResult(inputs);
    }
}
